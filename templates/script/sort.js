// Sorting the rows of a table by a column.

import { all, button } from "./page.js";

// Makes every heading a button that sorts; `sort` gets the column and 1 or -1,
// where the rows are not all in the table.
export function makeSortable(table, sort = (column, way) => sortRows(table, column, way)) {
  all("thead th", table).forEach((heading, column) => {
    const press = () => {
      const way = heading.getAttribute("aria-sort") === "ascending" ? -1 : 1;
      for (const other of all("th[aria-sort]", table)) other.removeAttribute("aria-sort");
      heading.setAttribute("aria-sort", way > 0 ? "ascending" : "descending");
      sort(column, way);
    };
    const made = button(heading.textContent, press);
    heading.textContent = "";
    heading.appendChild(made);
  });
}

function sortRows(table, column, way) {
  const keyed = all("tbody tr:not(.sum)", table).map((row) => {
    const cell = row.children[column];
    return { key: sortKey(cell.getAttribute("data-v"), cell.textContent), row };
  });
  for (const row of ordered(keyed, way)) table.tBodies[0].appendChild(row);
}

// What a cell is sorted by: the figure that is given, or else that of its
// text, or the text; null where it says nothing.
export function sortKey(given, text) {
  const words = text.trim();
  if (words === "") return null;
  if (given !== null && given !== undefined) return Number(given);
  const figure = words.replace(/[,\s\u00A0%]/g, "").replace("\u2212", "-");
  return figure !== "" && !Number.isNaN(Number(figure)) ? Number(figure) : words.toLowerCase();
}

// Figures before texts, and what says nothing last, whichever way.
export function ordered(keyed, way) {
  return keyed.sort((one, other) => compare(one.key, other.key, way)).map((each) => each.row);
}

function compare(one, other, way) {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  if (typeof one !== typeof other) return typeof one === "number" ? -1 : 1;
  if (one === other) return 0;
  return one < other ? -way : way;
}
