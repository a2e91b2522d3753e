// A run of the real programs: its archives as HAR's own schema and Chromium read them, and its page.
import {after, before, test} from "node:test";
import assert from "node:assert/strict";
import {spawn, spawnSync} from "node:child_process";
import {mkdtempSync, readFileSync, readdirSync, rmSync} from "node:fs";
import {createInterface} from "node:readline";
import {createRequire} from "node:module";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {accessible, launch, launchWithDevtools, open, programs, unfold} from "./browser.mjs";

const require = createRequire(import.meta.url);
let browser, folder, results;

before(async () => {
  browser = await launch();
  folder = mkdtempSync(join(tmpdir(), "s2sconform-browser-"));
  const lab = spawn(join(programs, "s2s-lab"), ["serve", "--until-stdin-closes", "--output", join(folder, "lab"), "--fault",
    "issuer-realm-differs", "--persona", "sharepoint-subscription-edition"], {stdio: ["pipe", "pipe", "inherit"]});
  for await (const line of createInterface({input: lab.stdout})) if (line.startsWith("ready")) break;
  results = join(folder, "results");
  const run = spawnSync(join(programs, "s2sconform"), ["run", join(folder, "lab", "targets.json"), "-q", "-o", results, "--state",
    join(folder, "state")], {encoding: "utf8"});
  lab.stdin.end();
  assert.equal(run.status, 1, run.stderr);
});
after(async () => {
  await browser.close();
  rmSync(folder, {recursive: true, force: true});
});

test("each archive is a HAR 1.2", () => {
  const ajv = new (require("ajv"))({schemaId: "auto"});
  ajv.addMetaSchema(require("ajv/lib/refs/json-schema-draft-06.json"));
  const schemas = require("har-schema");
  for (const schema of Object.values(schemas)) ajv.addSchema(schema);
  const files = readdirSync(join(results, "har"));
  assert.equal(files.length, 2);
  for (const file of files) {
    const archive = JSON.parse(readFileSync(join(results, "har", file), "utf8"));
    assert.ok(ajv.validate("har.json#", archive), file + ": " + JSON.stringify(ajv.errors, null, 1).slice(0, 2000));
  }
});

test("Chromium is served from an archive", async () => {
  const file = join(results, "har", "sharepoint-subscription-edition.har");
  const {log} = JSON.parse(readFileSync(file, "utf8"));
  const recorded = log.entries.find(entry => entry._label === "metadata.get");
  const context = await browser.newContext();
  await context.routeFromHAR(file, {notFound: "abort"});
  const page = await context.newPage();
  const answer = await page.goto(recorded.request.url);
  assert.equal(answer.status(), recorded.response.status);
  assert.equal(await answer.text(), recorded.response.content.text);
  await context.close();
});

test("Chromium's developer tools import an archive", async () => {
  const file = join(results, "har", "sharepoint-subscription-edition.har");
  const {log} = JSON.parse(readFileSync(file, "utf8"));
  const devtools = await launchWithDevtools(join(folder, "devtools"));
  const page = await browser.newPage({viewport: {width: 1400, height: 900}});
  await page.goto(devtools.url);
  const input = page.locator("input[type=file]");
  await input.waitFor({state: "attached"});
  await input.setInputFiles(file);
  const total = page.getByText(`${log.entries.length} requests`);
  await total.first().waitFor();
  assert.ok(log.entries.length > 100);
  await page.close();
  await devtools.close();
});

test("the page of a real run shows its exchanges, and is accessible", async () => {
  const {page, seen, close} = await open(browser, join(results, "report.html"));
  assert.match(await page.locator(".result").innerText(), /does not conform/);
  const first = page.locator("#verdicts > li").first();
  await unfold(first.locator("summary").first());
  await unfold(first.locator("details details summary").first());
  assert.match(await first.innerText(), /HTTP\/1\.1 200/);
  await unfold(page.locator("#coverage summary"));
  assert.ok(await page.locator("#coverage tbody tr").count() > 200);
  await accessible(page, "with a verdict, an exchange and the coverage open");
  assert.deepEqual(seen.complaints, []);
  await close();
});
