// Every main page, in both languages, on a phone and on a desk, light, dark and doubled: no violation that axe
// knows of, nothing that scrolls sideways, and no more than a phone on a bad network can bear.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { readFileSync } from "node:fs";
import { get } from "node:http";
import { DESK, PHONE, openHouse, openWindow, signIn } from "./house.mjs";

const AXE = readFileSync("node_modules/axe-core/axe.min.js", "utf8");
const BYTES_MOST = 60 * 1024;

const LOOKS = [
  { language: "zh-CN", theme: "light", size: PHONE },
  { language: "zh-CN", theme: "dark", size: DESK },
  { language: "zh-CN", theme: "light", elder: true, size: PHONE },
  { language: "en", theme: "light", size: DESK },
  { language: "en", theme: "dark", size: PHONE },
];

let house;
before(async () => { house = await openHouse(); });
after(async () => { await house?.close(); });

/** What is wrong with the page as it stands. */
async function faults(page) {
  await page.evaluate(AXE);
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  const lines = found.violations.map((one) => `${one.id}: ${one.help}: ${one.nodes[0].html.slice(0, 160)}`);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (over > 0) lines.push(`the page scrolls sideways by ${over} px`);
  return lines;
}

async function firstMatter(page) {
  await page.goto("/matters");
  return page.locator("a.title").first().getAttribute("href");
}

async function firstDeputy(page) {
  await page.goto("/deputies");
  return page.locator("main ul.links a").first().getAttribute("href");
}

for (const look of LOOKS) {
  const name = `${look.language} ${look.theme}${look.elder ? " elder" : ""} ${look.size.width}`;
  test(`public pages: ${name}`, async () => {
    const { page, context, errors } = await openWindow(house, look);
    const paths = ["/", "/say", "/receipt", "/matters", "/figures", "/figures/definitions", "/sign-in", "/demo",
      "/procedures/public-opinion", "/outbox", "/api", "/log", "/verify", "/open", "/open/silent", "/no-such-page",
      "/stations", "/stations/s01", "/deputies", await firstDeputy(page), `${await firstDeputy(page)}/reports`, "/receipts",
      "/activities", "/themes", "/network", "/helpers", "/points", "/deputies?without=grid", "/say/micro-wish", "/duties", "/referrals",
      await firstMatter(page)];
    const wrong = [];
    for (const path of paths) {
      await page.goto(path);
      wrong.push(...(await faults(page)).map((line) => `${path}: ${line}`));
    }
    // Chromium reports the page that is not there as an error of the console.
    const scripts = errors.filter((line) => !line.includes("404"));
    assert.deepEqual([...wrong, ...scripts], []);
    await context.close();
  });

  test(`officers' pages: ${name}`, async () => {
    const { page, context, errors } = await openWindow(house, look);
    const wrong = [];
    for (const [office, paths] of [
      ["deputy", ["/desk", "/account", "/contacts"]],
      ["congress-office", ["/points/desk", "/referrals/matters", "/desk", "/desk?tab=all", "/desk?tab=late", "/desk/help", "/wall", "/office", "/contacts",
        "/office/helpers", "/office/titles", "/office/assessments/new", "/activities/new", "/themes/new"]],
      ["handler", ["/desk", "/desk?tab=following"]],
      ["station-staff", ["/counter", "/counter/new", "/activities/new"]],
      ["leader", ["/desk", "/wall"]],
      ["administrator", ["/office", "/office/areas", "/office/bodies", "/outbox",
        "/office/stations", "/office/mandates", "/office/stations/new"]],
      ["security-administrator", ["/office", "/office/people", "/office/posts", "/office/procedures",
        "/office/identities"]],
      ["audit-administrator", ["/office", "/office/audit"]],
    ]) {
      await signIn(page, office);
      for (const path of paths) {
        await page.goto(path);
        wrong.push(...(await faults(page)).map((line) => `${office} ${path}: ${line}`));
      }
      await page.goto("/desk?tab=all");
      const matter = page.locator("a.title").first();
      if (await matter.count()) {
        await matter.click();
        wrong.push(...(await faults(page)).map((line) => `${office} matter: ${line}`));
      }
      await context.clearCookies({ name: "huiyin-session" });
    }
    assert.deepEqual([...wrong, ...errors], []);
    await context.close();
  });
}

/** The bytes of an answer as they go over the wire. */
function weigh(path) {
  return new Promise((done, failed) => {
    get(house.address + path, { headers: { "accept-encoding": "gzip" } }, (answer) => {
      let bytes = 0;
      answer.on("data", (part) => { bytes += part.length; }).on("end", () => done(bytes)).on("error", failed);
    }).on("error", failed);
  });
}

test("the checks find what is planted", async () => {
  const { page, context } = await openWindow(house);
  await page.goto("/");
  await page.evaluate(() => {
    const wide = document.createElement("div");
    wide.append(document.createElement("img"));
    wide.style.width = "2000px";
    document.querySelector("main").append(wide);
  });
  const found = (await faults(page)).join("\n");
  assert.match(found, /image-alt/);
  assert.match(found, /sideways/);
  await context.close();
});

test("a public page with its style and scripts is light", async () => {
  for (const path of ["/", "/say", "/matters", "/figures", "/receipt"]) {
    const html = await (await fetch(house.address + path)).text();
    const linked = [...html.matchAll(/(?:<link rel="stylesheet" href|<script src)="([^"]+)"/g)].map((match) => match[1]);
    assert.ok(linked.length > 0, `${path} has no style`);
    let bytes = await weigh(path);
    for (const one of linked) bytes += await weigh(one);
    assert.ok(bytes <= BYTES_MOST, `${path} weighs ${bytes} bytes`);
  }
});
