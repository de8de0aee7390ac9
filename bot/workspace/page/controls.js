// Interactive elements of messages, views and Home: a press shows a spinner until the app has answered.
import { element, icon, spinner } from "./dom.js";
import { allowedImage } from "./tokens.js";
import { confirmed } from "./confirm.js";
import { choiceOf, isTyped, typedControl } from "./inputs.js";
import { toggleMenu } from "./menu.js";
import { textObject, wordsOf } from "./mrkdwn.js";

/** Asks for confirmation where the element wants it, then acts, with the control busy meanwhile. */
async function perform(control, part, block, context, extra) {
  if (control.getAttribute("aria-busy") === "true") return;
  if (!(await confirmed(extra.confirm ?? part.confirm))) return;
  control.setAttribute("aria-busy", "true");
  const wheel = spinner();
  control.append(wheel);
  try {
    await context.act({ block_id: block.block_id, action_id: part.action_id, ...extra.act });
  } finally {
    control.removeAttribute("aria-busy");
    wheel.remove();
  }
}

const STYLE = { primary: "button button-primary", danger: "button button-danger" };

function button(part, block, context) {
  const label = wordsOf(part.text);
  const act = { value: part.value };
  const properties = {
    class: STYLE[part.style] ?? "button",
    data: { testid: `button-${label}`, action: part.action_id },
    "aria-label": part.accessibility_label,
    title: label.length > 36 ? label : undefined,
  };
  const content = element("span", { class: "button-label" }, textObject(part.text));
  if (part.url && /^(https?|mailto):/.test(part.url)) {
    // A button with an address also tells the app that it was pressed.
    return element(
      "a",
      {
        ...properties,
        href: part.url,
        target: "_blank",
        rel: "noopener noreferrer",
        on: {
          click: () => {
            context.act({ block_id: block.block_id, action_id: part.action_id, ...act });
          },
        },
      },
      content,
      icon("outside"),
    );
  }
  const control = element("button", { ...properties, type: "button" }, content);
  control.addEventListener("click", () => perform(control, part, block, context, { act }));
  return control;
}

function overflow(part, block, context) {
  const control = element(
    "button",
    {
      class: "button button-icon",
      type: "button",
      "aria-label": "More",
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      data: { testid: "overflow", action: part.action_id },
    },
    icon("more"),
  );
  const entries = (shut) =>
    (part.options ?? []).map((option) => {
      const choose = () => {
        shut();
        if (option.url && /^https?:/.test(option.url)) window.open(option.url, "_blank", "noopener");
        perform(control, part, block, context, { act: { option: option.value } });
      };
      return element(
        "button",
        {
          class: "menu-entry",
          role: "menuitem",
          type: "button",
          data: { testid: `option-${wordsOf(option.text)}` },
          on: { click: choose },
        },
        element("span", { class: "menu-entry-title" }, textObject(option.text)),
        option.description && element("span", { class: "menu-entry-note" }, textObject(option.description)),
      );
    });
  control.addEventListener("click", () => toggleMenu(control, "More", entries));
  return control;
}

/** A select, picker or set of boxes outside an input block: each change is an act of its own. */
function immediate(part, block, context) {
  const typed = typedControl(part);
  const holder = element("span", { class: "immediate", data: { action: part.action_id } }, typed.node);
  typed.node.addEventListener("change", () => {
    const option = choiceOf(typed.read());
    if (option !== null) perform(holder, part, block, context, { act: { option } });
  });
  return holder;
}

/** A picture, or a quiet placeholder when it would have to come from the internet. */
export function picture(part, className) {
  const address = allowedImage(part.image_url);
  const description = part.alt_text ?? "";
  if (address) return element("img", { class: className, src: address, alt: description, loading: "lazy" });
  return element(
    "span",
    {
      class: `${className} picture-missing`,
      role: "img",
      "aria-label": description || "Picture",
      title: "Nothing is loaded from the internet here",
    },
    icon("picture"),
    element("span", { class: "picture-words", text: description || "Picture not loaded" }),
  );
}

/** The node of an element inside actions, section accessories and cards, or null for an unknown one. */
export function control(part, block, context) {
  if (part.type === "button" || part.type === "workflow_button" || part.type === "icon_button")
    return button(part, block, context);
  if (part.type === "overflow") return overflow(part, block, context);
  if (part.type === "image") return picture(part, "accessory-image");
  if (part.type === "feedback_buttons") {
    return element(
      "span",
      { class: "feedback" },
      [part.positive_button, part.negative_button]
        .filter(Boolean)
        .map((choice) => button({ ...choice, type: "button", action_id: part.action_id }, block, context)),
    );
  }
  if (isTyped(part)) return immediate(part, block, context);
  return null;
}
