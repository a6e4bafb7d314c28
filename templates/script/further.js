// The rows of a list that are packed: found with the others, and laid out a
// hundred at a time.
//
// A row is { id, severity, area, cells }, a cell { t text, to where it leads,
// n note, k chip, m terms that open, v figure to sort by }.

import { addChip, addOpening, addText } from "./explanation.js";
import { quoted } from "./export.js";
import { add, all, button, first, make } from "./page.js";
import { makeSortable, ordered, sortKey } from "./sort.js";

const AT_A_TIME = 100;

export class FurtherRows {
  constructor(list, packed) {
    this.list = list;
    this.rows = packed.a.map((area, at) => ({
      id: packed.i[at],
      severity: packed.s[at],
      area,
      cells: packed.c.map((column) => column[at]),
    }));
    for (const row of this.rows) row.text = `${row.area} ${row.cells.map(words).join(" ")}`.toLowerCase();
    this.fitting = [];
    this.limit = 0;
    this.buildTable();
  }

  buildTable() {
    const { group, noun } = this.list;
    this.area = add(group, "div", { class: "area", "data-a": "" });
    const table = add(this.area, "table", { class: "b st" });
    add(table, "caption", {}, `Further ${noun}, unpacked`);
    table.appendChild(first("thead", group).cloneNode(true));
    for (const heading of all("th", table)) {
      heading.removeAttribute("aria-sort");
      heading.replaceChildren(heading.textContent);
    }
    this.body = add(table, "tbody");
    this.next = add(group, "p").appendChild(button("", () => this.showMore()));
    makeSortable(table, (column, way) => this.sort(column, way));
  }

  // Keeps the rows that fit; some are laid out once a reader looks for them.
  keep(fits, isFiltered) {
    this.fitting = this.rows.filter((row) => fits(row.text, row.severity, row.area));
    this.limit = isFiltered ? AT_A_TIME : 0;
    this.draw();
    return { fit: this.fitting.length, all: this.rows.length, laid: this.laid() };
  }

  laid() {
    return Math.min(this.limit, this.fitting.length);
  }

  showMore() {
    const before = this.laid();
    this.limit += AT_A_TIME;
    this.draw();
    this.list.countLaid(this.laid() - before);
  }

  sort(column, way) {
    const keyed = this.rows.map((row) => {
      const cell = row.cells[column] ?? {};
      return { key: sortKey(cell.v, `${cell.k?.word ?? ""}${cell.t ?? ""}`), row };
    });
    this.rows = ordered(keyed, way);
    this.list.run();
  }

  draw() {
    this.body.textContent = "";
    for (const row of this.fitting.slice(0, this.limit)) this.body.appendChild(tableRow(row));
    const left = this.fitting.length - this.limit;
    this.next.hidden = left <= 0;
    this.next.textContent = `Show ${Math.min(AT_A_TIME, left)} more of ${left}`;
    this.area.hidden = this.laid() === 0;
  }

  csvLines() {
    return this.fitting.map((row) => row.cells.map((cell) => quoted(parts(cell).join("; "))).join(","));
  }
}

function parts(cell) {
  return [cell.k?.word, cell.t, cell.n].filter(Boolean);
}

function words(cell) {
  return `${cell.t ?? ""} ${cell.n ?? ""} ${cell.k?.word ?? ""}`;
}

function tableRow({ id, severity, cells }) {
  const row = make("tr", id ? { id } : {});
  if (severity) row.setAttribute("data-s", severity);
  cells.forEach((cell, column) => {
    const made = add(row, column ? "td" : "th", column ? {} : { scope: "row" });
    if (cell.v !== undefined) made.setAttribute("data-v", cell.v);
    fillCell(made, cell);
  });
  return row;
}

function fillCell(made, cell) {
  if (cell.k) {
    addChip(made, cell.k);
    if (cell.t) add(made, "br");
  }
  if (cell.m) addOpening(made, cell.t, cell.m);
  else if (cell.t) addText(made, cell.t, cell.to);
  if (!cell.n) return;
  if (!cell.m) add(made, "br");
  add(add(made, "span", { class: "mu" }), "bdi", {}, cell.n);
}
