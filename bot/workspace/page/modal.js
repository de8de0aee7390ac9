// The stack of views: one dialog that shows the topmost. What has been typed survives an update of the view.
import * as api from "./api.js";
import { blocks } from "./blocks.js";
import { element, fill, icon, spinner } from "./dom.js";
import { Form } from "./form.js";
import { textObject } from "./mrkdwn.js";
import { notice } from "./notices.js";
import { announce } from "./state.js";

const FAILED = "We had some trouble connecting. Try again?";

let dialog = null;
let form = null;
let shown = null; // {id, signature}
let opener = null; // what had the focus before
let typed = new Map(); // view id → values, so that going back in the stack loses nothing

/** A line at the foot of the open view: a notice in the corner would lie behind it. */
export function trouble(text) {
  const line = dialog?.querySelector(".modal-trouble");
  if (!line) return notice(text, "warning");
  line.textContent = text;
  line.hidden = !text;
  return undefined;
}

async function dismiss(view) {
  try {
    await api.close(view.id);
  } catch (error) {
    trouble(error.message);
  }
}

async function act(view, deed) {
  try {
    const answer = await api.viewAction(view.id, { ...deed, state: form?.values() ?? {} });
    if (answer?.acknowledged === false) trouble(FAILED);
  } catch (error) {
    trouble(error.message);
  }
}

async function submit(view) {
  if (dialog.getAttribute("aria-busy") === "true") return;
  trouble("");
  const problems = form.problems();
  form.showErrors(problems);
  if (Object.keys(problems).length) return;
  const mine = dialog;
  const button = mine.querySelector("[data-testid=modal-submit]");
  mine.setAttribute("aria-busy", "true");
  const wheel = spinner();
  button.append(wheel);
  button.disabled = true;
  let errors = {};
  let failure = "";
  try {
    const answer = await api.submit(view.id, form.values());
    errors = answer?.errors ?? {};
    if (answer?.acknowledged === false && !Object.keys(errors).length) failure = FAILED;
  } catch (error) {
    failure = error.message;
  }
  if (dialog !== mine) return;
  wheel.remove();
  button.disabled = false;
  mine.removeAttribute("aria-busy");
  // The next view, or the end of the stack, comes through the socket; here only what went wrong is shown.
  if (shown?.id === view.id && !shown.replaced) {
    const elsewhere = form.showErrors(errors);
    trouble([failure, ...elsewhere].filter(Boolean).join(" "));
  }
}

function build(view, depth) {
  form = new Form();
  const context = { surface: "view", form, act: (deed) => act(view, deed) };
  const hasInputs = (view.blocks ?? []).some((block) => block.type === "input");
  const submitWords = view.submit ?? (hasInputs ? { type: "plain_text", text: "Submit" } : null);
  const body = element(
    "form",
    { class: "modal-form", novalidate: true, id: "modal-form" },
    blocks(view.blocks, context),
    element("p", { class: "modal-trouble", role: "alert", hidden: true }),
  );
  body.addEventListener("submit", (event) => {
    event.preventDefault();
    submit(view);
  });
  return [
    element(
      "header",
      { class: "modal-head" },
      depth > 1 &&
        element(
          "button",
          { class: "icon-button", type: "button", "aria-label": "Back", on: { click: () => dismiss(view) } },
          icon("back"),
        ),
      element("h2", { class: "dialog-title", id: "modal-title" }, textObject(view.title)),
      element(
        "button",
        {
          class: "icon-button modal-close",
          type: "button",
          "aria-label": "Close",
          data: { testid: "modal-x" },
          on: { click: () => dismiss(view) },
        },
        icon("close"),
      ),
    ),
    element("div", { class: "modal-body" }, body),
    element(
      "footer",
      { class: "dialog-actions" },
      element(
        "button",
        { class: "button", type: "button", data: { testid: "modal-close" }, on: { click: () => dismiss(view) } },
        textObject(view.close ?? { type: "plain_text", text: submitWords ? "Cancel" : "Close" }),
      ),
      submitWords &&
        element(
          "button",
          { class: "button button-primary", type: "submit", form: "modal-form", data: { testid: "modal-submit" } },
          element("span", { class: "button-label" }, textObject(submitWords)),
        ),
    ),
  ];
}

function open() {
  opener = document.activeElement;
  dialog = element("dialog", { class: "dialog modal", "aria-labelledby": "modal-title", data: { testid: "modal" } });
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    dialog.querySelector("[data-testid=modal-close]")?.click();
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) dialog.querySelector("form").requestSubmit();
  });
  document.body.append(dialog);
  dialog.showModal();
}

function shut() {
  dialog?.close();
  dialog?.remove();
  dialog = null;
  form = null;
  shown = null;
  typed = new Map();
  if (opener?.isConnected) opener.focus({ preventScroll: true });
  announce("modal-closed");
}

/** Shows the top of the stack; an empty stack closes the dialog. */
export function showViews(stack) {
  const view = stack.at(-1);
  if (!view) {
    if (dialog) shut();
    return;
  }
  const { state: _answers, ...lasting } = view; // the server's copy of the answers is not a reason to draw again
  const signature = `${stack.length} ${JSON.stringify(lasting)}`;
  if (shown?.signature === signature) return;
  if (shown && form) typed.set(shown.id, form.values());
  for (const id of typed.keys()) if (!stack.some((present) => present.id === id)) typed.delete(id);
  if (!dialog) open();
  const same = shown?.id === view.id;
  const focused = same ? document.activeElement?.dataset?.testid : null;
  const scroll = same ? dialog.querySelector(".modal-body").scrollTop : 0;
  if (shown) shown.replaced = true;
  dialog.removeAttribute("aria-busy");
  dialog.dataset.view = view.id;
  dialog.dataset.callback = view.callback_id ?? "";
  fill(dialog, build(view, stack.length));
  form.restore(typed.get(view.id));
  shown = { id: view.id, signature };
  dialog.querySelector(".modal-body").scrollTop = scroll;
  const before = focused && dialog.querySelector(`[data-testid="${CSS.escape(focused)}"]`);
  const first = dialog.querySelector(".modal-body .input :is(input, textarea, select):not([type=radio]:not(:checked))");
  (before || first || dialog.querySelector(".dialog-actions .button-primary, .dialog-actions .button"))?.focus();
}

export const hasOpenView = () => Boolean(dialog);
