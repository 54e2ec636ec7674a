// What people do from one end to the other, as they do it: by the words they see on the page.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { readFileSync } from "node:fs";
import { DESK, PHONE, numberOf, openHouse, openWindow, signIn, speak } from "./house.mjs";

let house;
before(async () => { house = await openHouse(); });
after(async () => { await house?.close(); });

async function openReceipt(page, code) {
  await page.goto("/receipt");
  await page.fill("#code", code);
  await page.locator("main form button.button").first().click();
  await page.locator("ol.steps").waitFor();
}

/** Does an act at the desk on a matter that is open in the window: opens its form, fills it, sends it. */
async function act(page, key, fields = {}) {
  const folded = page.locator(`details#do-${key}`);
  if (await folded.count()) await folded.locator("summary").first().click();
  for (const [name, value] of Object.entries(fields)) {
    const field = page.locator(`#${key}-${name}`);
    const tag = await field.evaluate((one) => one.tagName);
    if (tag === "SELECT") await field.selectOption(value);
    else if (tag === "FIELDSET") await field.locator(`input[value="${value}"]`).check();
    else await field.fill(value);
  }
  await page.locator(`form:has(input[name="do"][value="${key}"]) button.button`).first().click();
  await page.locator(".notice.is-done").waitFor();
}

async function openMatter(page, number) {
  await page.goto(`/desk/matters/${number}`);
  await page.locator("ol.steps").waitFor();
}

for (const [language, size] of [["zh-CN", PHONE], ["en", DESK]]) {
  test(`a voice goes in, an answer comes out, and it is rated (${language}, ${size.width} px)`, async () => {
    const resident = await openWindow(house, { language, size });
    const title = `磨坊桥栏杆断了一截 ${language}`;
    const code = await speak(resident.page, { title, body: "桥面上的栏杆断了，孩子上学要从那里走。", mail: "liang@example.org" });
    assert.match(code.replaceAll(/\s/g, ""), /^[0-9A-Z]{28}$/);
    const number = await numberOf(resident.page);
    assert.ok(!(await resident.page.content()).includes("localStorage"));

    // The deputy of the station is the first who is responsible.
    const officer = await openWindow(house, { language, size });
    await resident.page.goto(`/matters/${number}`);
    const holder = await resident.page.locator("p.holder b").innerText();
    const station = holder.split(" ")[0];
    await signInAt(officer.page, "deputy", holder);
    await openMatter(officer.page, number);
    await act(officer.page, "accept");

    // The congress office hands it over.
    await officer.page.goto("/demo");
    const units = await officer.page.locator('section[data-office="handler"] button.role span').allInnerTexts();
    await signIn(officer.page, "congress-office");
    await openMatter(officer.page, number);
    const options = officer.page.locator("#hand-over-lead option").filter({ hasText: units[0] });
    const lead = await options.first().getAttribute("value");
    await act(officer.page, "hand-over", { lead, text: "请在期限内处理。" });

    // The unit signs, asks, is answered, replies.
    await signIn(officer.page, "handler", units[0]);
    await openMatter(officer.page, number);
    await act(officer.page, "sign");
    await act(officer.page, "ask", { question: "断的是哪一侧？" });
    await openReceipt(resident.page, code);
    assert.ok((await resident.page.content()).includes("断的是哪一侧"));
    await resident.page.goto("/receipt/answer");
    await resident.page.fill("textarea", "上游一侧。");
    await resident.page.locator("main form button.button").first().click();
    await resident.page.locator(".notice.is-done").waitFor();
    await openMatter(officer.page, number);
    await act(officer.page, "reply", { class: "done", text: "已于今日更换栏杆并刷漆。" });

    // The resident reads it on the public page and rates it with the receipt.
    await resident.page.goto(`/matters/${number}`);
    assert.ok((await resident.page.content()).includes("已于今日更换栏杆并刷漆"));
    await openReceipt(resident.page, code);
    await resident.page.goto("/receipt/rate");
    await resident.page.locator('input[name="rating"][value="not-satisfied"]').check();
    await resident.page.locator('input[name="solved"][value="no"]').check();
    await resident.page.locator("main form button.button").first().click();
    // Whoever is not satisfied is asked whether to have it handled again.
    await resident.page.locator('button[name="again"]').click();
    await resident.page.locator(".notice.is-done").waitFor();
    await openMatter(officer.page, number);
    assert.ok((await officer.page.content()).includes("已于今日更换栏杆并刷漆"), "the first reply stays readable");
    assert.ok(station.length > 0);
    assert.deepEqual([...resident.errors, ...officer.errors], []);
    await resident.context.close();
    await officer.context.close();
  });
}

