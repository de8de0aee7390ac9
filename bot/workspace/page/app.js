// The page: reads the workspace, becomes a person, and passes on what the socket tells.
import * as api from "./api.js";
import { followClock, startClock } from "./clock.js";
import { conversationChanged, forget, homePublished, openConversation, reload, startConversation } from "./conversation.js";
import { startCustomers } from "./customers.js";
import { closeMenu } from "./menu.js";
import { hasOpenView, showViews, trouble } from "./modal.js";
import { notice, say, startBanner, warn } from "./notices.js";
import { look, lookSoon, startPeople } from "./people.js";
import { setDrawer, startSidebar } from "./sidebar.js";
import { connect } from "./socket.js";
import { announce, conversation, conversationName, personName, setClock, state, subscribe } from "./state.js";
import { startTheme } from "./theme.js";

const MINUTE = 60_000; // milliseconds

/** Who and where, kept in the address, so that a reload stays and two windows can be two people. */
const address = {
  read: () => Object.fromEntries(new URLSearchParams(location.hash.slice(1))),
  write: () => history.replaceState(null, "", `#${new URLSearchParams({ as: state.me, in: state.current ?? "" })}`),
};

async function readState() {
  const fresh = await api.fetchState();
  state.team = fresh.team ?? state.team;
  state.people = new Map(fresh.people.map((person) => [person.id, person]));
  state.channels = new Map(fresh.channels.map((channel) => [channel.id, channel]));
  state.commands = fresh.commands ?? [];
  state.shortcuts = fresh.shortcuts ?? [];
  state.samples = fresh.samples ?? [];
  state.can = { clock: false, customers: false, home: true, ...fresh.can };
  const everybody = fresh.people
    .filter((person) => !person.bot)
    .map((person) => ({ id: person.id, role: person.title, hint: "" }));
  state.playable = fresh.playable?.length ? fresh.playable : everybody;
  setClock(fresh.clock);
}

function drawTitle() {
  const waiting = state.waiting.get(state.me)?.mentions;
  const place = state.current ? `${conversationName(state.current)} · ` : "";
  document.title = `${waiting ? `(${waiting}) ` : ""}${place}Svarvakt · local workspace`;
}

/** Where a person begins: what waits for them directly, else where the one before was, else the news, else the first. */
function firstConversation(wanted, before) {
  if (conversation(wanted)) return wanted;
  const direct = state.conversations.find((entry) => entry.kind === "im" && entry.unread);
  if (!direct && conversation(before)?.kind === "channel") return before;
  const mentioned = state.conversations.find((entry) => entry.mentions);
  const unread = state.conversations.find((entry) => entry.unread);
  return (direct ?? mentioned ?? unread ?? state.conversations[0])?.id ?? null;
}

async function become(id, wanted) {
  closeMenu();
  const changed = state.me !== id;
  const before = state.current;
  state.me = id;
  forget();
  showViews([]);
  state.current = null;
  state.conversations = await api.fetchConversations(id);
  if (state.me !== id) return;
  connect();
  announce("people");
  const start = firstConversation(wanted, before);
  if (start) await openConversation({ channel: start });
  else announce("conversations");
  address.write();
  lookSoon();
  if (changed && !wanted) say(`You are now ${personName(id)}.`);
}

/** Also fetches conversations anew when a link leads to one that the list does not have yet. */
async function open(detail) {
  setDrawer(false);
  if (!conversation(detail.channel)) {
    state.conversations = await api.fetchConversations(state.me).catch(() => state.conversations);
    announce("conversations");
  }
  if (!conversation(detail.channel)) {
    notice(`${personName(state.me)} is not a member of that conversation.`, "warning");
    return;
  }
  await openConversation(detail);
  address.write();
  drawTitle();
}

const PUSHES = {
  view: (push) => showViews(push.stack ?? []),
  home: (push) => homePublished(push.view),
  clock: followClock,
  notice: (push) => (hasOpenView() ? trouble(push.text) : notice(push.text, "warning")),
  unread: lookSoon,
  conversation: lookSoon,
};

function pushed(push) {
  if (PUSHES[push.type]) {
    PUSHES[push.type](push);
    return;
  }
  conversationChanged(push);
  lookSoon();
}

async function readAgain() {
  try {
    await readState();
    announce("people");
    reload();
    lookSoon();
  } catch (error) {
    warn(error);
  }
}

/** Tries until the server answers: the page may have been opened while it was still starting. */
async function begin() {
  try {
    await readState();
    const kept = address.read();
    const person = state.playable.find((entry) => entry.id === kept.as)?.id ?? state.playable[0]?.id;
    if (!person) throw new Error("There is nobody in this workspace yet.");
    await become(person, kept.in);
    await look();
    document.body.classList.remove("starting");
  } catch {
    if (state.connection !== "stopped") {
      state.connection = "stopped";
      announce("connection");
    }
    setTimeout(begin, 1500);
  }
}

startTheme(document.getElementById("theme"));
startBanner();
startSidebar();
startPeople();
startClock();
startCustomers();
startConversation();
subscribe("become", (id) => {
  setDrawer(false);
  if (id !== state.me) become(id).catch(warn);
});
subscribe("open-conversation", (detail) => open(detail).catch(warn));
subscribe("push", pushed);
subscribe("reconnected", readAgain);
subscribe("waiting", drawTitle);
subscribe("conversations", drawTitle);
for (const topic of ["clock-moved", "customers-wrote", "modal-closed"])
  subscribe(topic, () => {
    reload();
    lookSoon();
  });
setInterval(() => {
  if (state.connection === "open" && !document.hidden)
    api
      .fetchState()
      .then((fresh) => setClock(fresh.clock))
      .catch(() => {});
}, MINUTE);
begin();
