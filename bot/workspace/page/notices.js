// What the page itself says: the connection banner, short notices in a corner, announcements for screen readers.
import { element, fill, icon, spinner } from "./dom.js";
import { state, subscribe } from "./state.js";

const SHOWN = 7000; // milliseconds
const region = () => document.getElementById("notices");

/** A notice that goes away by itself. `kind` is "info" or "warning"; `action` is {label, run}. */
export function notice(text, kind = "info", action = null) {
  for (const present of region().children) if (present.dataset.text === text) present.remove();
  const node = element(
    "div",
    {
      class: `notice notice-${kind}`,
      role: kind === "warning" ? "alert" : "status",
      data: { testid: "notice", text },
    },
    icon(kind === "warning" ? "warning" : "bell"),
    element("span", { class: "notice-text", text }),
  );
  const dismiss = () => node.remove();
  if (action) {
    node.append(
      element("button", {
        class: "notice-action",
        type: "button",
        text: action.label,
        on: {
          click: () => {
            dismiss();
            action.run();
          },
        },
      }),
    );
  }
  node.append(
    element(
      "button",
      { class: "icon-button", type: "button", "aria-label": "Dismiss", on: { click: dismiss } },
      icon("close"),
    ),
  );
  region().append(node);
  while (region().children.length > 3) region().firstChild.remove();
  let timer = setTimeout(dismiss, SHOWN);
  // Whoever is reading or about to press keeps it.
  node.addEventListener("pointerenter", () => clearTimeout(timer));
  node.addEventListener("pointerleave", () => {
    timer = setTimeout(dismiss, SHOWN / 2);
  });
}

export const warn = (error) => notice(error?.message ?? String(error), "warning");

/** Read out by screen readers only. */
export function say(text) {
  document.getElementById("announcer").textContent = text;
}

const BANNERS = {
  reconnecting: () => [spinner(), "Reconnecting…"],
  stopped: () => [
    icon("warning"),
    element("span", {}, "The demo has stopped. Start it again with ", element("code", { text: "make demo" }), "."),
  ],
};

export function startBanner() {
  const banner = document.getElementById("banner");
  const draw = () => {
    const build = BANNERS[state.connection];
    banner.hidden = !build;
    banner.className = `banner banner-${state.connection}`;
    fill(banner, build ? build() : []);
  };
  subscribe("connection", draw);
  draw();
}
