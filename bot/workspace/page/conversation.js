// The open conversation: its head, its messages, its composer, and the thread beside it.
import * as api from "./api.js";
import { personAvatar } from "./avatar.js";
import { Composer } from "./composer.js";
import { openCustomers } from "./customers.js";
import { debounce, element, fill, icon } from "./dom.js";
import { drawHome, showHome } from "./home.js";
import { MessageList } from "./message-list.js";
import { warn } from "./notices.js";
import { lookSoon } from "./people.js";
import { announce, conversation, conversationName, isAppConversation, state, subscribe } from "./state.js";

let main = null;
let side = null;
let composer = null;
let reply = null;

const panel = () => document.getElementById("thread");

function beginning(id, empty) {
  const open = conversation(id);
  const name = conversationName(id);
  const topic = state.channels.get(id)?.topic;
  if (open?.kind === "im") {
    const app = isAppConversation(id);
    return element(
      "div",
      { class: "beginning" },
      personAvatar(open.with),
      element("h3", { text: name }),
      element("p", {
        text: app
          ? `${name} writes to this person here when something needs them: reminders, pages, a question from a colleague.`
          : `The beginning of the direct messages with ${name}.`,
      }),
    );
  }
  return element(
    "div",
    { class: "beginning" },
    element("span", { class: "beginning-mark", "aria-hidden": "true" }, icon("hash")),
    element("h3", { text: `#${name}` }),
    element("p", { text: topic || "This is the very beginning of the channel." }),
    empty &&
      state.can.customers &&
      element(
        "p",
        { class: "beginning-next" },
        element(
          "button",
          { class: "button button-primary", type: "button", on: { click: openCustomers } },
          icon("pen"),
          "Let a customer write",
        ),
      ),
  );
}

function drawHead() {
  const id = state.current;
  const open = conversation(id);
  const members = state.channels.get(id)?.members?.length;
  const topic = open?.kind === "im" ? state.people.get(open.with)?.title : state.channels.get(id)?.topic;
  fill(
    document.getElementById("conversation-head"),
    element(
      "h1",
      { class: "conversation-title" },
      open?.kind === "im" ? personAvatar(open.with) : icon("hash"),
      element("span", { class: "title-words", text: conversationName(id) }),
    ),
    topic && element("span", { class: "conversation-topic", text: topic, title: topic }),
    members
      ? element(
          "span",
          { class: "conversation-members", title: `${members} members` },
          icon("people"),
          String(members),
        )
      : null,
  );
  const tabs = document.getElementById("tabs");
  tabs.hidden = !isAppConversation(id) || !state.can.home;
  fill(
    tabs,
    [
      ["messages", "Messages"],
      ["home", "Home"],
    ].map(([tab, label]) =>
      element("button", {
        class: "tab",
        role: "tab",
        type: "button",
        "aria-selected": String(state.tab === tab),
        data: { testid: `tab-${tab}` },
        text: label,
        on: {
          click: () => {
            state.tab = tab;
            drawTab();
          },
        },
      }),
    ),
  );
}

function drawTab() {
  const home = state.tab === "home";
  document.getElementById("messages-area").hidden = home;
  document.getElementById("composer").hidden = home;
  const holder = document.getElementById("home");
  holder.hidden = !home;
  drawHead();
  if (home) showHome(holder);
}

let asked = 0;

/** Reads the open conversation again; an answer that has been overtaken is dropped. */
async function loadMain() {
  const [channel, person] = [state.current, state.me];
  if (!channel) return;
  asked += 1;
  const mine = asked;
  const unread = main.channel === channel ? 0 : (conversation(channel)?.unread ?? 0);
  try {
    const messages = await api.fetchMessages(channel);
    if (mine !== asked || channel !== state.current || person !== state.me) return;
    main.show(channel, messages, unread);
    lookSoon();
  } catch (error) {
    if (mine === asked && state.connection === "open") warn(error);
  }
}

async function loadThread() {
  const { thread, me: person } = state;
  if (!thread) return;
  try {
    const messages = await api.fetchMessages(thread.channel, thread.ts);
    if (state.thread !== thread || state.me !== person) return;
    side.show(`${thread.channel} ${thread.ts}`, messages);
  } catch (error) {
    if (state.connection === "open") warn(error);
  }
}

const loadMainSoon = debounce(loadMain, 60);
const loadThreadSoon = debounce(loadThread, 60);

/** Reads everything that is on the screen again. */
export function reload() {
  loadMainSoon();
  loadThreadSoon();
}

/** What the app has published on the present person's Home, while they look at it. */
export function homePublished(view) {
  if (state.tab === "home") drawHome(document.getElementById("home"), view);
}

export function closeThread() {
  if (!state.thread) return;
  const from = main.nodes.get(state.thread.ts)?.node;
  state.thread = null;
  panel().hidden = true;
  document.body.classList.remove("thread-open");
  side.clear();
  from?.querySelector("[data-testid=thread-link]")?.focus({ preventScroll: true });
}

export function openThread({ channel, ts }) {
  if (state.thread?.ts !== ts) side.clear();
  state.thread = { channel, ts };
  panel().hidden = false;
  document.body.classList.add("thread-open");
  document.getElementById("thread-where").textContent =
    conversation(channel)?.kind === "im" ? conversationName(channel) : `#${conversationName(channel)}`;
  reply.refresh();
  loadThread();
  reply.input.focus({ preventScroll: true });
}

/** Opens a conversation, and shows one message of it if `ts` is given. */
export async function openConversation({ channel, ts, thread }) {
  const other = channel !== state.current || main.channel === null;
  state.current = channel;
  if (other) {
    state.tab = "messages";
    closeThread();
    main.clear();
    announce("conversations");
  }
  drawTab();
  if (other) composer.refresh();
  await loadMain();
  if (thread && thread !== ts) openThread({ channel, ts: thread });
  else if (ts) main.reveal(ts);
}

export function startConversation() {
  main = new MessageList(document.getElementById("messages"), { label: "Messages", empty: beginning });
  side = new MessageList(document.getElementById("thread-messages"), { label: "Thread", inThread: true });
  // The list is keyed by channel and thread together, while its messages belong to the channel alone.
  const entries = side.entries.bind(side);
  side.entries = (key, messages) => entries(key.split(" ")[0], messages);
  composer = new Composer(document.getElementById("composer"), {
    testid: "composer",
    sent: loadMain,
    channel: () => state.current,
  });
  reply = new Composer(document.getElementById("thread-composer"), {
    testid: "thread-composer",
    sent: () => {
      loadThread();
      loadMain();
    },
    channel: () => state.thread?.channel,
    thread: () => state.thread?.ts ?? null,
  });
  document.getElementById("thread-close").addEventListener("click", closeThread);
  panel().addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) closeThread();
  });
  subscribe("open-thread", openThread);
  // The head names people and counts that may be known only now.
  subscribe("conversations", drawHead);
}

/** What the socket told about one conversation. */
export function conversationChanged(push) {
  if (push.channel === state.current) loadMainSoon();
  if (state.thread && push.channel === state.thread.channel) loadThreadSoon();
}

/** Forgets what was shown to the person before; called before another person's view is read. */
export function forget() {
  closeThread();
  main.clear();
  state.tab = "messages";
}
