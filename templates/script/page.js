// What every other file finds, makes and says things with.

const live = document.getElementById("live");

export function first(selector, within = document) {
  return within.querySelector(selector);
}

export function all(selector, within = document) {
  return [...within.querySelectorAll(selector)];
}

export function make(name, attributes = {}, text = "") {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  if (text) made.textContent = text;
  return made;
}

export function add(parent, name, attributes = {}, text = "") {
  return parent.appendChild(make(name, attributes, text));
}

export function addSvg(parent, name, attributes) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  return parent.appendChild(made);
}

// A button that says `text`, or `name` to those who do not see it.
export function button(text, press, name) {
  const made = make("button", name ? { type: "button", "aria-label": name } : { type: "button" }, text);
  made.addEventListener("click", press);
  return made;
}

// Says it to those who do not see what changed.
export function tell(text) {
  live.textContent = text;
}

// A part of an address as it was meant; a stray % leaves it as it is.
export function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const fillers = new WeakMap();

// What opens is filled when it is first opened.
export function fillWhenOpened(details, fill) {
  fillers.set(details, fill);
  details.addEventListener("toggle", () => fillNow(details));
}

export function fillNow(details) {
  const fill = fillers.get(details);
  fillers.delete(details);
  if (fill) fill(details);
}
