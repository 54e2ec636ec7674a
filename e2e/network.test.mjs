// The network of deputies as those use it who live with it: a reception on a phone, what stations are found to be,
// visits that fall due, a line that is not so, a report to voters.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DESK, PHONE, openHouse, openWindow, signIn } from "./house.mjs";

let house;
before(async () => { house = await openHouse(200); });
after(async () => { await house?.close(); });

/** A time as the field for times wants it, so many minutes from now, in the house's zone. */
function at(minutes) {
  const shown = new Date(Date.now() + minutes * 60_000).toLocaleString("sv-SE", { timeZone: "Asia/Shanghai" });
  return shown.slice(0, 16).replace(" ", "T");
}

/** An activity of a kind, planned by staff of a station for now, at which its first deputy is entered. */
async function held(page, kind, title) {
  await signIn(page, "station-staff");
  await page.goto("/activities/new");
  await page.selectOption("#kind", kind);
  await page.fill("#title", title);
  await page.fill("#place", "文昌路7号");
  await page.fill("#begins", at(-30));
  await page.fill("#ends", at(60));
  await page.locator("main form button.button").last().click();
  await page.waitForURL("**/hold**");
  const enter = page.locator("section.act");
  await enter.locator('input[name="posts"]').first().check({ force: true });
  await enter.locator('button[value="enter"]').click();
  await page.waitForURL("**done=enter");
  return page.url().split("?")[0];
}

for (const [language, size] of [["zh-CN", PHONE], ["en", DESK]]) {
  test(`who did not come says so, and another decides (${language}, ${size.width} px)`, async () => {
    const { page, context, errors } = await openWindow(house, { language, size });
    const title = `接待日 ${size.width}`;
    await held(page, "reception", title);
    // Whoever was entered opens the own file from the desk.
    await signIn(page, "deputy");
    await page.goto("/desk");
    await page.locator('main a[href$="/file"]').first().click();
    const line = page.locator("main li", { hasText: title });
    await line.locator("summary").click();
    await line.locator("textarea").fill("那天我在省里开会");
    await line.locator('button[value="contest"]').click();
    await page.locator("#contests").waitFor();
    const file = page.url();
    await signIn(page, "congress-office");
    await page.goto("/desk");
    await page.locator(`main .notice a[href="${new URL(file).pathname}"]`).click();
    const contest = page.locator("section", { has: page.locator("#contests") });
    await contest.locator("textarea").first().fill("签到表上没有");
    await contest.locator('button[value="struck"]').first().click();
    await page.locator("#contests").waitFor();
    await page.goto(file);
    assert.equal(await page.locator("main li a", { hasText: title }).count(), 0, "the line is gone");
    assert.match(await page.locator("main").innerText(), /签到表上没有/);
    assert.deepEqual(errors, []);
    await context.close();
  });
}

test("a report to voters: drafted, held, rated, published", async () => {
  const { page, context, errors } = await openWindow(house, { size: PHONE });
  await signIn(page, "deputy");
  await page.goto("/desk");
  const file = await page.locator('main a[href$="/file"]').first().getAttribute("href");
  const own = file.replace(/\/file$/, "");
  await page.goto(`${own}/draft`);
  for (const form of ["docx", "pdf"]) {
    const [document] = await Promise.all([page.waitForEvent("download"), page.locator(`main a[href*="draft.${form}"]`).click()]);
    assert.match(document.suggestedFilename(), new RegExp(`^report-\\d{4}\\.${form}$`));
  }
  await held(page, "report", "年度述职会");
  await page.goto(`${own}/reports`);
  await page.fill("#first", "2026-01-01");
  await page.fill("#last", "2026-06-30");
  await page.fill("#text", "半年来走访三十户，督办路灯一件。");
  for (const [name, count] of [["voters", 42], ["good", 30], ["fair", 8], ["poor", 9]]) await page.fill(`#${name}`, String(count));
  await page.locator("main form button.button").last().click();
  await page.locator(".errors").waitFor();
  await page.fill("#poor", "1");
  await page.locator("main form button.button").last().click();
  await page.locator("#r1").waitFor();
  const anybody = await openWindow(house, { size: PHONE });
  await anybody.page.goto(`${own}/reports`);
  const text = await anybody.page.locator("main").innerText();
  assert.ok(text.includes("42") && text.includes("/ 39"), text);
  assert.deepEqual([...errors.filter((line) => !line.includes("422")), ...anybody.errors], []);
  await anybody.context.close();
  await context.close();
});

