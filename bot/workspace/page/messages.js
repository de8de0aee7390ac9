// One message: author, words, blocks, reactions, thread, and what one can do with it.
import * as api from "./api.js";
import { attachment, file } from "./attachments.js";
import { avatar, initialsOf } from "./avatar.js";
import { blocks } from "./blocks.js";
import { clockTime, dayLabel, longDay } from "./dates.js";
import { element, icon } from "./dom.js";
import { emojiCharacter, QUICK_REACTIONS } from "./emoji.js";
import { toggleMenu } from "./menu.js";
import { mrkdwn } from "./mrkdwn.js";
import { warn } from "./notices.js";
import { announce, personName, state } from "./state.js";
import { emojiNode } from "./tokens.js";

/** Sends a press in a message. When the app does not answer in time, the socket brings the notice. */
async function act(message, channel, deed) {
  try {
    await api.click({ channel, ts: message.ts }, deed);
  } catch (error) {
    warn(error);
  }
}

export function authorOf(message) {
  const person = state.people.get(message.user);
  const given = message.author ?? {};
  const name = given.name || message.username || person?.real_name || message.bot_profile?.name || "Unknown";
  const bot = given.bot ?? Boolean(message.bot_id);
  return {
    key: message.user || message.bot_id || name,
    name,
    bot,
    initials: given.initials || initialsOf(name),
    icon: given.icon ?? null,
    app: Boolean(person?.bot),
  };
}

/** Words of a message in one line, for announcements. */
export function summary(message) {
  return element("span", {}, mrkdwn(message.text ?? ""))
    .textContent.replace(/\s+/g, " ")
    .trim()
    .slice(0, 200);
}

async function toggleReaction(channel, ts, name) {
  try {
    await api.react(channel, ts, name);
  } catch (error) {
    warn(error);
  }
}

function reactions(message, channel) {
  if (!message.reactions?.length) return null;
  return element(
    "div",
    { class: "reactions" },
    message.reactions.map((reaction) => {
      const mine = (reaction.users ?? []).includes(state.me);
      const who = (reaction.users ?? []).map(personName).join(", ");
      return element(
        "button",
        {
          class: mine ? "reaction reaction-mine" : "reaction",
          type: "button",
          title: `${who} :${reaction.name}:`,
          "aria-pressed": String(mine),
          "aria-label": `${reaction.name}, ${reaction.count}`,
          data: { testid: `reaction-${reaction.name}` },
          on: { click: () => toggleReaction(channel, message.ts, reaction.name) },
        },
        emojiNode(reaction.name),
        element("span", { class: "reaction-count", text: String(reaction.count ?? reaction.users?.length ?? 1) }),
      );
    }),
  );
}

function threadLink(message, channel) {
  const count = message.reply_count ?? 0;
  const last = Number(message.latest_reply);
  return element(
    "button",
    {
      class: "thread-link",
      type: "button",
      data: { testid: "thread-link" },
      on: { click: () => announce("open-thread", { channel, ts: message.ts }) },
    },
    icon("thread"),
    element("span", { class: "thread-count", text: count === 1 ? "1 reply" : `${count} replies` }),
    last
      ? element("span", {
          class: "thread-last",
          text: `Last ${dayLabel(last).toLowerCase() === "today" ? "at" : dayLabel(last) + " at"} ${clockTime(last)}`,
        })
      : null,
  );
}

function toolbar(message, channel, options) {
  const react = element(
    "button",
    {
      class: "icon-button",
      type: "button",
      title: "Add reaction",
      "aria-label": "Add reaction",
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      data: { testid: "add-reaction" },
    },
    icon("smile"),
  );
  const choices = (shut) =>
    element(
      "div",
      { class: "reaction-choices" },
      QUICK_REACTIONS.map((name) =>
        element(
          "button",
          {
            class: "reaction-choice",
            role: "menuitem",
            type: "button",
            "aria-label": name.replaceAll("_", " "),
            on: {
              click: () => {
                shut();
                toggleReaction(channel, message.ts, name);
              },
            },
          },
          emojiCharacter(name),
        ),
      ),
    );
  react.addEventListener("click", () => toggleMenu(react, "Add reaction", choices, "menu-small"));
  const reply = options.inThread
    ? null
    : element(
        "button",
        {
          class: "icon-button",
          type: "button",
          title: "Reply in thread",
          "aria-label": "Reply in thread",
          data: { testid: "reply-in-thread" },
          on: { click: () => announce("open-thread", { channel, ts: message.ts }) },
        },
        icon("thread"),
      );
  return element("div", { class: "toolbar", role: "group", "aria-label": "Message actions" }, react, reply);
}

