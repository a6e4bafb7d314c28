// Drawings that answer the pointer, the keyboard and their buttons.

import { all, button, first, make } from "./page.js";

export function easeDrawings() {
  all(".blast").forEach(paleTheRest);
  all(".netv").forEach(addZoom);
}

// A drawing pales what the chosen box does not touch. A line names the boxes
// that it joins; the box `*` belongs to all.
function paleTheRest(drawing) {
  const boxes = all(".nd", drawing);
  const lines = all(".ed", drawing);
  const show = (chosen) => {
    const isOn = Boolean(chosen) && chosen !== "*";
    const lit = new Set(["*", chosen]);
    drawing.classList.toggle("hl", isOn);
    for (const line of lines) {
      const ends = line.getAttribute("data-k").split(" ");
      const isTouched = isOn && ends.includes(chosen);
      line.classList.toggle("on", isTouched);
      if (isTouched) for (const end of ends) lit.add(end);
    }
    for (const box of boxes) box.classList.toggle("on", isOn && lit.has(box.getAttribute("data-k")));
  };
  for (const box of boxes) {
    const key = box.getAttribute("data-k");
    for (const event of ["mouseenter", "focus"]) box.addEventListener(event, () => show(key));
    for (const event of ["mouseleave", "blur"]) box.addEventListener(event, () => show(""));
  }
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") show("");
  });
}

// A large drawing is made larger, smaller and moved by buttons; the wheel
// needs Ctrl.
function addZoom(view) {
  const drawing = first("svg", view);
  const [width, height] = ["width", "height"].map((side) => Number(drawing.getAttribute(side)));
  const bar = make("div", { class: "tools zoom" });
  let size = 1;
  const zoom = (to) => {
    size = Math.max(0.2, Math.min(3, to));
    drawing.setAttribute("width", width * size);
    drawing.setAttribute("height", height * size);
  };
  const move = (right, down) => view.scrollBy(right * 200, down * 200);
  const presses = [
    ["Larger", "+", () => zoom(size * 1.25)],
    ["Smaller", "\u2212", () => zoom(size / 1.25)],
    ["0, first size", "0", () => zoom(1)],
    ["Whole width", "\u2194", () => zoom(view.clientWidth / width)],
    ["Left", "\u2190", () => move(-1, 0)],
    ["Right", "\u2192", () => move(1, 0)],
    ["Up", "\u2191", () => move(0, -1)],
    ["Down", "\u2193", () => move(0, 1)],
  ];
  for (const [name, text, press] of presses) bar.appendChild(button(text, press, name));
  const turn = (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    zoom(size * (event.deltaY < 0 ? 1.1 : 1 / 1.1));
  };
  view.addEventListener("wheel", turn, { passive: false });
  view.parentNode.insertBefore(bar, view);
}
