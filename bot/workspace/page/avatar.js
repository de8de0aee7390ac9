// Round faces made of initials. Colours are the page's own, so that white letters stay readable on them.
import { element, icon } from "./dom.js";
import { emojiCharacter } from "./emoji.js";
import { state } from "./state.js";
import { allowedImage } from "./tokens.js";

const COLORS = 9;
const SOURCES = ["facebook", "instagram", "x", "blog", "forum", "review", "whatsapp", "youtube", "email", "press"];

function colorOf(key) {
  // People get colours in order, so that neighbours differ; everything else by a hash of its name.
  const position = [...state.people.keys()].indexOf(key);
  if (position >= 0) return position % COLORS;
  return [...key].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 9973, 7) % COLORS;
}

export function initialsOf(name) {
  const words = name
    .trim()
    .split(/[\s._-]+/)
    .filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0] ?? "?"];
  return letters
    .map((word) => [...word][0])
    .join("")
    .toUpperCase();
}

/** The symbol of icons.svg for a customers' source, by the words of its name. */
export function sourceIcon(name) {
  const lower = (name ?? "").toLowerCase();
  return SOURCES.find((source) => new RegExp(`(^|[^a-z])${source}`).test(lower)) ?? "globe";
}

/** An avatar; decorative, as the name always stands beside it. */
export function avatar(key, name, { initials, bot = false, image = null, app = false } = {}) {
  const face = element("span", {
    class: bot ? "avatar avatar-app" : `avatar avatar-${colorOf(key)}`,
    "aria-hidden": "true",
  });
  const address = allowedImage(image);
  const character =
    typeof image === "string" && /^:[\w+-]+:$/.test(image) ? emojiCharacter(image.slice(1, -1)) : null;
  if (address) face.append(element("img", { src: address, alt: "" }));
  else if (character) face.append(character);
  else if (app) face.append(icon("logo"));
  else if (bot) face.append(icon(sourceIcon(`${name} ${image ?? ""}`)));
  else face.append(initials || initialsOf(name));
  return face;
}

export function personAvatar(id) {
  const person = state.people.get(id);
  const name = person?.real_name || person?.name || id;
  return avatar(id, name, { initials: person?.initials, bot: person?.bot, app: person?.bot });
}