/** Signs in as the deputy who holds a matter, as its page names them: body, then name. */
async function signInAt(page, office, holder) {
  await page.goto("/demo");
  const buttons = page.locator(`section[data-office="${office}"] button.role`);
  const all = await buttons.all();
  for (const one of all) {
    const body = await one.locator("span").innerText();
    const name = await one.locator("b").innerText();
    if (holder.includes(body) && (holder.includes(name) || !/\s/.test(holder))) return one.click();
  }
  for (const one of all) {
    if (holder.includes(await one.locator("span").innerText())) return one.click();
  }
  throw new Error(`nobody of ${office} to sign in for ${holder}`);
}

test("on a bad network nothing is lost and nothing is said twice", async () => {
  const { page, context } = await openWindow(house, { size: DESK });
  await signIn(page, "station-staff");
  await page.goto("/counter/new");
  await page.fill("#title", "断网时登记的一件事");
  await page.fill("#body", "来访人说自来水管漏水。");
  await page.selectOption("#area", { index: 2 });
  await page.locator('input[name="category"]').first().check();
  await page.locator('input[name="visibility"][value="public"]').check();

  // The browser is closed by mistake: what was typed is still there afterwards.
  await page.reload();
  assert.equal(await page.inputValue("#title"), "断网时登记的一件事");
  assert.ok(await page.locator('[data-keep-says="restored"]').isVisible());

  await context.setOffline(true);
  await page.locator("[data-keep-send]").click();
  await page.locator('[data-keep-says="waiting"]').waitFor();
  await context.setOffline(false);
  await page.locator(".receipt .code").waitFor({ timeout: 40000 });

  // The answer gets lost on the way: it is sent again with the same identifier.
  await page.goto("/counter/new");
  assert.equal(await page.inputValue("#title"), "", "what was sent is forgotten");
  await page.fill("#title", "答复丢失时登记的一件事");
  await page.fill("#body", "来访人说路灯不亮。");
  await page.selectOption("#area", { index: 2 });
  await page.locator('input[name="category"]').first().check();
  await page.locator('input[name="visibility"][value="public"]').check();
  let losses = 0;
  await page.route("**/counter/new", async (route) => {
    if (route.request().method() === "POST" && losses < 2) {
      losses += 1;
      await route.fetch();
      return route.abort("connectionreset");
    }
    return route.continue();
  });
  await page.locator("[data-keep-send]").click();
  await page.locator(".receipt .code").waitFor({ timeout: 40000 });
  assert.equal(losses, 2);
  await page.goto("/counter");
  assert.equal(await page.getByText("答复丢失时登记的一件事").count(), 1);
  assert.equal(await page.getByText("断网时登记的一件事").count(), 1);
  await context.close();
});

test("a similar public matter is shown and joined instead", async () => {
  const first = await openWindow(house);
  const title = "古樟树旁井盖松动";
  await speak(first.page, { title, body: "井盖松动，踩上去会翻。", place: "古樟树" });
  const second = await openWindow(house);
  const page = second.page;
  await page.goto("/say");
  await page.fill("#title", "井盖松了");
  await page.fill("#body", "古樟树旁的井盖松了。");
  await page.selectOption("#area", { index: 3 });
  await page.fill("#place", "古樟树");
  await page.locator('input[name="category"]').first().check();
  await page.locator("main form button.button").last().click();
  const same = page.locator("li", { hasText: title });
  await same.locator("form button").click();
  await page.locator("main form button.button").first().click();
  await page.locator(".receipt .code").waitFor();
  const code = (await page.locator(".receipt .code").innerText()).trim();
  await openReceipt(page, code);
  assert.ok((await page.content()).includes(title));
  await first.context.close();
  await second.context.close();
});

test("a receipt opens by its QR code, and nobody learns the code from the address", async () => {
  const { page, context } = await openWindow(house);
  const code = (await speak(page, { title: "公厕没有水", body: "公厕停水三天。" })).replaceAll(/\s/g, "");
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(`/receipt#${code}`);
  assert.equal((await page.inputValue("#code")).replaceAll("-", ""), code);
  assert.equal(new URL(page.url()).hash, "");
  await page.locator("main form button.button").first().click();
  await page.locator("ol.steps").waitFor();
  assert.ok(asked.every((url) => !url.split("#")[0].includes(code)));
  await context.close();
});

