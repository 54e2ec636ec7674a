// What an administrator does from one end to the other: a register from a table, and a post that ends.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { DESK, PHONE, numberOf, openHouse, openWindow, signIn, speak } from "./house.mjs";

const AXE = readFileSync("node_modules/axe-core/axe.min.js", "utf8");

let house;
before(async () => { house = await openHouse(); });
after(async () => { await house?.close(); });

/** No violation that axe knows of on the page as it stands. */
async function isClean(page, name) {
  await page.evaluate(AXE);
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  const lines = found.violations.map((one) => `${name}: ${one.id}: ${one.nodes[0].html.slice(0, 160)}`);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (over > 0) lines.push(`${name} scrolls sideways by ${over} px`);
  assert.deepEqual(lines, []);
}

/** Sends a table from the page of a register; what comes back is what it would do. */
async function look(page, kind, text) {
  await page.goto(`/office/${kind}`);
  await page.locator(`main a[href="/office/${kind}/import"]`).click();
  await page.setInputFiles("#file", { name: "table.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  await page.locator("main form button.button").last().click();
  await page.locator("main table, main .errors, main .notice").first().waitFor();
}

for (const [language, size] of [["zh-CN", DESK], ["en", PHONE]]) {
  test(`a table is checked, mended, entered, and its passwords open (${language}, ${size.width} px)`, async () => {
    const { page, context, errors } = await openWindow(house, { language, size });
    const login = `zhang-${size.width}`;
    await signIn(page, "security-administrator");
    await page.goto("/office/people/import");
    await isClean(page, "where a table is sent from");
    await look(page, "people", `姓名,登录名\r\n张新来,${login}\r\n李新来,bad name\r\n`);
    const bad = await page.locator("main").innerText();
    assert.ok(bad.includes("3") && bad.includes("bad name"), bad.slice(0, 400));
    assert.equal(await page.locator('input[name="table"]').count(), 0, "nothing can be entered yet");
    await isClean(page, "the bad rows");

    await look(page, "people", `姓名,登录名\r\n张新来,${login}\r\n`);
    await isClean(page, "what a table would do");
    assert.ok(!(await page.inputValue('input[name="table"]')).includes("password"));
    await page.locator("main form button.button").last().click();
    const row = page.locator("tr", { hasText: login });
    await row.waitFor();
    const password = (await row.locator("td").last().innerText()).trim();
    assert.match(password, /^[0-9A-Z-]{20,}$/);
    await isClean(page, "first passwords");

    const own = await openWindow(house, { language, size });
    await own.page.goto("/sign-in");
    await own.page.fill("#login", login);
    await own.page.fill("#password", password);
    await own.page.locator("main form button.button").first().click();
    await own.page.waitForURL("**/account");
    assert.deepEqual([...errors, ...own.errors], []);
    await own.context.close();
    await context.close();
  });
}

test("a post ends, and everything that hangs on it goes to the successor", async () => {
  const { page, context, errors } = await openWindow(house, { size: DESK });
  // A deputy with work: whoever is responsible for what a resident has just said.
  const resident = await openWindow(house);
  const title = "交接时还在办的一件事";
  await speak(resident.page, { title, body: "请接手的人继续办。" });
  const number = await numberOf(resident.page);
  await resident.page.goto(`/matters/${number}`);
  const leaving = (await resident.page.locator("p.holder b").innerText()).trim().split(/\s+/).pop();
  await resident.context.close();

  await signIn(page, "security-administrator");
  await page.goto(`/office/posts?q=${leaving}`);
  await page.locator("main tr", { hasText: "人大代表" }).locator("td a").first().click();
  await page.locator("#last").waitFor();
  const post = new URL(page.url()).pathname;
  await isClean(page, "a post");
  const today = await page.evaluate(() => new Date().toLocaleDateString("sv-SE"));
  const code = (await page.locator('main a[href^="/office/bodies/at/"]').first().getAttribute("href")).split("/").pop();

  // Without a successor it is refused, and the page says what to do.
  await page.fill("#last", today);
  await page.locator("main form button.button").first().click();
  await page.locator("#successor-error").waitFor();
  await isClean(page, "a post that cannot end");

  // Somebody new takes over, from a table of people and one of posts.
  await look(page, "people", "姓名\r\n接任人甲\r\n");
  await page.locator("main form button.button").last().click();
  await page.waitForURL("**/office/people?done=imported**");
  await look(page, "posts", `人员,机构,职务,第一天\r\n接任人甲,${code},人大代表,${today}\r\n`);
  await page.locator("main form button.button").last().click();
  await page.waitForURL("**/office/posts?done=imported**");

  await page.goto(post);
  await page.fill("#last", today);
  const successor = page.locator("#successor option", { hasText: "接任人甲" });
  await page.selectOption("#successor", await successor.getAttribute("value"));
  await page.locator("main form button.button").first().click();
  await page.locator(".notice.is-done").waitFor();
  await isClean(page, "a post that has ended");
  const held = await page.locator("main").innerText();
  assert.ok(!/经手未结 [1-9]/.test(held), held.slice(0, 200));

  // The page of the matter names the successor now.
  await page.goto(`/matters/${number}`);
  assert.ok((await page.locator("p.holder b").innerText()).includes("接任人甲"));
  // The refusals above are answers of their own: Chromium notes their status.
  assert.deepEqual(errors.filter((line) => !/409|422/.test(line)), []);
  await context.close();
});
