// Slack's mrkdwn as DOM nodes. Entities are un-escaped exactly once, when text becomes a text node.
import { element } from "./dom.js";
import { emojiCharacter } from "./emoji.js";
import { dateNode } from "./dates.js";
import { broadcastMention, channelMention, emojiNode, linkNode, userMention } from "./tokens.js";

const ENTITY = { amp: "&", lt: "<", gt: ">" };
const STYLES = { "*": "strong", _: "em", "~": "s" };
const WORD = /[\p{L}\p{N}]/u;
const BARE_LINK = /^https?:\/\/[^\s<>|]+[^\s<>|.,;:!?)\]}'"]/;
const EMOJI = /^:([a-z0-9_+'-]+(?:::skin-tone-\d)?):/;
const QUOTE = /^(?:&gt;|>) ?/;
const LONG_QUOTE = /^(?:&gt;&gt;&gt;|>>>) ?/;

/** `&amp;lt;` becomes `&lt;`, not `<`: one pass over the text. */
export const unescapeOnce = (text) => text.replace(/&(amp|lt|gt);/g, (whole, name) => ENTITY[name]);

function angleToken(body, begins = false) {
  const [target, ...rest] = body.split("|");
  const label = rest.length ? rest.join("|") : null;
  if (target.startsWith("@")) return userMention(target.slice(1));
  if (target.startsWith("#")) return channelMention(target.slice(1), label && unescapeOnce(label));
  if (target.startsWith("!date^")) {
    const [, epoch, pattern, link] = target.split("^");
    const date = dateNode(epoch, unescapeOnce(pattern ?? "{date_num}"), unescapeOnce(label ?? ""), begins);
    return link ? linkNode(unescapeOnce(link), [date]) : date;
  }
  if (target.startsWith("!subteam^"))
    return element("span", { class: "mention", text: unescapeOnce(label ?? "@group") });
  if (/^!(channel|here|everyone)$/.test(target)) return broadcastMention(target.slice(1));
  if (target.startsWith("!")) return document.createTextNode(unescapeOnce(label ?? `<${target}>`));
  const address = unescapeOnce(target);
  // Not an address: somebody forgot to escape a text, and should see that.
  if (!/^[a-z][a-z0-9+.-]*:/i.test(address)) return document.createTextNode(`<${unescapeOnce(body)}>`);
  return linkNode(address, [label ? unescapeOnce(label) : address.replace(/^mailto:/, "")]);
}

/** Where the style that opens at `start` closes, or -1. The marker must hug its words, as in Slack. */
function closingMarker(text, start, marker) {
  const before = text[start - 1] ?? " ";
  const first = text[start + 1] ?? " ";
  if (WORD.test(before) || /\s/.test(first) || first === marker) return -1;
  for (let end = start + 2; end < text.length; end += 1) {
    if (text[end] === "\n") return -1;
    if (text[end] === "<")
      end = Math.max(end, text.indexOf(">", end)); // markers inside a link are its own
    else if (text[end] === marker && !/\s/.test(text[end - 1]) && !WORD.test(text[end + 1] ?? " ")) return end;
  }
  return -1;
}

/** What starts at `index`: its node and where the text goes on, or null when it is only a character. */
function tokenAt(text, index, verbatim) {
  const character = text[index];
  if (character === "<") {
    const end = text.indexOf(">", index);
    if (end > index + 1) return { node: angleToken(text.slice(index + 1, end), !text.slice(0, index).trim()), next: end + 1 };
  } else if (character === "`") {
    const end = text.indexOf("`", index + 1);
    if (end > index + 1) {
      return { node: element("code", { class: "code" }, inlineCode(text.slice(index + 1, end))), next: end + 1 };
    }
  } else if (STYLES[character]) {
    const end = closingMarker(text, index, character);
    if (end > 0)
      return { node: element(STYLES[character], {}, inline(text.slice(index + 1, end), verbatim)), next: end + 1 };
  } else if (character === ":") {
    const found = EMOJI.exec(text.slice(index, index + 60));
    if (found && emojiCharacter(found[1])) return { node: emojiNode(found[1]), next: index + found[0].length };
  } else if (character === "h" && !verbatim && !WORD.test(text[index - 1] ?? " ")) {
    const found = BARE_LINK.exec(text.slice(index));
    if (found) return { node: linkNode(unescapeOnce(found[0])), next: index + found[0].length };
  }
  return null;
}

function inlineCode(text) {
  return text
    .split(/(<[^>]+>)/)
    .map((part) => (/^<[^>]+>$/.test(part) ? angleToken(part.slice(1, -1)) : unescapeOnce(part)));
}

function inline(text, verbatim) {
  const nodes = [];
  let plain = "";
  let index = 0;
  const flush = () => {
    if (plain) nodes.push(document.createTextNode(unescapeOnce(plain)));
    plain = "";
  };
  while (index < text.length) {
    const token = tokenAt(text, index, verbatim);
    if (token) {
      flush();
      nodes.push(token.node);
      index = token.next;
    } else {
      plain += text[index];
      index += 1;
    }
  }
  flush();
  return nodes;
}

function lines(list, verbatim) {
  return list.flatMap((line, index) => (index ? [element("br"), ...inline(line, verbatim)] : inline(line, verbatim)));
}

/** Paragraph text with quotes; fenced code has been taken out already. */
function paragraphs(text, verbatim) {
  const nodes = [];
  let plain = [];
  const all = text.split("\n");
  const flush = () => {
    if (plain.length) nodes.push(element("span", { class: "text-run" }, lines(plain, verbatim)));
    plain = [];
  };
  for (let index = 0; index < all.length; index += 1) {
    if (LONG_QUOTE.test(all[index])) {
      flush();
      const quoted = [all[index].replace(LONG_QUOTE, ""), ...all.slice(index + 1)];
      nodes.push(element("blockquote", { class: "quote" }, lines(quoted, verbatim)));
      break;
    }
    if (QUOTE.test(all[index])) {
      flush();
      const quoted = [];
      for (; index < all.length && QUOTE.test(all[index]); index += 1) quoted.push(all[index].replace(QUOTE, ""));
      index -= 1;
      nodes.push(element("blockquote", { class: "quote" }, lines(quoted, verbatim)));
    } else {
      plain.push(all[index]);
    }
  }
  flush();
  return nodes;
}

/** Nodes for a mrkdwn text. `verbatim` leaves bare addresses unlinked. */
export function mrkdwn(text, verbatim = false) {
  if (!text) return [];
  const nodes = [];
  // Odd parts stand between two fences; a fence left open is only text.
  const parts = text.split("```");
  if (parts.length % 2 === 0) {
    const tail = parts.pop();
    parts[parts.length - 1] += `\`\`\`${tail}`;
  }
  parts.forEach((part, index) => {
    if (index % 2) nodes.push(element("pre", { class: "preformatted" }, inlineCode(part.replace(/^\n|\n$/g, ""))));
    else if (part.trim()) nodes.push(...paragraphs(index ? part.replace(/^\n/, "") : part, verbatim));
  });
  return nodes;
}

/** Nodes for a text object of Block Kit: plain_text shows as it is (with emoji), mrkdwn is parsed. */
export function textObject(object) {
  if (!object) return [];
  if (typeof object === "string") return mrkdwn(object);
  if (object.type === "mrkdwn") return mrkdwn(object.text, object.verbatim);
  return plainText(object.text ?? "", object.emoji !== false);
}

function plainText(text, withEmoji) {
  if (!withEmoji) return [text];
  return text.split(/(:[a-z0-9_+'-]+:)/).map((part) => {
    const found = EMOJI.exec(part);
    return found && emojiCharacter(found[1]) ? emojiNode(found[1]) : part;
  });
}

/** The words alone, for places that hold only text (labels, titles, announcements). */
export function wordsOf(object) {
  const holder = element("span", {}, textObject(object));
  return holder.textContent.replace(/\s+/g, " ").trim();
}