test("a confidential matter is on no public page", async () => {
  const { page, context } = await openWindow(house);
  await speak(page, { title: "邻居家的私事", body: "请不要公开。", visibility: "confidential" });
  const number = await numberOf(page);
  await context.clearCookies();
  await page.goto("/matters?q=邻居家的私事");
  assert.equal(await page.getByText("邻居家的私事", { exact: true }).count(), 0);
  const answer = await page.goto(`/matters/${number}`);
  assert.equal(answer.status(), 404);
  await context.close();
});

test("silence is public, and every date tells how it was computed", async () => {
  const { page, context } = await openWindow(house, { size: DESK });
  await page.goto("/matters?standing=late");
  const late = page.locator("a.title");
  assert.ok((await late.count()) > 0, "the invented county has late matters");
  await late.first().click();
  await page.locator(".notice.is-late").waitFor();
  const clock = page.locator("details.clock").first();
  await clock.locator("summary").click();
  assert.ok((await clock.locator(".pedigree").innerText()).length > 20);
  await context.close();
});

test("every figure leads to the rows it counts", async () => {
  const { page, context } = await openWindow(house, { size: DESK });
  await page.goto("/figures");
  const link = page.locator("main a", { hasText: /^\d[\d,]*$/ }).first();
  const number = Number((await link.innerText()).replaceAll(",", ""));
  await link.click();
  const told = (await page.locator("main").innerText()).match(/\d[\d,]*/g).map((text) => Number(text.replaceAll(",", "")));
  assert.ok(told.includes(number), `the page behind ${number} tells it`);
  await context.close();
});

test("the desk is used by keyboard alone", async () => {
  const { page, context } = await openWindow(house, { size: DESK });
  await signIn(page, "congress-office");
  await page.goto("/desk?tab=all");
  // The first Tab leads to the way past the menu, which lands in the text.
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "main");
  await page.locator("a.title").first().focus();
  await page.keyboard.press("Enter");
  await page.locator("ol.steps").waitFor();
  await context.close();
});

test("without scripts everything works", async () => {
  const context = await house.browser.newContext({ baseURL: house.address, viewport: PHONE, javaScriptEnabled: false });
  const page = await context.newPage();
  const code = await speak(page, { title: "没有脚本也能说", body: "旧手机上也要能用。" });
  await openReceipt(page, code);
  assert.ok((await page.content()).includes("没有脚本也能说"));
  await context.close();
});

test("several matters are done at once, and what was refused says why", async () => {
  const { page, context, errors } = await openWindow(house, { size: DESK });
  await signIn(page, "congress-office");
  await page.goto("/desk");
  const picks = page.locator('td input[name="matter"]');
  assert.ok((await picks.count()) >= 2, "the office has work to do");
  await picks.nth(0).check();
  await picks.nth(1).check();
  await page.selectOption("#batch", "note");
  await page.locator(".batch button").click();
  await page.fill("textarea", "已电话联系，明日到现场。");
  await page.locator("main form button.button").last().click();
  const told = await page.locator("main").innerText();
  assert.ok(/2/.test(told), told.slice(0, 200));
  const number = (await page.locator("main a[href^='/desk/matters/']").first().getAttribute("href")).split("/").pop();
  await page.goto(`/desk/matters/${number}`);
  assert.ok((await page.content()).includes("已电话联系，明日到现场"));
  assert.deepEqual(errors, []);
  await context.close();
});

test("the list of a desk is taken away as a spreadsheet", async () => {
  const { page, context } = await openWindow(house, { size: DESK });
  await signIn(page, "handler");
  await page.goto("/desk?tab=all");
  for (const ending of ["csv", "xlsx"]) {
    const [file] = await Promise.all([page.waitForEvent("download"), page.locator(`a[href*=".${ending}"]`).first().click()]);
    assert.ok(file.suggestedFilename().endsWith(ending));
  }
  await context.close();
});

test("an administrator sets a person up, who signs in and has a desk", async () => {
  const { page, context, errors } = await openWindow(house, { size: DESK });
  await signIn(page, "security-administrator");
  await page.goto("/office");
  await page.locator('main a[href="/office/people"]').first().click();
  assert.ok((await page.locator("h1").innerText()).length > 0);
  await page.goto("/office/posts");
  assert.equal(await page.locator("table").count() > 0, true);
  assert.deepEqual(errors, []);
  await context.close();
});

