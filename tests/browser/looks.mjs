// Looks at the first screen of a report at three sizes, in grey, with four
// vision deficiencies and in forced colours, and compares each, coarsely, with
// how it looked before. Called by tests/suite/browser.rs with the report's path and
// the file of looks; prints what differs as a JSON list of sentences. With
// TECHSTRATA_UPDATE=1 the file is written anew.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { deflateSync, inflateSync } from "node:zlib";

const require = createRequire(import.meta.url);
const { chromium } = require("playwright-core");
const [report, file] = process.argv.slice(2);
const executablePath = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]
  .find((path) => path && existsSync(path));
const COLUMNS = 96;
const ROWS = 64;
// Fonts and versions differ by less than this; a lost tile, bar or chip by more.
const MOST_MEAN = 2;
const MOST_CELLS = 0.01;
const CELL = 48;
const LOOKS = [
  ["1280", 1280, {}], ["768", 768, {}], ["360", 360, {}],
  ["grey", 1280, { vision: "achromatopsia" }],
  ["protanopia", 1280, { vision: "protanopia" }],
  ["deuteranopia", 1280, { vision: "deuteranopia" }],
  ["tritanopia", 1280, { vision: "tritanopia" }],
  ["blurred", 1280, { vision: "blurredVision" }],
  ["forced colours", 1280, { forcedColors: "active" }],
];
const faults = [];
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--font-render-hinting=none", "--force-color-profile=srgb"] });
const blank = await (await browser.newContext()).newPage();

// The mean colour of each cell of a coarse grid.
const coarse = (png) => blank.evaluate(async ([data, columns, rows]) => {
  const image = new Image();
  image.src = `data:image/png;base64,${data}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [columns, rows];
  const context = canvas.getContext("2d");
  context.imageSmoothingQuality = "high";
  context.drawImage(image, 0, 0, columns, rows);
  const { data: bytes } = context.getImageData(0, 0, columns, rows);
  return [...bytes].filter((_, at) => at % 4 !== 3);
}, [png.toString("base64"), COLUMNS, ROWS]);

const seen = {};
for (const [name, width, { vision, forcedColors }] of LOOKS) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, forcedColors: forcedColors ?? "none" });
  const page = await context.newPage();
  await page.goto(pathToFileURL(report).href);
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setEmulatedVisionDeficiency", { type: vision ?? "none" });
  seen[name] = deflateSync(Buffer.from(await coarse(await page.screenshot())), { level: 9 }).toString("base64");
  if (name === "forced colours") {
    const bare = await page.locator(".chip, .kb, .fm").evaluateAll((all) => all.filter((one) => one.checkVisibility() && getComputedStyle(one).borderTopStyle === "none").length);
    if (bare) faults.push(`${bare} chips, bars or boxes have no border in forced colours`);
  }
  await context.close();
}

// Severities differ without colour: by shape and by darkness.
const page = await blank.context().newPage();
await page.goto(pathToFileURL(report).href);
const shapes = await page.evaluate(() => ["c", "h", "m", "l", "u", "ok"].map((tone) => {
  const chip = document.createElement("span");
  chip.className = `chip ${tone}`;
  document.querySelector("main").append(chip);
  const style = getComputedStyle(chip, "::before");
  const [red, green, blue] = style.backgroundColor.match(/\d+/g).map(Number);
  const shape = [style.clipPath, style.borderRadius, style.rotate, style.borderStyle, style.content].join();
  chip.remove();
  return { tone, shape, darkness: 255 - (0.2126 * red + 0.7152 * green + 0.0722 * blue) };
}));
if (new Set(shapes.map((one) => one.shape)).size !== shapes.length) faults.push(`two severities have one shape: ${JSON.stringify(shapes)}`);
const [critical, high, medium, low] = shapes.map((one) => one.darkness);
if (!(critical > high + 20 && high > medium + 20 && medium > low + 20)) faults.push(`darkness does not fall from Critical to Low: ${JSON.stringify(shapes)}`);
await browser.close();

if (process.env.TECHSTRATA_UPDATE) writeFileSync(file, `${JSON.stringify(seen, null, 1)}\n`);
const before = JSON.parse(readFileSync(file, "utf8"));
for (const [name] of LOOKS) {
  if (!before[name]) {
    faults.push(`${name}: no earlier look is stored`);
    continue;
  }
  const [was, is] = [before[name], seen[name]].map((text) => inflateSync(Buffer.from(text, "base64")));
  const differences = [...is].map((value, at) => Math.abs(value - was[at]));
  const mean = differences.reduce((sum, one) => sum + one, 0) / differences.length;
  const cells = differences.filter((one) => one > CELL).length / differences.length;
  if (mean > MOST_MEAN || cells > MOST_CELLS) faults.push(`${name}: looks different from before (${mean.toFixed(1)} of 255 in the mean, ${(cells * 100).toFixed(1)}% of the cells); if that is meant, look at it and run with TECHSTRATA_UPDATE=1`);
}
console.log(JSON.stringify(faults));
