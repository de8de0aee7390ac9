// Builds DOM nodes. Message content never passes through innerHTML: text goes in as text nodes only.

/**
 * Creates an element. Keys of `properties`: `class`, `text`, `on` (listeners), `data` (dataset), `style`
 * (custom properties too); everything else becomes an attribute (false, null and undefined leave it out).
 */
export function element(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (key === "class") node.className = value;
    else if (key === "text") node.textContent = value;
    else if (key === "on")
      for (const [name, listener] of Object.entries(value)) node.addEventListener(name, listener);
    else if (key === "data") Object.assign(node.dataset, value);
    else if (key === "style")
      for (const [name, setting] of Object.entries(value)) node.style.setProperty(name, setting);
    else node.setAttribute(key, value === true ? "" : value);
  }
  append(node, children);
  return node;
}

/** Appends nodes, strings and (nested) lists of both; empty values are skipped. */
export function append(node, children) {
  for (const child of children.flat(Infinity)) {
    if (child === undefined || child === null || child === false) continue;
    node.append(child);
  }
  return node;
}

/** Replaces everything inside `node`. */
export function fill(node, ...children) {
  node.replaceChildren();
  return append(node, children);
}

const SVG = "http://www.w3.org/2000/svg";

/** One symbol of icons.svg, decorative unless a label is given. */
export function icon(name, label) {
  const picture = document.createElementNS(SVG, "svg");
  picture.setAttribute("class", `icon icon-${name}`);
  picture.setAttribute("viewBox", "0 0 24 24");
  if (label) {
    picture.setAttribute("role", "img");
    picture.setAttribute("aria-label", label);
  } else {
    picture.setAttribute("aria-hidden", "true");
  }
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `/page/static/icons.svg#${name}`);
  picture.append(use);
  return picture;
}

export function spinner() {
  return element("span", { class: "spinner", "aria-hidden": "true" });
}

let counter = 0;

/** An id that no other element of the page has, for aria references. */
export function uniqueId(prefix) {
  counter += 1;
  return `${prefix}-${counter}`;
}

/** Runs `task` once things have been quiet for `wait` milliseconds. */
export function debounce(task, wait) {
  let timer = null;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => task(...values), wait);
  };
}
