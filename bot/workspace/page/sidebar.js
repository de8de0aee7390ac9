// The list of channels and direct messages, with what is unread. On a phone it is a drawer.
import { personAvatar } from "./avatar.js";
import { element, fill, icon } from "./dom.js";
import { announce, conversationName, state, subscribe } from "./state.js";

function badge(conversation) {
  const direct = conversation.kind === "im";
  const count = direct ? conversation.unread : conversation.mentions;
  if (!count) return null;
  return element("span", {
    class: "badge",
    "aria-label": `${count} ${direct ? "unread" : count === 1 ? "mention" : "mentions"}`,
    text: count > 99 ? "99+" : String(count),
  });
}

function entry(conversation) {
  const name = conversationName(conversation.id);
  const open = conversation.id === state.current;
  const classes = ["conversation", open && "conversation-open", conversation.unread > 0 && "conversation-unread"]
    .filter(Boolean)
    .join(" ");
  const person = state.people.get(conversation.with);
  return element(
    "li",
    {},
    element(
      "button",
      {
        class: classes,
        type: "button",
        "aria-current": open ? "page" : undefined,
        data: { testid: `conversation-${conversation.name}`, conversation: conversation.id },
        title: name,
        on: { click: () => announce("open-conversation", { channel: conversation.id }) },
      },
      conversation.kind === "im" ? personAvatar(conversation.with) : icon("hash"),
      element("span", { class: "conversation-name", text: name }),
      person?.bot && element("span", { class: "app-badge", text: "app" }),
      badge(conversation),
    ),
  );
}

function group(title, list, emptyWords) {
  return element(
    "section",
    { class: "conversation-group", "aria-label": title },
    element("h2", { class: "group-title", text: title }),
    list.length
      ? element("ul", { class: "conversation-list" }, list.map(entry))
      : element("p", { class: "group-empty", text: emptyWords }),
  );
}

/** Opens or closes the drawer on a phone. */
export function setDrawer(open) {
  document.body.classList.toggle("drawer-open", open);
  document.getElementById("drawer-button").setAttribute("aria-expanded", String(open));
}

export function startSidebar() {
  const holder = document.getElementById("conversations");
  const draw = () => {
    const focused = document.activeElement?.dataset?.conversation;
    const channels = state.conversations.filter((conversation) => conversation.kind !== "im");
    const direct = state.conversations.filter((conversation) => conversation.kind === "im");
    fill(
      holder,
      group("Channels", channels, "No channels that this person may read."),
      group("Direct messages", direct, "None yet. Svarvakt writes here when something needs this person."),
    );
    if (focused) holder.querySelector(`[data-conversation="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  };
  subscribe("conversations", draw);
  subscribe("people", draw);
  document
    .getElementById("drawer-button")
    .addEventListener("click", () => setDrawer(!document.body.classList.contains("drawer-open")));
  document.getElementById("drawer-backdrop").addEventListener("click", () => setDrawer(false));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") setDrawer(false);
  });
}
