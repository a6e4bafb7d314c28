// Explanations of findings beyond those that are written out, and the parts
// that they and packed rows are built of.

import { unpack } from "./packed.js";
import { add, addSvg, fillWhenOpened, first, make } from "./page.js";

// What is packed and not yet built, by its id.
const waiting = new Map();

// Unpacks the explanations, and links the rows of the register to them.
export async function unpackExplanations() {
  for (const explanation of await unpack("explained")) {
    waiting.set(explanation.id, explanation);
    const cell = document.getElementById(explanation.row)?.cells[0];
    if (!cell || first("a", cell)) continue;
    const text = cell.firstChild;
    cell.replaceChild(make("a", { href: `#${explanation.id}` }, text.textContent), text);
  }
}

// What opens below rows that are written out.
export async function unpackOpened() {
  for (const [id, list] of await unpack("opened")) {
    const cell = document.getElementById(id)?.cells[0];
    if (!cell) continue;
    const note = first(".mu", cell);
    addOpening(cell, cell.firstChild.textContent, list);
    if (note) cell.appendChild(note);
  }
}

// The packed explanation of that id as an article of the page, if there is one.
export function build(id) {
  const explanation = waiting.get(id);
  if (!explanation) return null;
  waiting.delete(id);
  return first("#findings").appendChild(article(explanation));
}

export function addChip(parent, chip) {
  add(parent, "span", { class: `chip ${chip.tone}` }, chip.word);
}

// A text, as a link where it leads to something that is there.
export function addText(parent, text, to) {
  const leads = to && (document.getElementById(to) || waiting.has(to));
  add(leads ? add(parent, "a", { href: `#${to}` }) : parent, "bdi", {}, text);
}

// A cell whose name opens a list of terms.
export function addOpening(cell, name, list) {
  cell.textContent = "";
  const details = add(cell, "details");
  add(add(details, "summary"), "bdi", {}, name);
  fillWhenOpened(details, () => addTerms(add(details, "div"), list));
}

function addTerms(parent, list) {
  const terms = add(parent, "dl", { class: "sl" });
  for (const { term, lines } of list) {
    const group = add(terms, "div");
    add(group, "dt", {}, term);
    for (const line of lines) addText(add(group, "dd"), line.text, line.to);
  }
}

function article(explanation) {
  const { id } = explanation;
  const made = make("article", { id, "aria-labelledby": `${id}-h` });
  addHead(add(made, "div", { class: "fh" }), explanation);
  const details = add(made, "details", { class: "why" });
  add(details, "summary", {}, "How this score was worked out, and its evidence");
  details.open = true;
  const body = add(details, "div", { class: "flat" });
  const columns = add(body, "div", { class: "cols" });
  addWorking(add(columns, "div"), explanation);
  addReading(add(columns, "div"), explanation);
  addEvidence(body, explanation);
  return made;
}

function addHead(head, { id, family, headline, chip, score, confidence }) {
  const title = add(head, "div");
  const line = add(title, "p", { class: "id" }, `${family} \u00B7 `);
  add(line, "a", { href: `#${id}` }, "link to this finding");
  add(title, "h3", { id: `${id}-h` }, headline);
  addChip(add(title, "p", { class: "fc" }), chip);
  const risk = add(head, "p", { class: "sc" });
  add(risk, "b", {}, score);
  add(risk, "span", {}, `out of 100, ${confidence}`);
}

// The formula, and its factors as a table.
function addWorking(column, { formula, range, factors }) {
  const line = add(column, "p", { class: "fm" }, "Risk = 100 \u00D7 likelihood ");
  add(line, "b", {}, formula.likelihood);
  line.append(" \u00D7 impact ");
  add(line, "b", {}, formula.impact);
  line.append(" = ");
  add(line, "b", {}, formula.result);
  if (range) add(column, "p", { class: "mu" }, range);
  const table = add(column, "table", { class: "b st ft" });
  add(table, "caption", {}, "How this score was worked out");
  const heads = add(add(table, "thead"), "tr");
  for (const name of ["Factor and fact", "Value", "Weight", "Adds", "Evidence"])
    add(heads, "th", { scope: "col" }, name);
  const rows = add(table, "tbody");
  const most = Math.max(0, ...factors.map((factor) => Number(factor.weight) || 0));
  for (const factor of factors) addFactor(rows, factor, most);
}

function addFactor(rows, factor, most) {
  const row = add(rows, "tr", factor.kind === "total" ? { class: "sum" } : {});
  const name = add(row, "th", { scope: "row" }, factor.name);
  if (factor.fact) {
    add(name, "br");
    add(name, "span", { class: "mu" }, factor.fact);
  }
  add(row, "td", {}, factor.value);
  add(row, "td", {}, factor.weight);
  const adds = add(row, "td", {}, factor.adds);
  if (factor.weight) {
    const width = (factor.weight / most) * 100;
    const bar = addSvg(adds, "svg", { class: "rb fb", "aria-hidden": "true" });
    addSvg(bar, "rect", { width: `${width}%` });
    addSvg(bar, "rect", { width: `${(width * factor.adds) / factor.weight}%` });
  }
  const marks = add(row, "td");
  for (const mark of factor.marks) {
    add(marks, "a", { href: `#${mark.to}` }, `[${mark.number}]`);
    marks.append(" ");
  }
}

function addReading(column, { facts, why, key }) {
  addTerms(column, facts);
  add(column, "h4", { class: "evh" }, "Why it matters");
  add(column, "p", { class: "mu" }, why);
  add(column, "h4", { class: "evh" }, "If you disagree");
  const line = add(column, "p", { class: "mu" }, "Correct the line, or accept ");
  add(line, "code", {}, key);
  line.append(" in the settings with a reason and a date.");
}

function addEvidence(body, { evidence, excerpts }) {
  add(body, "h4", { class: "evh" }, "Evidence");
  const list = add(body, "ol", { class: "ev" });
  for (const piece of evidence) {
    const item = add(list, "li", { id: piece.id });
    add(item, "b", {}, `[${piece.number}]`);
    item.append(` ${piece.kind}: `);
    add(item, "bdi", {}, piece.text);
    if (!piece.path) continue;
    item.append(" ");
    add(item, "code", {}, piece.path);
    item.append(` ${piece.place}`);
  }
  for (const excerpt of excerpts) addExcerpt(body, excerpt);
}

function addExcerpt(body, { path, lines }) {
  add(add(body, "p", { class: "src" }), "code", {}, path);
  const block = add(body, "pre", { tabindex: "0", role: "group", "aria-label": `Lines of ${path}` });
  for (const line of lines) {
    const text = `${line.number}  ${line.text}`;
    if (line.is_meant) add(block, "mark", {}, text);
    else block.append(text);
    block.append("\n");
  }
}