function editedMark(message) {
  const changed = Number(message.edited?.ts);
  return (
    message.edited &&
    element("span", {
      class: "edited",
      text: "(edited)",
      title: changed ? `${longDay(changed)} ${clockTime(changed)}` : undefined,
    })
  );
}

function body(message, channel) {
  const context = { surface: "message", act: (deed) => act(message, channel, deed) };
  const hasBlocks = message.blocks?.length > 0;
  const mark = hasBlocks ? null : editedMark(message);
  return element(
    "div",
    { class: "message-body" },
    hasBlocks
      ? blocks(message.blocks, context)
      : message.text && element("div", { class: "message-text" }, mrkdwn(message.text), mark),
    (message.attachments ?? []).map((part) => attachment(part, context)),
    message.files?.length && element("div", { class: "files" }, message.files.map(file)),
  );
}

function mentionsMe(message) {
  return !message.ephemeral && JSON.stringify([message.text, message.blocks]).includes(state.me);
}

const SYSTEM = new Set(["channel_join", "channel_leave", "channel_topic", "channel_name", "group_join", "tombstone"]);

/**
 * The node of a message. `options`: `follows` (same author just before, so no head), `inThread`.
 */
export function messageNode(message, channel, options) {
  const author = authorOf(message);
  const time = clockTime(Number(message.ts));
  const full = `${longDay(Number(message.ts))} ${time}`;
  if (SYSTEM.has(message.subtype)) {
    return element(
      "div",
      { class: "message message-system", role: "listitem", data: { testid: "message", ts: message.ts } },
      mrkdwn(message.text ?? ""),
    );
  }
  const classes = [
    "message",
    options.follows && "message-follows",
    message.ephemeral && "message-ephemeral",
    mentionsMe(message) && "message-mention",
  ];
  const head = element(
    "div",
    { class: "message-head" },
    element("span", { class: "author", text: author.name }),
    author.bot && element("span", { class: "app-badge", text: "app" }),
    element("time", {
      class: "message-time",
      datetime: new Date(Number(message.ts) * 1000).toISOString(),
      title: full,
      text: time,
    }),
    // Beside the time it takes no line of its own below the blocks.
    message.blocks?.length > 0 && editedMark(message),
  );
  const gutter = options.follows
    ? element("div", { class: "gutter" }, element("time", { class: "gutter-time", title: full, text: time }))
    : element(
        "div",
        { class: "gutter" },
        avatar(author.key, author.name, {
          initials: author.initials,
          bot: author.bot,
          image: author.icon,
          app: author.app,
        }),
      );
  return element(
    "article",
    {
      class: classes.filter(Boolean).join(" "),
      role: "listitem",
      tabindex: "-1",
      "aria-label": `${author.name}, ${time}`,
      data: { testid: message.ephemeral ? "message-ephemeral" : "message", ts: message.ts },
    },
    gutter,
    element(
      "div",
      { class: "message-main" },
      message.ephemeral && element("div", { class: "only-you" }, icon("eye"), "Only visible to you"),
      message.subtype === "thread_broadcast" &&
        !options.inThread &&
        element("div", { class: "only-you" }, icon("thread"), "Also sent to the channel"),
      !options.follows && head,
      body(message, channel),
      reactions(message, channel),
      !options.inThread && message.reply_count > 0 && threadLink(message, channel),
    ),
    !message.ephemeral && toolbar(message, channel, options),
  );
}
