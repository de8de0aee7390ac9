// rich_text blocks: a tree, never parsed. What is written in it shows exactly as it is written.
import { element } from "./dom.js";
import { dateNode } from "./dates.js";
import { broadcastMention, channelMention, emojiNode, linkNode, userMention } from "./tokens.js";

const STYLE_TAGS = [
  ["bold", "strong"],
  ["italic", "em"],
  ["strike", "s"],
  ["underline", "u"],
  ["code", "code"],
];

function styled(node, style) {
  return STYLE_TAGS.reduce((inner, [name, tag]) => {
    if (!style?.[name]) return inner;
    return element(tag, { class: name === "code" ? "code" : undefined }, inner);
  }, node);
}

const LEAVES = {
  text: (leaf) => document.createTextNode(leaf.text ?? ""),
  link: (leaf) => linkNode(leaf.url ?? "", leaf.text ? [leaf.text] : null),
  emoji: (leaf) => (leaf.unicode ? document.createTextNode(fromUnicode(leaf.unicode)) : emojiNode(leaf.name ?? "")),
  user: (leaf) => userMention(leaf.user_id),
  usergroup: (leaf) => element("span", { class: "mention", text: `@${leaf.usergroup_id}` }),
  channel: (leaf) => channelMention(leaf.channel_id),
  broadcast: (leaf) => broadcastMention(leaf.range),
  date: (leaf, index) =>
    dateNode(leaf.timestamp, leaf.format ?? "{date_short_pretty} {time}", leaf.fallback, index === 0),
  color: (leaf) => element("span", { class: "color-word" }, swatch(leaf.value), leaf.value ?? ""),
};

function swatch(value) {
  const valid = /^#[0-9a-f]{3,8}$/i.test(value ?? "");
  return element("span", { class: "swatch", style: valid ? { "background-color": value } : {} });
}

function fromUnicode(codes) {
  const points = codes.split("-").map((code) => Number.parseInt(code, 16));
  return points.every((point) => point > 0 && point <= 0x10ffff) ? String.fromCodePoint(...points) : "";
}

function leaves(list) {
  return (list ?? []).map((leaf, index) => styled((LEAVES[leaf.type] ?? LEAVES.text)(leaf, index), leaf.style));
}

function listNode(part) {
  const ordered = part.style === "ordered";
  const properties = { class: "rich-list", style: { "--indent": String(part.indent ?? 0) } };
  if (ordered && part.offset) properties.start = String(part.offset + 1);
  return element(
    ordered ? "ol" : "ul",
    properties,
    (part.elements ?? []).map((item) => element("li", {}, leaves(item.elements))),
  );
}

const PARTS = {
  rich_text_section: (part) => element("div", { class: "rich-section" }, leaves(part.elements)),
  rich_text_quote: (part) => element("blockquote", { class: "quote" }, leaves(part.elements)),
  rich_text_preformatted: (part) => element("pre", { class: "preformatted" }, leaves(part.elements)),
  rich_text_list: listNode,
};

/** Node for a rich_text block. */
export function richText(block) {
  return element(
    "div",
    { class: "rich-text" },
    (block.elements ?? []).map((part) => PARTS[part.type]?.(part)),
  );
}
