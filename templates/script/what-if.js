// What if: a tick box an action, and the same sum as techstrata's own
// (src/plan/what_if.rs). It adds up a choice and solves nothing.

import { add, addSvg, all, button, first, make, tell } from "./page.js";

export function offerWhatIf() {
  const data = first("#wi-data");
  if (!data) return;
  const plan = JSON.parse(data.textContent);
  const sign = data.getAttribute("data-sign") || "";
  window.techstrataWhatIf = (chosen) => outcome(plan, chosen);
  new WhatIf(plan, sign);
}

// What the chosen actions cost and remove. An action works once everything
// that must come first works too.
function outcome({ actions, findings, systems, high_risk }, chosen) {
  const works = working(actions, chosen);
  const isChosen = (_, at) => chosen[at];
  const cleared = findings.map((finding) => finding.by.some((at) => works[at]));
  const sum = (amounts) => amounts.reduce((one, other) => one + other, 0);
  return {
    cost: sum(actions.filter(isChosen).map((action) => action.cost)),
    removed: sum(findings.filter((_, at) => cleared[at]).map((finding) => finding.risk)),
    high_risk: high_risk - systems.filter((own) => own.every((at) => cleared[at])).length,
    waiting: works.filter((does, at) => chosen[at] && !does).length,
  };
}

function working(actions, chosen) {
  const works = [];
  const settle = (at) => {
    if (works[at] !== undefined) return works[at];
    // An action that waits for itself never works.
    works[at] = false;
    const isFirstDone = actions[at].after.every(settle);
    works[at] = chosen[at] && isFirstDone;
    return works[at];
  };
  return actions.map((_, at) => settle(at));
}

class WhatIf {
  constructor(plan, sign) {
    this.plan = plan;
    this.sign = sign;
    this.recommended = plan.actions.map((action) => action.on);
    this.boxes = all("#acts tbody tr").map((row, at) => this.addBox(row, at));
    const line = make("p", { id: "wi", class: "wi" });
    this.text = add(line, "span");
    this.back = line.appendChild(button("Back to the recommended plan", () => this.takeBack()));
    const list = first("#actions");
    list.parentNode.insertBefore(line, list);
    this.show();
  }

  addBox(row, at) {
    const box = make("input", { type: "checkbox", "aria-label": `Choose ${first("th bdi", row).textContent}` });
    box.checked = this.recommended[at];
    box.addEventListener("change", () => this.changed());
    row.cells[0].insertBefore(box, row.cells[0].firstChild);
    return box;
  }

  takeBack() {
    this.boxes.forEach((box, at) => {
      box.checked = this.recommended[at];
    });
    this.changed();
  }

  changed() {
    this.show();
    tell(this.text.textContent);
  }

  show() {
    const chosen = this.recommended.map((isOn, at) => this.boxes[at]?.checked ?? isOn);
    const found = outcome(this.plan, chosen);
    const share = this.plan.total_risk ? (found.removed / this.plan.total_risk) * 100 : 0;
    this.back.hidden = chosen.every((isOn, at) => isOn === this.recommended[at]);
    this.text.textContent = this.back.hidden
      ? "Tick actions on or off to see what another choice would bring."
      : this.sentence(chosen.filter(Boolean).length, found, share);
    for (const place of all(".you")) this.mark(place, found, share);
  }

  sentence(count, found, share) {
    const { waiting } = found;
    const choice = `Your choice: ${count}${count === 1 ? " action" : " actions"} costing ${this.money(found.cost)}`;
    const removed = `${count === 1 ? " removes " : " remove "}${share.toFixed(1)}% of measured risk`;
    const systems = `; high-risk systems go from ${this.plan.high_risk} to ${found.high_risk}.`;
    const brings = waiting === 1 ? " action brings" : " actions bring";
    const idle = waiting ? ` ${waiting}${brings} nothing, because what must come first is not chosen.` : "";
    return `${choice}${removed}${systems}${idle} `;
  }

  // The reader's choice on the curve, whose frame stands at the place:
  // left, right and cost there, foot, head and share there.
  mark(place, found, share) {
    place.textContent = "";
    if (this.back.hidden) return;
    const [left, right, cost, foot, head, most] = place.getAttribute("data-f").split(" ").map(Number);
    const x = left + (right - left) * Math.min(1, found.cost / 100 / cost);
    const y = foot - (foot - head) * Math.min(1, share / 100 / most);
    const isRight = x > (left + right) / 2;
    const colour = "#801650";
    addSvg(place, "path", { d: `M${x} ${y - 7}l7 7-7 7-7-7z`, fill: colour, stroke: "#fff", "stroke-width": "1.5" });
    const label = addSvg(place, "text", {
      x: isRight ? x - 11 : x + 11,
      y: y + 20,
      "text-anchor": isRight ? "end" : "start",
      fill: colour,
      "font-weight": "700",
      "paint-order": "stroke",
      stroke: "#fff",
      "stroke-width": "4",
    });
    label.textContent = `Your choice: ${this.money(found.cost)}, ${share.toFixed(1)}%`;
  }

  // Money as the page writes it elsewhere (src/render/number.rs), from pence.
  money(pence) {
    return `${this.sign}${rounded(pence / 100)}`;
  }
}

function rounded(amount) {
  const thousands = amount / 1e3;
  const millions = amount / 1e6;
  if (amount < 999.5) return amount.toFixed(0);
  if (amount < 9950) return `${thousands.toFixed(1).replace(/\.0$/, "")}k`;
  if (amount < 999500) return `${thousands.toFixed(0)}k`;
  if (millions < 9.995) return `${millions.toFixed(2)}m`;
  if (millions < 99.95) return `${millions.toFixed(1)}m`;
  return `${millions.toFixed(0)}m`;
}