test("the outbox of an invented house shows both kinds of messages, and sends none", async () => {
  const { page, context } = await openWindow(house);
  await speak(page, { title: "告诉我一声", body: "请告诉我结果。", mail: "liang@example.org" });
  const number = await numberOf(page);
  const officer = await openWindow(house, { size: DESK });
  await page.goto(`/matters/${number}`);
  await signInAt(officer.page, "deputy", await page.locator("p.holder b").innerText());
  await openMatter(officer.page, number);
  await act(officer.page, "accept");
  await page.goto("/outbox");
  assert.ok((await page.locator("main").innerText()).includes("告诉我一声") || (await page.content()).includes(number.slice(0, 4)));
  await officer.context.close();
  await context.close();
});

test("a proof of the own matter is taken, and checked as a file and as text", async () => {
  const { page, context, errors } = await openWindow(house, { language: "en", size: DESK });
  const title = "磨坊桥的存证";
  await speak(page, { title, body: "桥头的路灯不亮。" });
  await page.goto("/receipt/matter");
  await page.locator('a[href="/receipt/proof"]').click();
  const file = page.locator('a[href="/receipt/proof/file"]');
  for (let turn = 0; turn < 60 && !(await file.count()); turn += 1) {
    await page.waitForTimeout(1000);
    await page.goto("/receipt/proof");
  }
  assert.ok((await page.locator("ol.codes .qr svg").count()) > 1);
  const [download] = await Promise.all([page.waitForEvent("download"), file.click()]);
  const kept = await download.path();
  const check = async (fill) => {
    await page.goto("/verify");
    await fill();
    await page.locator("main form button.button").first().click();
    await page.locator(".notice.is-done").waitFor();
    assert.ok((await page.locator("dl.kv").innerText()).includes(title));
  };
  await check(() => page.setInputFiles("#file", kept));
  await check(async () => page.fill("#proof", readFileSync(kept, "utf8")));
  assert.deepEqual(errors, []);
  await context.close();
});

test("receipts are kept together under an own address, and a code opens them", async () => {
  const { page, context } = await openWindow(house, { language: "en" });
  const address = "keeper@example.org";
  const outbox = await openWindow(house, { language: "en" });
  const lastCode = async () => {
    await outbox.page.goto("/outbox");
    return /Your code is (\d{6})/.exec(await outbox.page.locator("main").innerText())[1];
  };
  for (const title of ["校门口没有斑马线", "村口站牌倒了"]) {
    await speak(page, { title, body: "孩子上学要从那里走。" });
    await page.goto("/receipts");
    const isAsked = await page.locator("#address").count();
    if (isAsked) {
      await page.fill("#address", address);
      await page.locator("main form.form button.button").first().click();
      await page.fill("#code", await lastCode());
      await page.locator("main form.form button.button").first().click();
    } else {
      await page.getByRole("button", { name: "Keep the receipt that is open" }).click();
    }
    await page.getByRole("heading", { name: title }).waitFor();
  }
  await page.getByRole("button", { name: "Close" }).click();
  await page.locator("#address").waitFor();
  await context.close();

  const elsewhere = await openWindow(house, { language: "en", size: DESK });
  await elsewhere.page.goto("/receipts");
  await elsewhere.page.fill("#address", address.toUpperCase());
  await elsewhere.page.locator("main form.form button.button").first().click();
  await elsewhere.page.fill("#code", await lastCode());
  await elsewhere.page.locator("main form.form button.button").first().click();
  await elsewhere.page.locator("li.item").filter({ hasText: "村口站牌倒了" }).getByRole("button", { name: "Look" }).click();
  await elsewhere.page.locator("ol.steps").waitFor();
  await elsewhere.context.close();
  await outbox.context.close();
});

test("a deputy is found by the place, and turned to", async () => {
  const { page, context } = await openWindow(house, { language: "en" });
  await page.goto("/deputies");
  await page.selectOption("#area", { index: 4 });
  await page.locator("form.filters button").click();
  await page.locator("main ul.links a").first().click();
  const name = (await page.locator("h1").innerText()).trim();
  await page.getByRole("link", { name: "Say it to this deputy" }).click();
  await page.getByText(name).first().waitFor();
  await page.fill("#title", "桥头没有护栏");
  await page.fill("#body", "晚上走路很危险。");
  await page.locator('input[name="category"]').first().check();
  await page.locator("main form button.button").last().click();
  await page.locator('input[name="visibility"][value="public"]').check();
  await page.locator("[data-keep-send]").click();
  await page.locator(".receipt .code").waitFor();
  const number = await numberOf(page);
  await page.goto(`/matters/${number}`);
  assert.match(await page.locator("p.holder").innerText(), new RegExp(name));
  await context.close();
});
