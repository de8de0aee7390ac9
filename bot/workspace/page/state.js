// What the page knows at this moment, and who wants to hear when a part of it changes.

export const state = {
  team: { name: "" },
  people: new Map(), // id → {id, name, real_name, title, zone, guest, bot}
  channels: new Map(),
  commands: [],
  shortcuts: [], // {name, callback_id}: what the app offers everywhere
  playable: [], // {id, role, hint}, in the order to offer them
  samples: [],
  can: { clock: false, customers: false, home: true },
  clock: { now: 0, zone: "UTC", receivedAt: 0 },
  me: null, // id of the person the visitor is
  conversations: [],
  waiting: new Map(), // person id → {unread, mentions, direct}: what waits for each playable person
  current: null, // id of the open conversation
  tab: "messages", // or "home", in the app's direct messages
  thread: null, // {channel, ts}
  connection: "connecting", // "open" | "reconnecting" | "stopped"
};

const listeners = new Map();

/** Calls `listener` whenever `topic` is announced. */
export function subscribe(topic, listener) {
  if (!listeners.has(topic)) listeners.set(topic, new Set());
  listeners.get(topic).add(listener);
}

export function announce(topic, detail) {
  for (const listener of listeners.get(topic) ?? []) listener(detail);
}

/** The workspace's time in epoch seconds: the last one told by the server, carried on by the browser. */
export function now() {
  return state.clock.now + (performance.now() - state.clock.receivedAt) / 1000;
}

export function setClock(clock) {
  state.clock = { ...state.clock, ...clock, receivedAt: performance.now() };
  announce("clock");
}

/** The zone in which the present person reads times. */
export function readerZone() {
  return state.people.get(state.me)?.zone || state.clock.zone || "UTC";
}

export function personName(id) {
  const person = state.people.get(id);
  return person ? person.real_name || person.name : id;
}

export function conversation(id) {
  return state.conversations.find((candidate) => candidate.id === id) ?? null;
}

export function conversationName(id) {
  const found = conversation(id);
  if (found?.kind === "im") return personName(found.with) || found.name;
  return found?.name ?? state.channels.get(id)?.name ?? id;
}

/** True for the direct messages with an app, which have a Home tab. */
export function isAppConversation(id) {
  const found = conversation(id);
  return found?.kind === "im" && Boolean(state.people.get(found.with)?.bot);
}
