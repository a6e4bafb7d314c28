// A list of the page: the tables of one group below one bar that finds,
// filters and saves.

import { addExports, csv } from "./export.js";
import { FurtherRows } from "./further.js";
import { unpack } from "./packed.js";
import { add, all, decoded, first, make, tell } from "./page.js";
import { makeSortable } from "./sort.js";

const SEVERITIES = { c: "Critical", h: "High", m: "Medium", l: "Low" };

// Every group of more than one row.
export function makeLists() {
  return all(".group")
    .filter((group) => all("tbody tr", group).length > 1)
    .map((group) => new List(group));
}

class List {
  constructor(group) {
    this.group = group;
    this.noun = group.getAttribute("data-noun");
    this.place = group.id.replace(/-list$/, "");
    this.areas = all(".area", group);
    this.rows = all("tbody tr", group);
    this.further = null;
    this.counts = null;
    this.buildBar();
    for (const table of this.areas.flatMap((area) => all("table", area))) makeSortable(table);
    this.takeFurther();
    this.restore();
  }

  buildBar() {
    const bar = make("div", { class: "tools" });
    this.find = make("input", { type: "search", id: `${this.group.id}-find`, autocomplete: "off" });
    add(bar, "label", { for: this.find.id }, "Find");
    bar.appendChild(this.find);
    this.severities = this.group.getAttribute("data-sev") ? addSeverities(bar) : [];
    this.area = this.addAreaChoice(bar);
    for (const choice of [...this.severities, this.area]) choice?.addEventListener("change", () => this.changed());
    let timer;
    this.find.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => this.changed(), 80);
    });
    addExports(bar, this.group.id, () => csv(this.group, this.rows, this.further?.csvLines() ?? []));
    this.output = add(bar, "output");
    this.group.insertBefore(bar, this.group.firstChild);
  }

  // A choice of organisation, where there is more than one.
  addAreaChoice(bar) {
    const names = new Set(this.areas.map((area) => area.getAttribute("data-a")).filter(Boolean));
    if (names.size < 2) return null;
    const choice = make("select", { id: `${this.group.id}-area` });
    for (const name of ["", ...names]) add(choice, "option", { value: name }, name || "All");
    add(bar, "label", {}, "Organisation ").appendChild(choice);
    return choice;
  }

  // Rows that are packed come below the others.
  async takeFurther() {
    const packed = await unpack(`${this.group.id}-pack`);
    if (packed.a?.length) {
      this.further = new FurtherRows(this, packed);
      this.run();
    } else if (!this.counts) {
      this.count(this.rows.length, this.rows.length, this.rows.length);
    }
  }

  // What a reader looks for.
  wish() {
    return {
      words: this.find.value.trim(),
      severities: this.severities.filter((box) => box.checked).map((box) => box.value),
      area: this.area?.value ?? "",
    };
  }

  // Shows what fits and hides the rest.
  run() {
    const wish = this.wish();
    const words = wish.words.toLowerCase();
    const { severities, area } = wish;
    const fits = (text, severity, of) =>
      (!words || text.includes(words)) &&
      (!severities.length || severities.includes(severity)) &&
      (!area || of === area);
    this.texts ??= this.rows.map((row) => row.textContent.toLowerCase());
    let shown = 0;
    this.rows.forEach((row, at) => {
      const of = area && row.closest(".area").getAttribute("data-a");
      row.hidden = !fits(this.texts[at], row.getAttribute("data-s"), of);
      if (!row.hidden) shown += 1;
    });
    for (const each of this.areas) each.hidden = !first("tbody tr:not([hidden])", each);
    const further = this.further?.keep(fits, Boolean(words || severities.length || area));
    const rows = this.rows.length;
    if (further) this.count(shown + further.fit, rows + further.all, shown + further.laid);
    else this.count(shown, rows, shown);
  }

  // How many fit, of how many, and how many of them are laid out.
  count(fit, whole, laid) {
    this.counts = { fit, whole, laid };
    const [fits, of, shown] = [fit, whole, laid].map((count) => count.toLocaleString("en-GB"));
    this.output.textContent =
      laid < fit ? `${fits} of ${of} ${this.noun} fit, ${shown} of them shown` : `${fits} of ${of} ${this.noun} shown`;
  }

  // More of the same rows are laid out.
  countLaid(more) {
    const { fit, whole, laid } = this.counts;
    this.count(fit, whole, laid + more);
  }

  changed() {
    this.run();
    tell(this.output.textContent);
    const { words, severities, area } = this.wish();
    const state = [];
    if (severities.length) state.push(`sev=${severities.join()}`);
    if (area) state.push(`area=${encodeURIComponent(area)}`);
    if (words) state.push(`q=${encodeURIComponent(words)}`);
    try {
      history.replaceState(null, "", `#${[this.place, state.join("&")].filter(Boolean).join("?")}`);
    } catch {
      // Some viewers forbid it.
    }
  }

  // Takes up the state that the address holds, if it is of this list.
  restore() {
    const [, place, query] = location.hash.match(/^#([^?]+)\?(.*)$/) ?? [];
    if (place === undefined || (place !== this.place && place !== this.group.id)) return;
    const state = {};
    for (const part of query.split("&")) {
      const at = part.indexOf("=");
      state[part.slice(0, at)] = decoded(part.slice(at + 1));
    }
    const severities = (state.sev ?? "").split(",");
    this.find.value = state.q ?? "";
    for (const box of this.severities) box.checked = severities.includes(box.value);
    if (this.area) this.area.value = state.area ?? "";
    this.run();
  }
}

// A box for each severity.
function addSeverities(bar) {
  const set = add(bar, "span", { class: "sevs", role: "group", "aria-label": "Severity" });
  return Object.entries(SEVERITIES).map(([letter, word]) => {
    const label = add(set, "label");
    const box = add(label, "input", { type: "checkbox", value: letter });
    label.append(word);
    return box;
  });
}
