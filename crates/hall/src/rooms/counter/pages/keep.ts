// Keeps what was typed until it was sent, and sends it by itself when the network is back. The identifier of the act
// is kept with it, so what reached the house already is not said twice.

interface Kept {
  act: string;
  fields: [string, string][];
}

/** Seconds between two tries; the last one is repeated. */
const PAUSES = [2, 4, 8, 15, 30];

/** A resident's words stay in the window, those at a station's counter on its device. */
function store(form: HTMLFormElement): Storage {
  return form.dataset["keepOn"] === "device" ? localStorage : sessionStorage;
}

function place(form: HTMLFormElement): string {
  return `keep ${new URL(form.action).pathname}`;
}

function read(form: HTMLFormElement): Kept | null {
  const text = store(form).getItem(place(form));
  return text === null ? null : (JSON.parse(text) as Kept);
}

function typed(form: HTMLFormElement): [string, string][] {
  const fields: [string, string][] = [];
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && name !== "token" && name !== "act" && value !== "") fields.push([name, value]);
  }
  return fields;
}

function keep(form: HTMLFormElement): void {
  const kept: Kept = { act: act(form).value, fields: typed(form) };
  store(form).setItem(place(form), JSON.stringify(kept));
}

function forget(): void {
  for (const one of [localStorage, sessionStorage]) {
    for (const name of Object.keys(one)) if (name.startsWith("keep ")) one.removeItem(name);
  }
}

function act(form: HTMLFormElement): HTMLInputElement {
  return form.elements.namedItem("act") as HTMLInputElement;
}

/** Whether nothing has been typed into the form yet. */
function isBlank(form: HTMLFormElement): boolean {
  const typing = form.querySelectorAll<HTMLInputElement>("textarea, input:not([type=hidden], [type=radio], [type=checkbox])");
  return [...typing].every((field) => field.value === "");
}

function restore(form: HTMLFormElement): void {
  const kept = read(form);
  if (kept === null || kept.fields.length === 0 || !isBlank(form)) return;
  // A form that follows another one goes on only with what belongs to the same act.
  if (form.dataset["keepOf"] === "same" && kept.act !== act(form).value) return;
  act(form).value = kept.act;
  for (const [name, value] of kept.fields) fill(form, name, value);
  say(form, "restored");
}

function fill(form: HTMLFormElement, name: string, value: string): void {
  for (const field of form.querySelectorAll<HTMLInputElement>(`[name="${CSS.escape(name)}"]`)) {
    if (field.type === "radio" || field.type === "checkbox") field.checked ||= field.value === value;
    else if (field.type !== "file") field.value = value;
  }
}

/** Shows one of the sentences that the page brought along, and hides the others. */
function say(form: HTMLFormElement, which: string): void {
  for (const line of form.querySelectorAll<HTMLElement>("[data-keep-says]")) line.hidden = line.dataset["keepSays"] !== which;
}

async function send(form: HTMLFormElement, body: FormData): Promise<void> {
  for (let turn = 0; ; turn += 1) {
    try {
      const response = await fetch(form.action, { method: "POST", body, credentials: "same-origin" });
      show(await response.text(), response);
      return;
    } catch {
      say(form, "waiting");
      await pause(PAUSES[Math.min(turn, PAUSES.length - 1)] ?? 30);
    }
  }
}

/** Some seconds, or less where the browser tells that the network is back. */
function pause(seconds: number): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(done, seconds * 1000);
    addEventListener("online", () => { clearTimeout(timer); done(); }, { once: true });
  });
}

function show(html: string, response: Response): void {
  const page = new DOMParser().parseFromString(html, "text/html");
  document.replaceChild(document.adoptNode(page.documentElement), document.documentElement);
  if (response.redirected) history.replaceState(null, "", response.url);
  scrollTo(0, 0);
  begin();
  document.querySelector<HTMLElement>("[role=alert], main")?.focus();
}

function watch(form: HTMLFormElement): void {
  form.addEventListener("input", () => { keep(form); });
  form.querySelector("[data-keep-forget]")?.addEventListener("click", () => { forget(); location.reload(); });
  form.addEventListener("submit", (event) => {
    keep(form);
    // Only what is sent for good is sent from here; other buttons lead to pages that go back as browsers do.
    if (!event.submitter?.hasAttribute("data-keep-send")) return;
    event.preventDefault();
    const body = new FormData(form);
    for (const each of form.querySelectorAll("button")) each.disabled = true;
    void send(form, body);
  });
}

/** Shows the buttons that print the page: without scripts they could do nothing. */
function offerPrint(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => { print(); });
  }
}

function begin(): void {
  offerPrint();
  if (document.querySelector("[data-kept]") !== null) forget();
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-keep]")) {
    restore(form);
    watch(form);
  }
}

begin();
