// How long a report takes from navigation until its list of verdicts is shown, in Chromium: a line of JSON, in milliseconds.
//
//     node bench/page_open.mjs FILE ROUNDS
import {launch} from "../tests/browser/browser.mjs";
import {pathToFileURL} from "node:url";

const [file, rounds] = process.argv.slice(2);
const times = [];
for (let round = 0; round < Number(rounds); round++) {
  const browser = await launch();  // anew, so that nothing is in its caches
  const page = await browser.newPage();
  const began = performance.now();
  await page.goto(pathToFileURL(file).href, {waitUntil: "commit"});
  await page.locator("#verdicts > li").first().waitFor({state: "visible"});
  times.push(performance.now() - began);
  await browser.close();
}
console.log(JSON.stringify(times));
