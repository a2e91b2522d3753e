// The report as people use it: in a browser, by keyboard, on a phone, in the dark, printed.
import {after, before, test} from "node:test";
import assert from "node:assert/strict";
import {join} from "node:path";
import {accessible, launch, open, samples, unfold, unfoldAll} from "./browser.mjs";

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const sample = name => join(samples, name);

const pages = ["sample.html", "waived.html", "hostile.html", "empty.html", "sample.comparison.html", "hostile.comparison.html"];

for (const name of pages) {
  for (const colorScheme of ["light", "dark"]) {
    for (const viewport of [{width: 1280, height: 800}, {width: 360, height: 640}]) {
      test(`${name} is accessible, ${colorScheme}, ${viewport.width} wide`, async () => {
        const {page, seen, url, close} = await open(browser, sample(name), {colorScheme, viewport});
        await accessible(page, "as it opens");
        await unfoldAll(page);
        await accessible(page, "with everything open");
        const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
        assert.ok(content <= window, `${content} pixels in a window of ${window}`);
        assert.deepEqual(seen.requests, [url], "it loads nothing");
        assert.deepEqual(seen.complaints, []);
        await close();
      });
    }
  }
}

test("what is broken is listed first, with everything that is known of it", async () => {
  const {page, close} = await open(browser, sample("sample.html"));
  const first = page.locator("#verdicts > li").first();
  assert.match(await first.innerText(), /^FAIL metadata\.issuer-form on mail-a/i);
  await unfold(first.locator("summary").first());
  const text = await first.innerText();
  for (const part of ["The sentence of metadata.issuer-form", "MUST (specification)", "MS-XOAUTH 2.2", "a realm", "no realm",
    "/realm of https://mail-a.example", "Set the realm with Set-AuthConfig."]) assert.ok(text.includes(part), part);
  await unfold(first.locator("summary", {hasText: "Exchange metadata"}));
  assert.match(await first.innerText(), /GET https:\/\/mail-a\.example\/metadata\/json\/1/);
  assert.match(await first.innerText(), /HTTP\/1\.1 200/);
  await close();
});

test("the matrix leads to its verdicts", async () => {
  const {page, close} = await open(browser, sample("sample.html"));
  await page.locator("td button[data-row='1'][data-suite=metadata]").click();
  assert.equal(await page.locator("#count").innerText(), "3 verdicts");
  assert.equal(await page.locator("td button[aria-pressed=true]").count(), 1);
  await close();
});

test("words, outcomes and targets filter the list", async () => {
  const {page, close} = await open(browser, sample("sample.html"));
  const count = () => page.locator("#count").innerText();
  await page.getByLabel("Search").fill("KEY-SIZE mail-b");
  assert.equal(await count(), "1 verdict");
  await page.getByRole("button", {name: "Reset"}).click();
  await page.waitForFunction(() => document.getElementById("count").textContent === "7 verdicts");
  await page.getByLabel("fail", {exact: true}).uncheck();
  assert.equal(await count(), "5 verdicts");
  await page.getByLabel("Target").selectOption({label: "lync"});
  assert.equal(await count(), "3 verdicts");
  await close();
});

test("the keyboard reaches and opens everything", async () => {
  const {page, close} = await open(browser, sample("sample.html"));
  const focused = () => page.evaluate(() => document.activeElement.className + " " + document.activeElement.tagName + " "
    + (document.activeElement.name || ""));
  const reached = new Set();
  for (let step = 0; step < 60; ++step) {
    await page.keyboard.press("Tab");
    const now = await focused();
    reached.add(now.trim());
    if (now.includes("SUMMARY")) break;
  }
  for (const stop of ["skip-link A", "BUTTON", "INPUT search", "SELECT row", "SELECT suite", "INPUT fail", "SUMMARY"]) {
    assert.ok(reached.has(stop), `${stop} of ${[...reached]}`);
  }
  await page.keyboard.press("Enter");
  assert.equal(await page.locator("#verdicts > li > details[open]").count(), 1);
  await close();
});

test("printed, it shows what is listed and no controls", async () => {
  const {page, close} = await open(browser, sample("sample.html"));
  await page.emulateMedia({media: "print"});
  const filled = await page.evaluate(() => {
    window.dispatchEvent(new Event("beforeprint"));
    return document.querySelectorAll("#verdicts > li > details[open] > .body").length;  // as it is printed: nothing comes after
  });
  assert.equal(await page.locator("form").isVisible(), false);
  assert.equal(filled, await page.locator("#verdicts > li").count());
  assert.ok((await page.pdf()).length > 10_000);
  await close();
});

test("what a server sent is text and nothing else", async () => {
  const {page, close} = await open(browser, sample("hostile.html"));
  await page.getByLabel("pass", {exact: true}).check();
  await page.getByLabel("skip", {exact: true}).check();
  await unfoldAll(page);
  assert.equal(await page.locator("failure").count(), 0);
  assert.equal(await page.locator("script:not([type])").count(), 1);
  assert.match(await page.locator("#verdicts").innerText(), /a\\xFF/);
  await close();
});

test("fifty thousand verdicts open, and are found", async () => {
  const {page, seen, close} = await open(browser, sample("many.html"));
  assert.equal(await page.locator("#count").innerText(), "50100 verdicts");
  assert.equal(await page.locator("#verdicts > li").count(), 200);
  await page.getByRole("button", {name: "Show 200 more"}).click();
  assert.equal(await page.locator("#verdicts > li").count(), 400);
  await page.getByLabel("Search").fill("metadata.r299 target-166");
  assert.equal(await page.locator("#count").innerText(), "1 verdict");
  assert.deepEqual(seen.complaints, []);
  await close();
});
