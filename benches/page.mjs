// How heavy and how quick reports are in a browser, as rows of a Markdown
// table. `npm ci` in tests/browser first; then
//
//   cargo run --release -- generate --organisations 1 --systems 500 --devices 250 --interfaces 900 /tmp/estate
//   cargo run --release -- report /tmp/estate -o /tmp/estate.html
//   node benches/page.mjs /tmp/estate.html
//
// Settled: from the start of loading to the second frame after every table is
// counted, the median of five. Find: from the last letter to the rows, less the
// 80 ms that the page waits for another letter. What-if: from a tick to the laid
// out sentence.

import { existsSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { basename } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(new URL("../tests/browser/", import.meta.url));
const { chromium } = require("playwright-core");
const executablePath = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]
  .find((path) => path && existsSync(path));
const PAUSE_MS = 80;
const median = (all) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)];
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });

async function opened(file, { slower = 1, javaScriptEnabled = true } = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, javaScriptEnabled });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: slower });
  const started = performance.now();
  await page.goto(pathToFileURL(file).href);
  if (javaScriptEnabled) {
    await page.waitForFunction(() => [...document.querySelectorAll(".group output")].every((one) => one.textContent));
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  }
  return { page, settled: performance.now() - started };
}

async function settled(file, slower) {
  const all = [];
  for (let run = 0; run < 5; run += 1) {
    const { page, settled } = await opened(file, { slower });
    all.push(settled);
    await page.context().close();
  }
  return median(all);
}

async function elements(file, javaScriptEnabled) {
  const { page } = await opened(file, { javaScriptEnabled });
  const count = await page.locator("*").count();
  await page.context().close();
  return count;
}

async function find(page) {
  const took = await page.evaluate(async (pause) => {
    const group = document.querySelector("#systems-list") ?? document.querySelector(".group");
    const [box, out] = [group.querySelector("input[type=search], input:not([type])"), group.querySelector("output")];
    if (!box) return null;
    const all = [];
    for (const word of ["zz", "a", "server", "7", "hub"]) {
      const changed = new Promise((done) => new MutationObserver((_, watcher) => { watcher.disconnect(); done(); }).observe(out, { childList: true, characterData: true, subtree: true }));
      const started = performance.now();
      box.value = word;
      box.dispatchEvent(new Event("input", { bubbles: true }));
      await changed;
      group.getBoundingClientRect();
      all.push(performance.now() - started - pause);
    }
    return all;
  }, PAUSE_MS);
  return took && median(took);
}

async function whatIf(page) {
  const took = await page.evaluate(() => [...document.querySelectorAll("#acts input")].slice(0, 20).map((box) => {
    const started = performance.now();
    box.click();
    document.querySelector("#wi").getBoundingClientRect();
    return performance.now() - started;
  }));
  return took.length ? median(took) : null;
}

const words = (value, unit) => (value === null ? "–" : `${Math.max(0, value).toFixed(unit === "s" ? 2 : 0)} ${unit}`);
console.log("| report | kB | elements in the file | with script | settled | settled, 4 times slower | find | what-if |");
console.log("|---|---:|---:|---:|---:|---:|---:|---:|");
for (const file of process.argv.slice(2)) {
  const { page } = await opened(file);
  const cells = [
    basename(file, ".html"),
    (statSync(file).size / 1000).toFixed(0),
    await elements(file, false),
    await elements(file, true),
    words((await settled(file, 1)) / 1000, "s"),
    words((await settled(file, 4)) / 1000, "s"),
    words(await find(page), "ms"),
    words(await whatIf(page), "ms"),
  ];
  console.log(`| ${cells.join(" | ")} |`);
}
await browser.close();
