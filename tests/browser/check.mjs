// Opens reports in a real browser and prints what is wrong with them, as a
// JSON list of sentences. Called by tests/suite/browser.rs with the report's path.

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(import.meta.url);
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const WIDTHS = [1280, 768, 360, 320];
// Every width is looked at with script and without; accessibility, which is the
// longest look, with script at these and without it at the others.
const SCRIPTED = [1280, 320];
const report = process.argv[2];
const address = pathToFileURL(report).href;
const executablePath = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]
  .find((path) => path && existsSync(path));
// The design's budget for 500 systems; larger estates are packed to fit it too.
const MOST_ELEMENTS = 50000;
const faults = [];

const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND"],
});

async function open(javaScriptEnabled, width) {
  const context = await browser.newContext({ javaScriptEnabled, viewport: { width, height: 900 } });
  const page = await context.newPage();
  const where = `${width} px, ${javaScriptEnabled ? "with" : "without"} script`;
  page.on("console", (message) => faults.push(`${where}: console: ${message.text()}`));
  page.on("pageerror", (error) => faults.push(`${where}: error: ${error.message}`));
  page.on("request", (request) => {
    if (request.url() !== address) faults.push(`${where}: request: ${request.url()}`);
  });
  await page.goto(address);
  return { context, page, where };
}

// The page that a reader without script sees, in which axe can run: the page's
// own script is taken out of it.
async function openBare(wanted) {
  const context = await browser.newContext({ viewport: { width: wanted, height: 900 }, bypassCSP: true });
  const page = await context.newPage();
  const html = readFileSync(report, "utf8").replace(/<script>[\s\S]*?<\/script>/g, "");
  await page.route(address, (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body: html }));
  await page.goto(address);
  return { context, page };
}

// A style above the page's own, instead of the one before; the page's policy
// allows it, because it is not in the page.
const restyle = (page, css) =>
  page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets = [sheet];
  }, css);

async function accessibility(page, where) {
  // What is laid out only when scrolled to has no true size before; axe would
  // take it for something that covers its neighbours.
  await restyle(page, "*{content-visibility:visible!important}");
  await page.evaluate(axe);
  const found = await page.evaluate((tags) => window.axe.run(document, { runOnly: tags, resultTypes: ["violations"] }), TAGS);
  for (const violation of found.violations) {
    const first = violation.nodes[0];
    faults.push(`${where}: ${violation.id}: ${violation.help} (${violation.nodes.length}): ${first.html.slice(0, 160)}`);
  }
}

async function width(page, where, wanted) {
  const actual = await page.evaluate(() => document.documentElement.scrollWidth);
  if (actual > wanted) faults.push(`${where}: the page is ${actual} px wide`);
}

// Without script nothing dead may show: no button, box or list to choose from.
async function nothingDead(page, where) {
  for (const control of await page.locator("button, input, select").all()) {
    if (await control.isVisible()) faults.push(`${where}: a dead control shows: ${await control.evaluate((e) => e.outerHTML.slice(0, 120))}`);
  }
}

async function keyboard(page, where) {
  await page.keyboard.press("Tab");
  const first = await page.evaluate(() => document.activeElement?.getAttribute("href"));
  if (!first?.startsWith("#")) faults.push(`${where}: Tab does not reach the skip link first, but ${first}`);
  for (let step = 0; step < 25; step += 1) {
    await page.keyboard.press("Tab");
    const shown = await page.evaluate(() => {
      const style = getComputedStyle(document.activeElement);
      const own = style.outlineStyle !== "none" || style.boxShadow !== "none";
      const drawn = document.activeElement.querySelector?.("rect");
      return own || Boolean(drawn) || document.activeElement === document.body;
    });
    if (!shown) {
      const what = await page.evaluate(() => document.activeElement.outerHTML.slice(0, 120));
      faults.push(`${where}: focus does not show on ${what}`);
    }
  }
  await page.keyboard.press("Escape");
}

