// Takes the pictures of the guide: `node e2e/shots.mjs FOLDER`, from an invented county of its own.
import { mkdirSync } from "node:fs";
import { DESK, PHONE, openHouse, openWindow, signIn } from "./house.mjs";

const folder = process.argv[2] ?? "docs/guide/pictures";
const SHOTS = [
  ["home-phone", { size: PHONE }, "", ["/"]],
  ["say-phone", { size: PHONE }, "", ["/say"]],
  ["matter-phone", { size: PHONE, theme: "dark" }, "", ["/matters", "a.title"]],
  ["matters", { size: DESK }, "", ["/matters"]],
  ["matter", { size: DESK, language: "en" }, "", ["/matters?standing=late", "a.title"]],
  ["figures", { size: DESK }, "", ["/figures"]],
  ["desk", { size: DESK }, "congress-office", ["/desk"]],
  ["desk-matter", { size: DESK, language: "en" }, "congress-office", ["/desk", "a.title"]],
  ["counter", { size: DESK }, "station-staff", ["/counter/new"]],
];

mkdirSync(folder, { recursive: true });
const house = await openHouse(2000);
for (const [name, look, office, [path, link]] of SHOTS) {
  const { page, context } = await openWindow(house, look);
  if (office) await signIn(page, office);
  await page.goto(path);
  if (link) await page.locator(link).first().click();
  await page.waitForLoadState("networkidle");
  await page.screenshot({ path: `${folder}/${name}.png` });
  await context.close();
}
await house.close();
