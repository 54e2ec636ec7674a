// The interface for programs keeps what its document says, for each role and for nobody: requests made up from the document,
// right and wrong ones, meet no fault, no answer of another shape, and no door that opens without a token.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createServer } from "node:http";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openHouse, openWindow, signIn, DESK } from "./house.mjs";

const TOOL = process.env.SCHEMATHESIS ?? "target/contract/bin/schemathesis";
const OFFICES = ["deputy", "station-staff", "congress-office", "handler", "leader", "administrator"];
/** Examples of each operation, beside some three thousand requests at the edges of what the document allows; at night so many
 * that a role makes fifty thousand. */
const EXAMPLES = Number(process.env.HUIYIN_EXAMPLES ?? 25);
/** The document has eighteen operations; most examples make one request. */
const OPERATIONS = 16;
/** For each role; a request takes five to twenty milliseconds. */
const TIMEOUT = Math.max(600_000, EXAMPLES * OPERATIONS * 60);
/** What is checked. Whether a lawful request is taken is for the rules to say, not for the document. */
const CHECKS = [
  "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_headers_conformance",
  "response_schema_conformance", "negative_data_rejection", "missing_required_header", "unsupported_method", "ignored_auth",
].join(",");

let house;

before(async () => { house = await openHouse(200); });
after(async () => { await house.close(); });

/** A token, made on the account's page as officers make it. */
async function tokenOf(office) {
  const { context, page } = await openWindow(house, { size: DESK });
  await signIn(page, office);
  await page.goto("/account");
  await page.fill("#token-name", "contract");
  await page.locator('form:has(#token-name) button').click();
  const token = await page.locator("#made").inputValue();
  await context.close();
  return token;
}

function check(address, { token = "", examples = EXAMPLES } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "huiyin-contract-"));
  const args = ["run", `${address}/api/v1/openapi.json`, "--checks", CHECKS, "--max-examples", String(examples),
    "--workers", "1", "--no-color", "--generation-database", "none", "--continue-on-failure"];
  if (process.env.HUIYIN_SEED) args.push("--seed", process.env.HUIYIN_SEED);
  if (token) args.push("--header", `Authorization: Bearer ${token}`);
  return new Promise((done, failed) => {
    // Its own folder: it keeps files where it runs.
    const tool = spawn(join(process.cwd(), TOOL), args, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    tool.stdout.on("data", (text) => { said += text; });
    tool.stderr.on("data", (text) => { said += text; });
    tool.once("error", failed);
    tool.once("exit", (code) => {
      rmSync(folder, { recursive: true, force: true });
      done({ code, said, cases: Number(/(\d+) generated/.exec(said)?.[1] ?? 0) });
    });
  });
}

for (const office of ["", ...OFFICES]) {
  test(`the document is kept for ${office || "whoever shows nothing"}`, { timeout: TIMEOUT }, async () => {
    const token = office ? await tokenOf(office) : "";
    const { code, said, cases } = await check(house.address, { token });
    assert.equal(code, 0, said.slice(-6000));
    assert.ok(cases >= Math.max(1000, EXAMPLES * OPERATIONS), `only ${cases} requests were made up: ${said.slice(-6000)}`);
    console.log(`contract: ${office || "nobody"}: ${cases} requests`);
  });
}

/** Stands before the house and changes some answers; `change` gives the answer, or nothing to pass it on. */
async function standingBefore(change) {
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const changed = change(request);
    const headers = { ...request.headers, ...changed?.headers };
    delete headers.host;
    delete headers["content-length"];
    delete headers.connection;
    delete headers["transfer-encoding"];
    const body = ["GET", "HEAD"].includes(request.method) ? undefined : Buffer.concat(chunks);
    const answer = await fetch(house.address + request.url, { method: request.method, headers, body })
      .catch((error) => new Response(String(error), { status: 400 }));
    const text = changed?.text ?? Buffer.from(await answer.arrayBuffer());
    response.writeHead(changed?.status ?? answer.status, { "content-type": answer.headers.get("content-type") ?? "text/plain" });
    response.end(text);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { address: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

test("an answer of another shape and a door without a lock are found", { timeout: 600000 }, async () => {
  const token = await tokenOf("handler");
  const shape = await standingBefore(({ url }) => (url === "/api/v1/areas" ? { text: '{"items": 1}' } : undefined));
  const bent = await check(shape.address, { token, examples: 3 });
  shape.close();
  assert.notEqual(bent.code, 0);
  assert.match(bent.said, /violates schema|schema/i);
  const lock = await standingBefore(({ url }) => (url.startsWith("/api/v1/desk") ? { headers: { authorization: `Bearer ${token}` } } : undefined));
  const open = await check(lock.address, { token, examples: 3 });
  lock.close();
  assert.notEqual(open.code, 0);
  assert.match(open.said, /auth/i);
});
