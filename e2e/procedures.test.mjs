// Procedures as people meet them: read by anybody, used by a deputy, changed by an administrator.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { DESK, PHONE, openHouse, openWindow, signIn } from "./house.mjs";

const AXE = readFileSync("node_modules/axe-core/axe.min.js", "utf8");

let house;
before(async () => { house = await openHouse(120); });
after(async () => { await house?.close(); });

/** No violation that axe knows of on the page as it stands, and nothing that scrolls sideways. */
async function isClean(page, name) {
  await page.evaluate(AXE);
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  const lines = found.violations.map((one) => `${name}: ${one.id}: ${one.nodes[0].html.slice(0, 160)}`);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (over > 0) lines.push(`${name} scrolls sideways by ${over} px`);
  assert.deepEqual(lines, []);
}

for (const [language, size] of [["zh-CN", PHONE], ["en", DESK]]) {
  test(`every procedure is told in words (${language}, ${size.width} px)`, async () => {
    const { page, context, errors } = await openWindow(house, { language, size });
    await page.goto("/procedures");
    await isClean(page, "the list");
    const links = await page.locator('main a[href^="/procedures/"]').evaluateAll((all) => all.map((one) => one.getAttribute("href")));
    assert.ok(links.length > 30, `only ${links.length} procedures`);
    for (const link of links) {
      const answer = await page.goto(link);
      assert.equal(answer.status(), 200, link);
    }
    await isClean(page, links.at(-1));
    await page.goto(links[0]);
    await isClean(page, links[0]);
    assert.deepEqual(errors, []);
    await context.close();
  });

  test(`a deputy brings a suggestion, and the office passes it on (${language}, ${size.width} px)`, async () => {
    const { page, context, errors } = await openWindow(house, { language, size });
    await signIn(page, "deputy");
    await page.goto("/desk/new");
    await isClean(page, "what a deputy can bring");
    await page.locator('main a[href="/desk/new/deputy-suggestion"]').click();
    const towns = page.locator("fieldset details");
    assert.ok(await towns.count() > 5, "hundreds of deputies are folded by town");
    await towns.first().locator("summary").click();
    await towns.first().locator('input[type="checkbox"]').first().waitFor();
    await towns.first().locator("summary").click();
    await page.fill("#begin-title", "");
    await page.locator("main form button.button").first().click();
    await page.locator("main .errors").waitFor();
    await isClean(page, "what was left out");
    assert.ok(errors.splice(0).every((one) => one.includes("422")), "a browser tells of a refused form");
    await page.fill("#begin-title", "关于修缮河堤步道的建议（虚构）");
    await page.fill("#begin-body", "步道多处塌陷，建议修缮。");
    await page.selectOption("#begin-category", { index: 1 });
    await page.locator('input[name="own.session"]').first().check();
    const open = page.locator('input[name="visibility"]');
    if (await open.count() > 0) await open.first().check();
    await page.locator("main form button.button").first().click();
    await page.waitForURL(/\/desk\/matters\/[0-9A-Z]+/);
    await isClean(page, "the suggestion at the deputy's desk");
    const number = page.url().match(/matters\/([0-9A-Z]+)/)[1];
    await context.close();

    const office = await openWindow(house, { language, size });
    await signIn(office.page, "congress-office");
    await office.page.goto(`/desk/matters/${number}`);
    await isClean(office.page, "the suggestion at the office");
    await office.page.locator("section.act form button.button").first().waitFor();
    assert.deepEqual([...errors, ...office.errors], []);
    await office.context.close();
  });
}

test("an administrator proves a change, is told a story, and puts a sound one in force", async () => {
  const { page, context, errors } = await openWindow(house, { size: DESK });
  await signIn(page, "security-administrator");
  await page.goto("/office/procedures");
  await isClean(page, "the list of administration");
  await page.locator('main a[href="/office/procedures/micro-wish"]').click();
  const text = await page.inputValue("#text");
  await page.fill("#text", text.replace(/^most = [23]$/gm, ""));
  await page.locator('button[value="prove"]').click();
  await page.locator("#proof + .is-late").waitFor();
  const told = await page.locator("main").innerText();
  assert.ok(told.includes("loop.no-bound") && told.includes("没有尽头"), told.slice(0, 600));
  await isClean(page, "what is not sound");
  await page.locator('button[value="force"]').click();
  await page.locator("main .errors").waitFor();
  assert.ok(errors.splice(0).every((one) => one.includes("422")), "a browser tells of a refused form");

  await page.fill("#text", text.replace("version = 1", "version = 2"));
  await page.fill("#from", new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10));
  await page.locator('button[value="force"]').click();
  await page.waitForURL("**/office/procedures/micro-wish?done=yes");
  await isClean(page, "what was put in force");
  await page.goto("/office/definitions");
  assert.ok((await page.locator("main").innerText()).includes("micro-wish"));
  assert.deepEqual(errors, []);
  await context.close();
});
