// "Customers write": lets a sample post of a customer arrive, as if from Facebook, a blog or a forum.
import * as api from "./api.js";
import { sourceIcon } from "./avatar.js";
import { element, icon, spinner } from "./dom.js";
import { toggleMenu } from "./menu.js";
import { say, warn } from "./notices.js";
import { announce, state, subscribe } from "./state.js";

const LANGUAGES = {
  nb: "Norwegian",
  no: "Norwegian",
  nn: "Norwegian (Nynorsk)",
  sv: "Swedish",
  da: "Danish",
  en: "English",
  de: "German",
  fi: "Finnish",
  fr: "French",
  pl: "Polish",
};

const SOURCES = { facebook: "Facebook", instagram: "Instagram", x: "X", blog: "Blog", forum: "Forum" };

const language = (code) => LANGUAGES[(code ?? "").slice(0, 2).toLowerCase()] ?? code ?? "";

async function write(button, sample, count) {
  if (button.getAttribute("aria-busy") === "true") return;
  button.setAttribute("aria-busy", "true");
  const wheel = spinner();
  button.append(wheel);
  try {
    await api.customersWrite(sample, count);
    say("A customer has written.");
  } catch (error) {
    warn(error);
  } finally {
    wheel.remove();
    button.removeAttribute("aria-busy");
    announce("customers-wrote");
  }
}

function surprise(button, shut, label, note, count, testid) {
  return element(
    "button",
    {
      class: "menu-entry sample-entry",
      role: "menuitem",
      type: "button",
      data: { testid },
      on: {
        click: () => {
          shut();
          write(button, null, count);
        },
      },
    },
    icon(count > 1 ? "many" : "sparkle"),
    element(
      "span",
      { class: "person-words" },
      element("span", { class: "menu-entry-title", text: label }),
      element("span", { class: "menu-entry-note", text: note }),
    ),
  );
}

function entries(button, shut) {
  const samples = state.samples.map((sample) =>
    element(
      "button",
      {
        class: "menu-entry sample-entry",
        role: "menuitem",
        type: "button",
        data: { testid: `sample-${sample.id}` },
        on: {
          click: () => {
            shut();
            write(button, sample.id, 1);
          },
        },
      },
      icon(sourceIcon(sample.source)),
      element(
        "span",
        { class: "person-words" },
        element("span", { class: "menu-entry-title", text: sample.label }),
        element("span", {
          class: "menu-entry-note",
          text: [SOURCES[sample.source] ?? sample.source, language(sample.language)].filter(Boolean).join(" · "),
        }),
      ),
    ),
  );
  return [
    element("p", { class: "menu-title", text: "A customer writes" }),
    element("div", { class: "menu-scroll" }, samples),
    element(
      "div",
      { class: "menu-foot" },
      surprise(button, shut, "Surprise me", "One post, picked at random", 1, "sample-surprise"),
      surprise(button, shut, "A busy moment", "Five posts at once", 5, "sample-busy"),
    ),
  ];
}

/** Opens the menu, also from the empty state of a channel. */
export function openCustomers() {
  const button = document.getElementById("customers");
  toggleMenu(button, "Customers write", (shut) => entries(button, shut), "menu-customers");
}

export function startCustomers() {
  const button = document.getElementById("customers");
  button.addEventListener("click", openCustomers);
  subscribe("people", () => {
    button.hidden = !state.can.customers;
  });
}