// The board's page, where there is one, is page 1, whole, and nothing else is
// on it.
async function print() {
  const { context, page } = await open(false, 1280);
  const pdf = join(tmpdir(), `techstrata-${process.pid}.pdf`);
  await page.pdf({ path: pdf, preferCSSPageSize: true, printBackground: true });
  const board = (await page.locator("#board h2, #board .lead").allInnerTexts()).filter((text) => text.trim().length > 12).pop();
  const second = await page.evaluate(() => document.querySelector("#board ~ section h2")?.textContent?.trim());
  const marking = await page.evaluate(() => document.querySelector("header .mark")?.firstChild.textContent.trim() ?? "");
  const written = await page.evaluate(() => [...document.querySelectorAll("article h3, article .ev > li > bdi, .group tbody th")]
    .map((one) => (one.querySelector("summary, bdi, a") ?? one).textContent));
  await context.close();
  const whole = execFileSync("pdftotext", ["-raw", pdf, "-"], { encoding: "utf8", maxBuffer: 1 << 28 }).split("\f").filter((each) => each.trim());
  const [one, two = ""] = whole.map((each) => each.replace(/\s+/g, " "));
  const beginning = (board ?? "").replace(/\s+/g, " ").trim().slice(0, 40);
  if (!one.includes(beginning)) faults.push(`print: page 1 lacks "${beginning}"`);
  if (second && one.includes(` ${second} `)) faults.push(`print: "${second}" begins on page 1`);
  if (second && !two.slice(0, 400).includes(second.slice(0, 20))) faults.push(`print: page 2 does not begin with "${second}" but "${two.slice(0, 120)}"`);
  whole.forEach((each, at) => {
    if (marking && !each.includes(marking)) faults.push(`print: page ${at + 1} of ${whole.length} lacks the marking "${marking}"`);
    if (!each.includes(`${at + 1} of ${whole.length}`)) faults.push(`print: page ${at + 1} of ${whole.length} has no number`);
  });
  // Everything that is written out is printed: each explanation with all its
  // evidence, and each row of the registers.
  const squeezed = (words) => words.replace(/[\s\u00ad\u200b-]+/g, "");
  const printed = squeezed(whole.join(" "));
  for (const missing of written.filter((words) => words.length > 3 && !printed.includes(squeezed(words))).slice(0, 5)) faults.push(`print: "${missing.slice(0, 80)}" is not printed`);
}

// Words set twice as large, or far apart, neither hide nor widen anything.
const SPACING = "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important} p{margin-bottom:2em!important}";
const ENLARGED = {
  1280: { "text of 200%": "html{font-size:200%!important} body,body *{line-height:1.5!important}", "text spacing": SPACING },
  320: { "text spacing": SPACING },
};

async function enlarged(page, wanted) {
  for (const [name, css] of Object.entries(ENLARGED[wanted] ?? {})) {
    await restyle(page, css);
    const actual = await page.evaluate(() => document.documentElement.scrollWidth);
    if (actual > wanted) faults.push(`${name} at ${wanted} px: the page is ${actual} px wide`);
    const cut = await page.locator(".chip, .kpi, th, td, p, h2, h3, button").evaluateAll((all) => all.filter((one) => {
      const style = getComputedStyle(one);
      return one.checkVisibility() && style.overflow === "hidden" && one.scrollHeight > one.clientHeight + 2 && one.clientHeight > 2;
    }).length);
    if (cut) faults.push(`${name} at ${wanted} px: ${cut} texts are cut`);
  }
}

// What the script adds counts too.
async function elements(page) {
  await page.waitForTimeout(500);
  const count = await page.evaluate(() => document.querySelectorAll("*").length);
  if (count > MOST_ELEMENTS) faults.push(`the page has ${count} elements`);
}

async function asReader(wanted) {
  const { context, page, where } = await open(true, wanted);
  await width(page, where, wanted);
  if (wanted === 1280) {
    await elements(page);
    await keyboard(page, where);
  }
  if (SCRIPTED.includes(wanted)) await accessibility(page, where);
  await enlarged(page, wanted);
  await context.close();
}

async function withoutScript(wanted) {
  const { context, page, where } = await open(false, wanted);
  await width(page, where, wanted);
  await nothingDead(page, where);
  await context.close();
  if (SCRIPTED.includes(wanted)) return;
  const bare = await openBare(wanted);
  await accessibility(bare.page, where);
  await bare.context.close();
}

for (const wanted of WIDTHS) {
  await asReader(wanted);
  await withoutScript(wanted);
}
await print();
await browser.close();
console.log(JSON.stringify([...new Set(faults)]));
