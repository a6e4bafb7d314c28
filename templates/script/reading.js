// What a page with script does for its reader, whatever is on it.

import { add, all, button, fillNow, first, make } from "./page.js";

export function easeReading() {
  document.documentElement.className = "js";
  linkToViews();
  openForPrint();
  findBySlash();
  closeExplanations();
  keepTableRoles();
}

// A link to a whole list leads to the rows that it speaks of.
function linkToViews() {
  for (const link of all("a[data-view]")) link.href = `#${link.dataset.view}`;
}

// Everything is opened before print, and closed again after.
function openForPrint() {
  addEventListener("beforeprint", () => {
    for (const details of all("details:not([open])")) {
      fillNow(details);
      details.open = true;
      details.setAttribute("data-p", "");
    }
  });
  addEventListener("afterprint", () => {
    for (const details of all("details[data-p]")) {
      details.open = false;
      details.removeAttribute("data-p");
    }
  });
  first("#page-tools").appendChild(button("Print or save as PDF", () => print()));
}

// The key / goes to the nearest find box, unless a reader types or has
// switched it off.
function findBySlash() {
  const wanted = make("input", { type: "checkbox" });
  wanted.checked = true;
  if (first(".group")) add(first("footer .w"), "label", { class: "slash" }).append(wanted, " Key / finds");
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || !wanted.checked) return;
    if (/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) return;
    const box = nearestFindBox();
    if (!box) return;
    event.preventDefault();
    box.focus();
  });
}

function nearestFindBox() {
  const distance = (box) => Math.abs(box.getBoundingClientRect().top - innerHeight / 3);
  const boxes = all("input[type=search]").filter((box) => box.checkVisibility());
  return boxes.sort((one, other) => distance(one) - distance(other))[0];
}

// Explanations are open without script; with it, all but the first close.
function closeExplanations() {
  for (const details of all("article details.why").slice(1)) details.open = false;
}

// Stacked tables on a phone keep their roles: browsers forget them with the
// layout.
function keepTableRoles() {
  if (!matchMedia("(max-width:560px)").matches) return;
  const roles = [
    ["thead,tbody", "rowgroup"],
    ["tr", "row"],
    ["thead th", "columnheader"],
    ["tbody th", "rowheader"],
    ["td", "cell"],
  ];
  for (const table of all("table.st")) {
    table.setAttribute("role", "table");
    for (const [selector, role] of roles) {
      for (const part of all(selector, table)) part.setAttribute("role", role);
    }
  }
}
