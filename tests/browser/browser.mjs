// Chromium as the tests use it, and the pages that they look at.
import {chromium} from "playwright-core";
import {spawn} from "node:child_process";
import {once} from "node:events";
import {createRequire} from "node:module";
import {createInterface} from "node:readline";
import {readFileSync} from "node:fs";
import {pathToFileURL} from "node:url";
import assert from "node:assert/strict";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export const samples = process.env.S2SCONFORM_SAMPLES;
export const programs = process.env.S2SCONFORM_PROGRAMS;

const executablePath = process.env.S2SCONFORM_CHROMIUM || "/usr/bin/chromium";

// Nothing of the browser's own goes to the network.
const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];

export const launch = () => chromium.launch({executablePath, args});

// A second browser, whose developer tools can be looked at as a page: `url` of its network panel.
export const launchWithDevtools = async folder => {
  const program = spawn(executablePath, [...args, "--headless", "--remote-debugging-port=0", "--remote-allow-origins=*",
    "--user-data-dir=" + folder, "about:blank"], {stdio: ["ignore", "ignore", "pipe"]});
  let port;
  for await (const line of createInterface({input: program.stderr})) {
    port = line.match(/^DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)\//)?.[1];
    if (port) break;
  }
  assert.ok(port, "the browser says where its developer tools are");
  program.stderr.resume();
  const pages = await (await fetch(`http://127.0.0.1:${port}/json/list`)).json();
  const {id} = pages.find(each => each.type === "page");
  return {
    url: `http://127.0.0.1:${port}/devtools/inspector.html?ws=127.0.0.1:${port}/devtools/page/${id}&panel=network`,
    close: async () => { program.kill(); await once(program, "exit"); },
  };
};

// Opens a file in a page of its own. The page's requests and complaints are in `seen`.
export const open = async (browser, file, options = {}) => {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const seen = {requests: [], complaints: []};
  page.on("request", request => seen.requests.push(request.url()));
  page.on("pageerror", error => seen.complaints.push(String(error)));
  page.on("console", message => { if (message.type() !== "log") seen.complaints.push(message.text()); });
  const url = pathToFileURL(file).href;
  await page.goto(url);
  return {page, seen, url, close: () => context.close()};
};

// Opens what a summary stands for, and waits until the page has filled it: that is done after the click.
export const unfold = async summary => {
  const toggled = await summary.evaluateHandle(element => ({done: new Promise(resolve =>
    element.parentElement.addEventListener("toggle", () => resolve(), {once: true}))}));
  await summary.click();
  await toggled.evaluate(({done}) => done);
};

// The same of all that is shown, and of what that shows.
export const unfoldAll = page => page.evaluate(async () => {
  const closed = () => [...document.querySelectorAll("details:not([open])")].filter(each => each.checkVisibility());
  for (let next = closed(); next.length > 0; next = closed()) {
    await Promise.all(next.map(details => new Promise(resolve => {
      details.addEventListener("toggle", resolve, {once: true});
      details.querySelector("summary").click();
    })));
  }
});

// Fails with what axe finds. Its script is put into the page from outside the page's own policy.
export const accessible = async (page, where) => {
  const session = await page.context().newCDPSession(page);
  await session.send("Runtime.evaluate", {expression: axe});
  const found = await page.evaluate(async () => (await window.axe.run(document, {resultTypes: ["violations"]})).violations
    .map(each => each.id + ": " + each.help + ": " + each.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(" | ")));
  assert.deepEqual(found, [], where);
};
