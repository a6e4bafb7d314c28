// A link opens what it leads to.

import { build } from "./explanation.js";
import { copy } from "./export.js";
import { decoded, fillNow, first, tell } from "./page.js";

// Shows what the address names, now (or once all is unpacked) and whenever it
// changes; `restore` brings back the lists of an address first.
export function followAddress(restore, unpacked) {
  addEventListener("hashchange", () => {
    restore();
    reveal();
  });
  addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href^='#']");
    if (!link) return;
    if (link.hash === location.hash) setTimeout(reveal);
    if (!link.closest(".id")) return;
    copy(link.href);
    tell("The address of this finding is copied.");
  });
  if (!reveal()) unpacked.then(reveal);
}

// Whether what the address names is there; then it is opened and in view.
function reveal() {
  const id = decoded(location.hash.slice(1).split("?")[0]);
  const target = id && (document.getElementById(id) || build(id));
  if (!target) return false;
  for (let part = target; part; part = part.parentElement) {
    if (part.tagName === "DETAILS") openFilled(part);
    if (part.hidden) part.hidden = false;
  }
  const details = first("details", target);
  if (details && (target.tagName === "ARTICLE" || target.tagName === "TR")) openFilled(details);
  bringIntoView(target);
  return true;
}

function openFilled(details) {
  fillNow(details);
  details.open = true;
}

// What lies between is laid out only when it comes into view, so the place is
// looked for until it stands still.
function bringIntoView(target) {
  let left = 40;
  let still = 0;
  const settle = () => {
    const before = target.getBoundingClientRect().top;
    target.scrollIntoView();
    still = Math.abs(target.getBoundingClientRect().top - before) < 1 ? still + 1 : 0;
    if (left > 0 && still < 3) requestAnimationFrame(settle);
    left -= 1;
  };
  settle();
}
