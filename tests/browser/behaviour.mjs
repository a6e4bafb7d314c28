// Uses a report as a reader would, and prints what does not work as a JSON
// list of sentences. Called by tests/suite/browser.rs with the report's path.

import { existsSync } from "node:fs";
import { createRequire } from "node:module";
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
const numbers = async (group) => (await page.locator(`#${group} output`).first().innerText()).match(/[\d,]+/g).map((one) => Number(one.replace(",", "")));
const visible = (selector) => page.locator(selector).evaluateAll((all) => all.filter((one) => one.checkVisibility()).length);

// Find, filter, count, and a fragment that can be sent.
const group = "findings-list";
const severity = (letter, on = true, where = page) => where.locator(`#${group} .sevs input[value=${letter}]`).setChecked(on);
const lettersShown = (where = page) => where.locator(`#${group} tbody tr`).evaluateAll((rows) => [...new Set(rows.filter((row) => row.checkVisibility()).map((row) => row.dataset.s))].sort().join());
const all = (await numbers(group))[1];
const worst = await page.locator(`#${group} tbody tr`).evaluateAll((rows) => rows.map((row) => row.dataset.s).includes("h") ? "h" : "m");
await severity(worst);
const [shown, whole] = await numbers(group);
must(whole === all && shown < all && shown > 0, `the severity filter shows ${shown} of ${whole}`);
must((await lettersShown()) === worst, `the severity filter lets ${await lettersShown()} through`);
must((await page.evaluate(() => location.hash)) === `#findings?sev=${worst}`, "the fragment does not hold the filter");
await severity("c");
must(["c", `c,${worst}`, worst].includes(await lettersShown()) && (await numbers(group))[0] >= shown, "two severities do not show both");
await severity("c", false);
// A slow machine filters later; it is waited for, and then looked at.
const rowsAre = (selector, wanted) => page.waitForFunction(([all, many]) => document.querySelectorAll(all).length === many, [selector, wanted], { timeout: 10000 }).catch(() => null);
await page.fill(`#${group}-find`, "no row says this");
await rowsAre(`#${group} tbody tr:not([hidden])`, 0);
must((await numbers(group))[0] === 0 && (await visible(`#${group} tbody tr`)) === 0, "a word that no row holds leaves rows");
must((await page.locator("#live").innerText()).startsWith("0 of "), "the live region does not say how many rows are shown");
await severity(worst, false);
await page.fill(`#${group}-find`, "");
await rowsAre(`#${group} tbody tr[hidden]`, 0);
must((await page.locator(`#${group} tbody tr[hidden]`).count()) === 0, "an empty filter hides rows");

// One organisation alone.
const choice = page.locator(`#${group}-area`);
if (await choice.count()) {
  const name = await choice.locator("option").nth(1).getAttribute("value");
  await choice.selectOption(name);
  const areas = await page.locator(`#${group} .area`).evaluateAll((every) => every.filter((one) => one.checkVisibility()).map((one) => one.dataset.a).filter(Boolean));
  must(areas.every((one) => one === name), `the organisation filter lets ${areas} through`);
  await choice.selectOption("");
}

// A view that was sent opens as it was: the boxes, the count and the rows,
// also of what is packed; and a broken address breaks nothing.
const other = await browser.newPage();
other.on("pageerror", (error) => faults.push(`error: ${error.message}`));
const counted = async () => (await other.locator(`#${group} output`).first().innerText()).match(/[\d,]+/g).map((one) => Number(one.replace(",", "")));
for (const [fragment, letters] of [[`#findings?sev=${worst}`, worst], [`#${group}?sev=c,${worst}&q=server`, `c,${worst}`]]) {
  await other.goto("about:blank");
  await other.goto(`${address}${fragment}`);
  await other.waitForTimeout(400);
  const [fits] = await counted();
  const rows = await other.locator(`#${group} tbody tr`).evaluateAll((every) => every.filter((row) => row.checkVisibility()).length);
  must(fits < all && Math.min(fits, 100) <= rows, `${fragment} says ${fits} and shows ${rows}`);
  must((await lettersShown(other)).split(",").every((one) => letters.includes(one)), `${fragment} shows ${await lettersShown(other)}`);
}
await other.evaluate((to) => { location.hash = to; }, `#findings?q=${encodeURIComponent("no row says this")}`);
await other.waitForTimeout(300);
must((await counted())[0] === 0, "a fragment that changes in the open page changes nothing");
await other.goto("about:blank");
await other.goto(`${address}#findings?q=100%`);
await other.waitForTimeout(300);
must((await other.locator(`#${group}-find`).inputValue()) === "100%", "a stray % in the fragment stops the script");
await other.close();

// The sections bar leads to its sections, though what lies between is laid
// out only on the way.
for (const name of ["method", "findings", "systems", "board"]) {
  await page.locator(`nav a[href="#${name}"]`).click();
  await page.waitForTimeout(900);
  const top = await page.locator(`#${name}`).evaluate((one) => one.getBoundingClientRect().top);
  const end = await page.evaluate(() => innerHeight + scrollY >= document.documentElement.scrollHeight - 2);
  must(Math.abs(top) < 160 || end, `the link to ${name} lands ${Math.round(top)} px off`);
}

