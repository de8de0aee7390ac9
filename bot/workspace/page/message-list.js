// A scrolling list of messages: keeps what has not changed, and keeps the reader's place.
import { dayKey, dayLabel } from "./dates.js";
import { element, icon } from "./dom.js";
import { authorOf, messageNode, summary } from "./messages.js";
import { say } from "./notices.js";
import { state } from "./state.js";

const NEAR_BOTTOM = 60; // pixels
const SAME_BREATH = 5 * 60; // seconds in which messages of one author stand under one head

const line = (key, className, label) => ({
  key,
  signature: label,
  build: () =>
    element("div", { class: className, role: "separator", "aria-label": label }, element("span", { text: label })),
});

/** One message that cannot be drawn must not take the others with it. */
function safely(build) {
  try {
    return build();
  } catch (error) {
    console.error(error);
    return element("div", { class: "message message-system", role: "listitem", text: "This message could not be shown." });
  }
}

/** Whether a message goes on under the head of the one before it. */
function sameBreath(before, message) {
  if (!before || before.ephemeral || message.ephemeral || before.subtype?.startsWith("channel_")) return false;
  if (message.blocks?.some((block) => block.type === "header")) return false;
  const [first, second] = [authorOf(before), authorOf(message)];
  return (
    first.key === second.key && first.name === second.name && Number(message.ts) - Number(before.ts) < SAME_BREATH
  );
}

export class MessageList {
  /** `holder` scrolls; `empty(channel)` gives what stands before the first message; `inThread` for the panel. */
  constructor(holder, { label, inThread = false, empty = () => null }) {
    this.holder = holder;
    this.inThread = inThread;
    this.empty = empty;
    this.nodes = new Map(); // key → {signature, node}
    this.channel = null;
    this.latest = null;
    this.list = element("div", { class: "message-list", role: "list", "aria-label": label });
    this.pill = element(
      "button",
      {
        class: "new-pill",
        type: "button",
        hidden: true,
        data: { testid: inThread ? "thread-new-messages" : "new-messages" },
        on: { click: () => this.toBottom() },
      },
      icon("down"),
      "New messages",
    );
    holder.append(this.list);
    holder.after(this.pill);
    holder.addEventListener(
      "scroll",
      () => {
        if (this.atBottom()) this.pill.hidden = true;
      },
      { passive: true },
    );
    // A picture that loads or a panel that opens changes the height: stay at the bottom if one was there.
    new ResizeObserver(() => {
      if (this.stuck) this.toBottom();
    }).observe(this.list);
    new ResizeObserver(() => {
      if (this.stuck) this.toBottom();
    }).observe(holder);
    holder.addEventListener(
      "scroll",
      () => {
        this.stuck = this.atBottom();
      },
      { passive: true },
    );
    this.stuck = true;
  }

  atBottom() {
    return this.holder.scrollHeight - this.holder.scrollTop - this.holder.clientHeight < NEAR_BOTTOM;
  }

  /** At once: a smooth scroll would miss what arrives while it is under way. */
  toBottom() {
    this.stuck = true;
    this.holder.scrollTo({ top: this.holder.scrollHeight, behavior: "instant" });
    this.pill.hidden = true;
  }

  /** Empties the list, for another conversation or another person. */
  clear() {
    this.nodes.clear();
    this.list.replaceChildren();
    this.channel = null;
    this.latest = null;
    this.stuck = true;
    this.pill.hidden = true;
  }

  /** Shows `messages`; `unread` of them (at the end) get a "New" line above when the list is first shown. */
  show(channel, messages, unread = 0) {
    const first = this.channel !== channel;
    if (first) this.clear();
    this.channel = channel;
    const stuck = this.stuck;
    if (first) this.newFrom = unread > 0 ? messages[Math.max(0, messages.length - unread)]?.ts : null;
    const wanted = this.entries(channel, messages);
    this.reconcile(wanted);
    const last = messages.at(-1);
    const arrived = !first && last && (!this.latest || Number(last.ts) > Number(this.latest));
    if (last) this.latest = last.ts;
    const own = last?.user === state.me || last?.ephemeral;
    if (first || stuck || (arrived && own)) this.toBottom();
    else if (arrived) this.pill.hidden = false;
    if (arrived && last.user !== state.me) say(`${authorOf(last).name}: ${summary(last)}`);
  }

  /** What the list should hold: its beginning, then lines between days and messages, each with a key of its own. */
  entries(channel, messages) {
    const empty = messages.length === 0;
    const entries = [{ key: "beginning", signature: `${channel} ${empty}`, build: () => this.empty(channel, empty) }];
    messages.forEach((message, index) => {
      const before = messages[index - 1] ?? null;
      const lines = this.linesBefore(message, before, messages);
      entries.push(...lines);
      const follows = lines.length === 0 && sameBreath(before, message);
      entries.push({
        key: message.ts,
        signature: `${state.me} ${follows} ${JSON.stringify(message)}`,
        build: () => safely(() => messageNode(message, channel, { follows, inThread: this.inThread })),
      });
    });
    return entries;
  }

  linesBefore(message, before, messages) {
    if (this.inThread) {
      if (before === null || before !== messages[0]) return [];
      const label = messages.length === 2 ? "1 reply" : `${messages.length - 1} replies`;
      return [line("replies", "replies-line", label)];
    }
    const lines = [];
    const day = dayKey(Number(message.ts));
    if (!before || dayKey(Number(before.ts)) !== day)
      lines.push(line(`day ${day}`, "day", dayLabel(Number(message.ts))));
    if (message.ts === this.newFrom) lines.push(line("new", "new-line", "New"));
    return lines;
  }

  /** Makes the list equal to `wanted`, touching only what differs: focus, open menus and spinners survive. */
  reconcile(wanted) {
    const kept = new Set(wanted.map((entry) => entry.key));
    for (const [key, { node }] of this.nodes) {
      if (kept.has(key)) continue;
      node?.remove();
      this.nodes.delete(key);
    }
    let previous = null;
    for (const entry of wanted) {
      const present = this.nodes.get(entry.key);
      let node = present?.node;
      if (!present || present.signature !== entry.signature) {
        const fresh = entry.build();
        if (node && fresh) this.swap(node, fresh);
        else node?.remove();
        node = fresh;
        this.nodes.set(entry.key, { signature: entry.signature, node });
      }
      if (!node) continue;
      const place = previous ? previous.nextSibling : this.list.firstChild;
      if (node !== place) this.list.insertBefore(node, place);
      previous = node;
    }
  }

  /** Replaces a changed message; a button that had the focus gets it back, if it is still there. */
  swap(old, fresh) {
    const focused = old.contains(document.activeElement) ? document.activeElement.dataset.testid : null;
    old.replaceWith(fresh);
    if (focused)
      (fresh.querySelector(`[data-testid="${CSS.escape(focused)}"]`) ?? fresh).focus({ preventScroll: true });
  }

  /** Scrolls to one message and marks it for a moment; false when it is not in the list. */
  reveal(ts) {
    const node = this.nodes.get(ts)?.node;
    if (!node) return false;
    this.stuck = false;
    node.scrollIntoView({ block: "center" });
    node.classList.add("message-found");
    setTimeout(() => node.classList.remove("message-found"), 2400);
    return true;
  }
}
