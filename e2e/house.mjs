// Starts an invented house of its own for the tests, and opens windows on it as people would.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, existsSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const BINARY = process.env.HUIYIN ?? "target/debug/huiyin";
const BROWSERS = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

export const PHONE = { width: 390, height: 844 };
export const DESK = { width: 1440, height: 900 };

function freePort() {
  return new Promise((done, failed) => {
    const server = createServer().once("error", failed);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

/** Serves an invented county with some matters; `close` ends it and removes what it wrote. */
export async function openHouse(matters = 400) {
  const browserPath = BROWSERS.find((path) => path && existsSync(path));
  if (!browserPath) throw new Error("no Chromium here: install it (Debian: chromium) or name it in CHROMIUM");
  const data = mkdtempSync(join(tmpdir(), "huiyin-e2e-"));
  const port = await freePort();
  const args = ["demo", "--data", data, "--port", String(port), "--matters", String(matters), "--seed", "7"];
  const server = spawn(BINARY, args, { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  server.stderr.on("data", (text) => { said += text; });
  const address = `http://127.0.0.1:${port}`;
  await ready(address, server, () => said);
  const browser = await chromium.launch({ executablePath: browserPath, args: ["--no-sandbox"] });
  const close = async () => {
    await browser.close();
    server.kill("SIGTERM");
    await new Promise((done) => (server.exitCode === null ? server.once("exit", done) : done()));
    rmSync(data, { recursive: true, force: true });
  };
  return { address, browser, close, data };
}

async function ready(address, server, said) {
  for (let turn = 0; turn < 600; turn += 1) {
    if (server.exitCode !== null) throw new Error(`the house did not open: ${said()}`);
    const answer = await fetch(`${address}/healthz`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((done) => setTimeout(done, 200));
  }
  throw new Error(`the house did not open in two minutes: ${said()}`);
}

/** A window: what language, which colours, doubled text or not, how wide. Complains of script errors. */
export async function openWindow(house, { language = "zh-CN", theme = "light", elder = false, size = PHONE } = {}) {
  const context = await house.browser.newContext({
    baseURL: house.address, viewport: size, locale: language, colorScheme: theme, timezoneId: "Asia/Shanghai",
  });
  const look = [language, theme, elder ? "elder" : ""].join(".");
  await context.addCookies([{ name: "huiyin-look", value: look, url: house.address }]);
  const page = await context.newPage();
  page.setDefaultTimeout(15000);
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (line) => {
    if (line.type() === "error") errors.push(`${line.text()} ${line.location().url}`);
  });
  return { context, page, errors };
}

/** Signs in by one click as the first person of an office, or as one whose body's name holds some text. */
export async function signIn(page, office, body = "") {
  await page.goto("/demo");
  const person = page.locator(`section[data-office="${office}"] button.role`).filter({ hasText: body }).first();
  await person.click();
}

/** Says something as a resident without an account; gives the receipt's code and the page that shows it. */
export async function speak(page, { title, body, place = "", mail = "", visibility = "public" }) {
  await page.goto("/say");
  await page.fill("#title", title);
  await page.fill("#body", body);
  await page.selectOption("#area", { index: 3 });
  await page.fill("#place", place);
  await page.locator('input[name="category"]').first().check();
  await page.locator("main form button.button").last().click();
  await page.locator(`input[name="visibility"][value="${visibility}"]`).check();
  if (mail) await page.fill("#mail", mail);
  await page.locator("[data-keep-send]").click();
  await page.locator(".receipt .code").waitFor();
  return (await page.locator(".receipt .code").innerText()).trim();
}

/** The number of the matter whose receipt is shown. */
export async function numberOf(page) {
  return (await page.locator(".kv .mono").first().innerText()).replaceAll("-", "");
}