// The tile of high-risk systems leads to them alone.
const tile = page.locator(".kpi a[data-view]").first();
if (await tile.count()) {
  await tile.click();
  await page.waitForTimeout(500);
  const letters = await page.locator("#systems-list tbody tr").evaluateAll((rows) => [...new Set(rows.filter((row) => row.checkVisibility()).map((row) => row.dataset.s))].sort().join());
  must(["c", "h", "c,h"].includes(letters), `the tile of high-risk systems leads to ${letters}`);
  for (const letter of ["c", "h"]) await page.locator(`#systems-list .sevs input[value=${letter}]`).setChecked(false);
}

// The key / finds, unless it is typed or switched off.
await page.locator("main").focus();
await page.keyboard.press("/");
const focused = () => page.evaluate(() => document.activeElement.type ?? "");
must((await focused()) === "search", "the key / does not lead to a find box");
await page.keyboard.press("/");
must((await page.evaluate(() => document.activeElement.value)) === "/", "the key / cannot be typed into the box");
await page.keyboard.press("Backspace");
await page.locator(".slash input").uncheck();
await page.locator("main").focus();
await page.keyboard.press("/");
must((await focused()) !== "search", "the key / cannot be switched off");

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

// Copying the same: to the clipboard, or into a box from which a reader copies.
await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: undefined, configurable: true }));
await page.locator(`#${group} button`, { hasText: "Copy as CSV" }).click();
must((await page.locator(`#${group} textarea`).inputValue()).replace(/\r/g, "") === text.replace(/\r/g, ""), "the box does not hold the CSV");
must((await page.evaluate(() => document.activeElement.tagName)) === "TEXTAREA", "the box is not ready to be copied from");

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

// The address of a packed explanation, opened anew, leads there as well.
if (packed) {
  const fresh = await browser.newPage();
  await fresh.goto(`${address}${packed}`);
  const there = await fresh.waitForFunction((id) => document.getElementById(id)?.querySelector("details").open, packed.slice(1), { timeout: 10000 }).catch(() => null);
  must(there, `${packed} leads nowhere in a page that is just opened`);
  await fresh.close();
}

// Rows that are packed are found, shown a hundred at a time, and counted.
const more = page.locator("#systems-list .area button, #systems-list p button").last();
if (await page.locator("#systems-list-pack").count()) {
  const before = await visible("#systems-list tbody tr");
  await more.click();
  must((await visible("#systems-list tbody tr")) === before + 100, "the button does not show a hundred more");
  const packedTable = page.locator("#systems-list .area").last().locator("table");
  await packedTable.locator("thead th").nth(2).locator("button").click();
  const order = await packedTable.locator("tbody tr").evaluateAll((rows) => rows.map((row) => Number(row.cells[2].dataset.v)));
  must(order.every((value, at) => at === 0 || value >= order[at - 1]), "what was packed is not sorted");
  const name = await page.locator("#systems-list tbody tr").last().locator("th summary, th bdi").first().innerText();
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

const net = page.locator("details.netd[open] .netv").first();
if (await net.count()) {
  const width = () => net.locator("svg").evaluate((one) => one.getBoundingClientRect().width);
  const before = await width();
  const press = (name) => page.locator("details.netd[open] .zoom").first().getByRole("button", { name, exact: true }).click();
  await press("Larger");
  must((await width()) > before * 1.2, "the drawing does not become larger");
  await press("0, first size");
  must(Math.abs((await width()) - before) < 1, "the drawing does not return to its size");
  await net.hover();
  await page.mouse.wheel(0, -100);
  must(Math.abs((await width()) - before) < 1, "the wheel alone makes the drawing larger");
  const names = net.locator(".nd").first();
  await names.hover();
  must(await net.locator("svg").evaluate((one) => one.classList.contains("hl") || one.querySelector(".nd").getAttribute("data-k") === null), "the pointer pales nothing");
}

// A filter keeps nothing from print.
await page.fill(`#${group}-find`, "no row says this");
await rowsAre(`#${group} tbody tr:not([hidden])`, 0);
await page.emulateMedia({ media: "print" });
must((await page.locator(`#${group} tbody tr[hidden]`).evaluateAll((rows) => rows.every((row) => getComputedStyle(row).display !== "none"))), "what a filter hides is not printed");
await page.emulateMedia({ media: "screen" });
await page.fill(`#${group}-find`, "");
await page.waitForTimeout(200);

// Before print everything is open, and after it as it was.
const open = () => page.locator("details[open]").count();
const [before, total] = [await open(), await page.locator("details").count()];
await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
must((await open()) === total, "print leaves something closed");
await page.evaluate(() => dispatchEvent(new Event("afterprint")));
must((await open()) === before, "after print something stays open");

await browser.close();
console.log(JSON.stringify(faults));
