// The small things text is made of: mentions, channels, links, emoji. Shared by mrkdwn and rich_text.
import { element } from "./dom.js";
import { emojiCharacter } from "./emoji.js";
import { announce, personName, state } from "./state.js";

const PERMALINK = /\/archives\/([A-Z0-9]+)\/p(\d{10})(\d{6})/;
const SAFE_SCHEMES = new Set(["http:", "https:", "mailto:", "tel:"]);

export function userMention(id) {
  const mine = id === state.me;
  return element("span", { class: mine ? "mention mention-me" : "mention", text: `@${personName(id)}` });
}

export function broadcastMention(range) {
  return element("span", { class: "mention mention-me", text: `@${range}` });
}

export function channelMention(id, label) {
  const name = state.channels.get(id)?.name ?? label;
  if (!state.channels.has(id)) return element("span", { class: "mention", text: `#${name || "private channel"}` });
  return element("button", {
    class: "mention mention-channel",
    type: "button",
    text: `#${name}`,
    on: { click: () => announce("open-conversation", { channel: id }) },
  });
}

export function emojiNode(name) {
  const character = emojiCharacter(name);
  if (!character) return document.createTextNode(`:${name}:`);
  return element("span", {
    class: "emoji",
    role: "img",
    "aria-label": name.replaceAll("_", " "),
    title: `:${name}:`,
    text: character,
  });
}

/** A link, or plain text when its scheme is one that must not be followed. Links to messages open here. */
export function linkNode(url, children) {
  const content = children?.length ? children : [url];
  let target;
  try {
    target = new URL(url, location.origin);
  } catch {
    return element("span", {}, content);
  }
  if (!SAFE_SCHEMES.has(target.protocol)) return element("span", {}, content);
  const inside = PERMALINK.exec(target.pathname);
  if (inside && (state.channels.has(inside[1]) || target.origin === location.origin)) {
    const detail = {
      channel: inside[1],
      ts: `${inside[2]}.${inside[3]}`,
      thread: target.searchParams.get("thread_ts"),
    };
    const follow = (event) => {
      event.preventDefault();
      announce("open-conversation", detail);
    };
    return element("a", { class: "link", href: target.href, on: { click: follow } }, content);
  }
  return element("a", { class: "link", href: target.href, target: "_blank", rel: "noopener noreferrer" }, content);
}

/** The address of a picture that may be loaded (inline or our own), else null: nothing comes from the internet. */
export function allowedImage(url) {
  if (typeof url !== "string" || !url) return null;
  if (/^data:image\/(png|jpeg|gif|webp|svg\+xml)[;,]/i.test(url)) return url;
  if (!/^(https?:\/)?\//.test(url)) return null; // a bare word is a name, not an address
  try {
    const target = new URL(url, location.origin);
    return target.origin === location.origin ? target.href : null;
  } catch {
    return null;
  }
}
