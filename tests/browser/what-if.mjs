// Holds the page's own sum against techstrata's: called by tests/suite/browser.rs
// with the report's path and a file of choices with what each should bring.
// Prints what disagrees, as a JSON list of sentences.

import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(import.meta.url);
const { chromium } = require("playwright-core");
const [report, expected] = process.argv.slice(2);
const choices = JSON.parse(readFileSync(expected, "utf8"));
const executablePath = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]
  .find((path) => path && existsSync(path));
const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND"],
});
const page = await browser.newPage();
await page.goto(pathToFileURL(report).href);
const faults = [];

const found = await page.evaluate((all) => all.map((one) => window.techstrataWhatIf(one.on)), choices);
choices.forEach((one, number) => {
  const got = found[number];
  for (const key of ["cost", "removed", "high_risk", "waiting"]) {
    if (Math.abs(got[key] - one[key]) > 0.01) faults.push(`choice ${number}: ${key} ${got[key]} on the page, ${one[key]} in Rust`);
  }
});

// By hand: the first box off, and back again by the button, with the keyboard.
const line = () => page.locator("#wi").innerText();
const recommended = await line();
const box = page.locator("#acts tbody tr input[type=checkbox]").first();
await box.focus();
await page.keyboard.press("Space");
if ((await line()) === recommended) faults.push("ticking an action off changes no figure");
const spoken = await page.locator("#live").innerText();
if (!spoken.includes("Your choice:")) faults.push(`the live region says nothing of the choice, but ${spoken}`);
const marked = () => page.locator(".you").evaluateAll((all) => all.map((one) => one.textContent).join(""));
if (!(await marked()).includes("Your choice: ")) faults.push("the curve does not show the choice");
const back = page.locator("#wi button");
await back.focus();
await page.keyboard.press("Enter");
if ((await line()).trim() !== recommended.trim()) faults.push("the button does not bring back the recommended plan");
if (await marked()) faults.push("the curve keeps the choice that was taken back");
if (!(await box.isChecked())) faults.push("the first box stayed off");

await browser.close();
console.log(JSON.stringify(faults));
