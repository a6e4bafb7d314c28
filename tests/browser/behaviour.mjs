// Uses a report as a reader would, and prints what does not work as a JSON
// list of sentences. Called by tests/browser.rs with the report's path.
import { createRequire } from "node:module";
import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";

const require = createRequire(import.meta.url);
const { chromium } = require("playwright-core");

const address = pathToFileURL(process.argv[2]).href;
const executablePath = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]
  .find((path) => path && existsSync(path));
const faults = [];
const must = (holds, sentence) => { if (!holds) faults.push(sentence); };

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND"] });
const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
// What a link would download is kept, so that it can be read.
await page.addInitScript(() => {
  window.saved = [];
  URL.createObjectURL = (blob) => { window.saved.push(blob.arrayBuffer()); return "#"; };
});
await page.goto(address);
await page.waitForFunction(() => [...document.querySelectorAll(".group output")].every((one) => one.textContent), undefined, { timeout: 30000 });
const numbers = async (group) => (await page.locator(`#${group} output`).first().innerText()).match(/\d+/g).map(Number);
const visible = (selector) => page.locator(selector).evaluateAll((all) => all.filter((one) => one.checkVisibility()).length);

// Find, filter, count, and a fragment that can be sent.
const group = "findings-list";
const all = (await numbers(group))[1];
await page.selectOption(`#${group}-sev`, "h");
let [shown, whole] = await numbers(group);
must(whole === all && shown < all && shown > 0, `the severity filter shows ${shown} of ${whole}`);
const severities = await page.locator(`#${group} tbody tr`).evaluateAll((rows) => [...new Set(rows.filter((row) => row.checkVisibility()).map((row) => row.dataset.s))]);
must(severities.join() === "h", `the severity filter lets ${severities} through`);
must((await page.evaluate(() => location.hash)) === `#${group}?sev=h`, "the fragment does not hold the filter");
await page.fill(`#${group}-find`, "no row says this");
await page.waitForTimeout(200);
must((await numbers(group))[0] === 0 && (await visible(`#${group} tbody tr`)) === 0, "a word that no row holds leaves rows");
must((await page.locator("#live").innerText()).startsWith("0 of "), "the live region does not say how many rows are shown");
await page.selectOption(`#${group}-sev`, "");
await page.fill(`#${group}-find`, "");
await page.waitForTimeout(200);
must((await page.locator(`#${group} tbody tr[hidden]`).count()) === 0, "an empty filter hides rows");

// A view that was sent opens as it was.
const other = await browser.newPage();
await other.goto(`${address}#${group}?sev=h`);
must((await other.locator(`#${group}-sev`).inputValue()) === "h", "a sent fragment does not set the filter");
await other.close();

// Sorting by a figure, both ways, with the state in the heading.
const table = page.locator(`#${group} table`).first();
const heading = table.locator("thead th").nth(2);
const figures = () => table.locator("tbody tr").evaluateAll((rows) => rows.map((row) => Number(row.cells[2].dataset.v)));
for (const [state, sign] of [["ascending", 1], ["descending", -1]]) {
  await heading.locator("button").click();
  must((await heading.getAttribute("aria-sort")) === state, `the heading does not say that it is ${state}`);
  const found = await figures();
  must(found.every((value, at) => at === 0 || sign * (value - found[at - 1]) >= 0), `rows are not ${state}`);
}

// CSV: every row, with a mark of its encoding, and no formula.
await page.locator(`#${group} button`, { hasText: "Save as CSV" }).click();
const csv = await page.evaluate(async () => [...new Uint8Array(await (await window.saved.at(-1)))]);
const text = Buffer.from(csv).toString("utf8");
must(csv[0] === 0xef && csv[1] === 0xbb && csv[2] === 0xbf, "the CSV has no byte order mark");
must(text.split("\r\n").length - 2 === all, `the CSV has ${text.split("\r\n").length - 2} rows, not ${all}`);
must(!/(^|,)"?[=+@-]/m.test(text.slice(1)), "a cell of the CSV begins like a formula");

// A link to an explanation opens it, be it written out or packed.
const packed = await page.locator(`#${group} tr[id] th a`).first().getAttribute("href").catch(() => null);
const links = [await page.locator("article").nth(3).getAttribute("id").then((id) => id && `#${id}`).catch(() => null), packed];
for (const link of links.filter(Boolean)) {
  await page.evaluate((to) => { location.hash = to; }, link);
  await page.waitForTimeout(200);
  const opened = page.locator(link);
  must((await opened.count()) === 1, `${link} leads nowhere`);
  must(await opened.locator("details").first().evaluate((one) => one.open), `${link} opens nothing`);
  must((await opened.locator("table tbody tr").count()) > 3, `${link} shows no factors`);
  must((await opened.locator("ol.ev li").count()) > 0, `${link} shows no evidence`);
  const dead = await opened.locator("a").evaluateAll((all) => all.map((one) => one.getAttribute("href")).filter((href) => !document.getElementById(href.slice(1))));
  must(dead.length === 0, `${link} holds links that lead nowhere: ${dead}`);
}

// Rows that are packed are found, shown a hundred at a time, and counted.
const more = page.locator("#systems-list .area button, #systems-list p button").last();
if (await page.locator("#systems-list-pack").count()) {
  const before = await visible("#systems-list tbody tr");
  await more.click();
  must((await visible("#systems-list tbody tr")) === before + 100, "the button does not show a hundred more");
  const name = await page.locator("#systems-list tbody tr").last().locator("th").innerText();
  await page.fill("#systems-list-find", name);
  await page.waitForTimeout(300);
  must((await numbers("systems-list"))[0] > 0, `${name} is not found`);
}

// A row opens; a drawing pales what a box does not touch, until Escape.
const row = page.locator("#systems-list tbody tr:not([hidden]) details").first();
if (await row.count()) {
  await row.locator("summary").click();
  must(await row.locator("dl").isVisible(), "a row of the register does not open");
}
await page.mouse.move(0, 0);
const box = page.locator(".blast .nd").nth(1);
if (await box.count()) {
  await box.focus();
  must(await page.locator(".blast").first().evaluate((one) => one.classList.contains("hl")), "focus pales nothing");
  await page.keyboard.press("Escape");
  must(!(await page.locator(".blast").first().evaluate((one) => one.classList.contains("hl"))), "Escape brings nothing back");
}

// Before print everything is open, and after it as it was.
const open = () => page.locator("details[open]").count();
const [before, total] = [await open(), await page.locator("details").count()];
await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
must((await open()) === total, "print leaves something closed");
await page.evaluate(() => dispatchEvent(new Event("afterprint")));
must((await open()) === before, "after print something stays open");

await browser.close();
console.log(JSON.stringify(faults));
