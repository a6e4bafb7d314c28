// Texts that leave the page: tables as CSV, to a file or the clipboard.

import { add, all, button, first, make, tell } from "./page.js";

// The rows that are not hidden, below the headings of the group's first
// table, and further lines that are ready.
export function csv(group, rows, lines) {
  const heads = all("thead tr", group)[0];
  const shown = [heads, ...rows.filter((row) => !row.hidden)];
  const text = [...shown.map((row) => all("th,td", row).map(cellText).join(",")), ...lines].join("\r\n");
  return `\uFEFF${text}\r\n`;
}

// The text of a cell, without what opens below it.
function cellText(cell) {
  const copy = cell.cloneNode(true);
  for (const part of all("details>div,.vh", copy)) part.remove();
  for (const end of all("br", copy)) end.replaceWith("; ");
  return quoted(copy.textContent);
}

// One cell of CSV; a mark before it keeps a formula a text.
export function quoted(text) {
  const line = text.replace(/\s+/g, " ").trim();
  const harmless = /^[=+\-@\t]/.test(line) ? `'${line}` : line;
  return `"${harmless.replace(/"/g, '""')}"`;
}

// Buttons that save what `text` gives under that name, and copy it.
export function addExports(bar, name, text) {
  bar.appendChild(button("Save as CSV", () => save(name, text())));
  bar.appendChild(button("Copy as CSV", () => copy(text(), bar)));
}

function save(name, text) {
  const link = make("a", { download: `${name}.csv` });
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  tell(`Table saved as ${name}.csv`);
}

// To the clipboard, or else into a box in `place` from which a reader copies.
export function copy(text, place) {
  if (!navigator.clipboard || !isSecureContext) {
    offer(text, place);
    return;
  }
  const copied = () => {
    if (place) tell("Copied.");
  };
  navigator.clipboard.writeText(text).then(copied, () => offer(text, place));
}

function offer(text, place) {
  if (!place) return;
  const box =
    first("textarea", place) || add(place, "textarea", { rows: "6", "aria-label": "Text to copy", readonly: "" });
  box.value = text;
  box.focus();
  box.select();
  tell("Press Ctrl and C to copy.");
}