test("the office's registers: a helper, a check that is not one's own, a title that was not earned", async () => {
  const { page, context, errors } = await openWindow(house, { size: DESK });
  await signIn(page, "congress-office");
  await page.goto("/network");
  await page.locator('main a[href="/office/helpers"]').click();
  await page.goto("/office/helpers/new");
  await page.fill("#code", "e2e-1");
  await page.fill("#name", "秦观察");
  await page.selectOption("#kind", "observer");
  await page.selectOption("#area", { index: 1 });
  await page.selectOption("#body", { index: 1 });
  await page.fill("#first", "2026-01-01");
  await page.locator("main form button.button").click();
  await page.waitForURL("**/office/helpers?done=entered");
  await page.goto("/office/titles/new");
  await page.selectOption("#body", { index: 1 });
  await page.selectOption("#title", "star-5");
  await page.fill("#edition", "2025");
  await page.selectOption("#assessor", "congress");
  await page.fill("#first", "2026-01-01");
  await page.locator("main form button.button").click();
  assert.match(await page.locator(".errors").innerText(), /90%/);
  const anybody = await openWindow(house, { size: PHONE });
  await anybody.page.goto("/helpers");
  assert.ok(!(await anybody.page.locator("main").innerText()).includes("秦观察"), "nobody is named in public");
  assert.deepEqual([...errors.filter((line) => !line.includes("409")), ...anybody.errors], []);
  await anybody.context.close();
  await context.close();
});

test("an overdue visit stands on the desk of whoever makes it", async () => {
  const { page, context, errors } = await openWindow(house, { size: PHONE });
  await signIn(page, "congress-office");
  await page.goto("/contacts");
  const late = page.locator("main li", { has: page.locator(".tag.is-late") }).first();
  await late.locator("summary").click();
  const who = (await late.locator("b").innerText()).split(" → ")[0];
  await late.locator("textarea").fill("听了村里用水的意见");
  await late.locator("button").click();
  await page.waitForURL("**/contacts");
  const left = page.locator("main li", { hasText: `${who} → ` }).locator(".tag.is-late");
  assert.equal(await left.count(), 0, "it is due later now");
  assert.deepEqual(errors, []);
  await context.close();
});

for (const [language, size] of [["zh-CN", PHONE], ["en", DESK]]) {
  test(`points: a passbook without a name, two people, goods for the code (${language}, ${size.width} px)`, async () => {
    const { page, context, errors } = await openWindow(house, { language, size });
    await signIn(page, "station-staff");
    await page.goto("/counter");
    await page.locator('main a[href="/points/desk"]').click();
    const part = (id) => page.locator("section", { has: page.locator(`h2#${id}`) });
    await page.locator("#open summary").click();
    await page.locator('#open input[name="asked"]').check({ force: true });
    await page.locator("#open button").click();
    const code = (await page.locator("article.receipt .code").innerText()).trim().replace(/\s+/g, "-");
    const number = (await page.locator("article.receipt dd.mono").innerText()).trim();
    await page.goto("/points/desk");
    await part("enter").locator('input[name="passbook"]').fill(number);
    await page.selectOption("#enter-deed", "hour");
    await page.fill("#enter-day", at(0).slice(0, 10));
    await page.fill("#enter-count", "4");
    await part("enter").locator("button").click();
    await page.waitForURL("**done=entered");
    const waits = page.locator("section li", { hasText: number });
    assert.equal(await waits.locator('button[value="agree"]').count(), 0, "not by who entered it");
    await signIn(page, "congress-office");
    await page.goto("/points/desk");
    await waits.locator('button[value="agree"]').click();
    await page.waitForURL("**done=agreed");
    await part("redeem").locator('input[name="passbook"]').fill(code);
    await page.selectOption("#redeem-good", "salt");
    await page.fill("#redeem-pieces", "1");
    await part("redeem").locator("button").click();
    await page.waitForURL("**done=redeemed");
    const own = await openWindow(house, { language, size: PHONE });
    await own.page.goto("/points");
    await own.page.fill("#passbook", code);
    await own.page.locator("section form button").first().click();
    assert.match(await own.page.locator("h1").innerText(), /4/);
    assert.deepEqual([...errors, ...own.errors], []);
    await own.context.close();
    await context.close();
  });
}
