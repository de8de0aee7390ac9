// Who the visitor is: the switcher, the row of faces, and the news that something waits for somebody else.
import * as api from "./api.js";
import { personAvatar } from "./avatar.js";
import { debounce, element, fill, icon } from "./dom.js";
import { toggleMenu } from "./menu.js";
import { notice } from "./notices.js";
import { announce, personName, state, subscribe } from "./state.js";

const EVERY = 4000; // milliseconds between looks at what waits for the others

const roleOf = (id) => state.playable.find((entry) => entry.id === id)?.role ?? state.people.get(id)?.title ?? "";

function badge(id) {
  const waiting = state.waiting.get(id)?.mentions ?? 0;
  return waiting
    ? element("span", {
        class: "badge",
        "aria-label": `${waiting} waiting`,
        text: waiting > 99 ? "99+" : String(waiting),
      })
    : null;
}

function entries(shut) {
  return [
    element("p", { class: "menu-title", text: "See the workspace as" }),
    ...state.playable.map(({ id, role, hint }) =>
      element(
        "button",
        {
          class: "menu-entry person-entry",
          role: "menuitemradio",
          "aria-checked": String(id === state.me),
          type: "button",
          data: { testid: `person-${id}` },
          on: {
            click: () => {
              shut();
              announce("become", id);
            },
          },
        },
        personAvatar(id),
        element(
          "span",
          { class: "person-words" },
          element(
            "span",
            { class: "menu-entry-title" },
            personName(id),
            role && element("span", { class: "person-role", text: role }),
          ),
          hint && element("span", { class: "menu-entry-note", text: hint }),
        ),
        badge(id),
        id === state.me && icon("check"),
      ),
    ),
  ];
}

function faces() {
  return state.playable
    .filter(({ id }) => id !== state.me)
    .slice(0, 6)
    .map(({ id, role }) => {
      const words = [personName(id), role].filter(Boolean).join(" — ");
      const waiting = state.waiting.get(id)?.mentions ?? 0;
      return element(
        "button",
        {
          class: "face",
          type: "button",
          title: words,
          "aria-label": `Switch to ${words}${waiting ? `, ${waiting} waiting` : ""}`,
          data: { testid: `face-${id}` },
          on: { click: () => announce("become", id) },
        },
        personAvatar(id),
        badge(id),
      );
    });
}

/** What waits for a person: unread direct messages and mentions in channels. */
function countWaiting(conversations) {
  let mentions = 0;
  let direct = 0;
  for (const conversation of conversations) {
    if (conversation.kind === "im") direct += conversation.unread ?? 0;
    else mentions += conversation.mentions ?? 0;
  }
  return { mentions: mentions + direct, direct };
}

/** Asks for everybody's unread counts; what has risen for somebody else since the last look becomes a notice. */
export async function look() {
  if (state.connection === "stopped" || document.hidden) return;
  const before = new Map(state.waiting);
  await Promise.all(
    state.playable.map(async ({ id }) => {
      const conversations = await api.fetchConversations(id).catch(() => null);
      if (!conversations) return;
      state.waiting.set(id, countWaiting(conversations));
      if (id === state.me) {
        state.conversations = conversations;
        announce("conversations");
      }
    }),
  );
  for (const [id, waiting] of state.waiting) {
    if (id !== state.me && before.has(id) && waiting.direct > before.get(id).direct) {
      notice(`${personName(id)} has a new direct message.`, "info", {
        label: "Switch",
        run: () => announce("become", id),
      });
    }
  }
  announce("waiting");
}

/** Asks for everybody's unread counts soon; many calls in a row become one. */
export const lookSoon = debounce(look, 180);

export function startPeople() {
  const switcher = document.getElementById("person-switcher");
  const row = document.getElementById("faces");
  let drawn = "";
  const draw = () => {
    // Drawn only when something differs, so that a look every few seconds takes nobody's focus.
    const signature = JSON.stringify([state.me, state.playable, [...state.waiting]]);
    if (signature === drawn) return;
    drawn = signature;
    const others = state.playable.some(({ id }) => id !== state.me && state.waiting.get(id)?.mentions);
    fill(
      switcher,
      state.me && personAvatar(state.me),
      element(
        "span",
        { class: "switcher-words" },
        element(
          "span",
          { class: "switcher-line" },
          element("span", { class: "switcher-you", text: "You are: " }),
          element("strong", { text: personName(state.me) }),
        ),
        element("span", { class: "switcher-role", text: roleOf(state.me) }),
      ),
      others && element("span", { class: "dot", "aria-label": "Something waits for somebody else", role: "img" }),
      icon("chevron"),
    );
    fill(row, faces());
  };
  switcher.addEventListener("click", () => toggleMenu(switcher, "See the workspace as", entries, "menu-people"));
  subscribe("people", draw);
  subscribe("waiting", draw);
  setInterval(look, EVERY);
  document.addEventListener("visibilitychange", lookSoon);
}
