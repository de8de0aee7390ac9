// Input blocks of a view: their labels, hints and errors, and the values of the whole form.
import { element, uniqueId } from "./dom.js";
import { choiceOf, isTyped, problem, typedControl } from "./inputs.js";
import { textObject, wordsOf } from "./mrkdwn.js";

/** All input blocks of one view; `entries` maps block ids to their controls. */
export class Form {
  constructor() {
    this.entries = new Map();
  }

  /** `view.state.values`, as Slack writes it. */
  values() {
    const values = {};
    for (const [id, { part, typed }] of this.entries) values[id] = { [part.action_id]: typed.read() };
    return values;
  }

  /** Puts back what had been typed, where block and action are still the same (as Slack does on an update). */
  restore(values) {
    for (const [id, { part, typed }] of this.entries) {
      const saved = values?.[id]?.[part.action_id];
      if (saved && saved.type === part.type) typed.write(saved);
    }
  }

  /** Shows errors under their fields and focuses the first; returns the sentences whose field is not here. */
  showErrors(errors) {
    let first = null;
    for (const [id, entry] of this.entries) {
      const sentence = errors[id];
      entry.error.textContent = sentence ?? "";
      entry.error.hidden = !sentence;
      entry.holder.classList.toggle("input-wrong", Boolean(sentence));
      if (sentence) entry.focus.setAttribute("aria-invalid", "true");
      else entry.focus.removeAttribute("aria-invalid");
      if (sentence && !first) first = entry;
    }
    first?.holder.scrollIntoView({ block: "nearest" });
    first?.focus.focus();
    return Object.entries(errors)
      .filter(([id]) => !this.entries.has(id))
      .map(([, sentence]) => sentence);
  }

  /** What Slack itself would refuse before it asks the app. */
  problems() {
    const errors = {};
    for (const [id, { block, typed }] of this.entries) {
      const sentence = problem(block, typed.read());
      if (sentence) errors[id] = sentence;
    }
    return errors;
  }
}

/** An input block; it registers itself with the form of the view. */
export function inputBlock(block, context) {
  const part = block.element ?? {};
  if (!isTyped(part))
    return element("div", {
      class: "block unknown-block",
      text: `An input of the type “${part.type}”, which this page does not show.`,
    });
  const typed = typedControl(part);
  const labelId = uniqueId("label");
  const hintId = uniqueId("hint");
  const errorId = uniqueId("error");
  const focus = typed.node.matches("input, textarea, select")
    ? typed.node
    : (typed.node.querySelector("input") ?? typed.node);
  typed.node.setAttribute("aria-labelledby", labelId);
  typed.node.setAttribute("aria-describedby", `${hintId} ${errorId}`);
  typed.node.dataset.testid = `input-${wordsOf(block.label)}`;
  if (!block.optional && focus === typed.node) focus.setAttribute("aria-required", "true");
  const error = element("p", { class: "input-error", id: errorId, hidden: true, data: { testid: "input-error" } });
  const label = element(
    "label",
    { class: "input-label", id: labelId },
    textObject(block.label),
    block.optional && element("span", { class: "input-optional", text: " (optional)" }),
  );
  label.addEventListener("click", () => focus.focus());
  const holder = element(
    "div",
    { class: "block input" },
    label,
    typed.node,
    block.hint && element("p", { class: "input-hint", id: hintId }, textObject(block.hint)),
    error,
  );
  context.form?.entries.set(block.block_id, { block, part, typed, holder, error, focus });
  if (block.dispatch_action && context.act) {
    // A text tells the app of each letter where that was asked for, else of the whole when it is left.
    const onTyping = part.dispatch_action_config?.trigger_actions_on?.includes("on_character_entered");
    typed.node.addEventListener(part.type === "plain_text_input" && onTyping ? "input" : "change", () => {
      context.act({ block_id: block.block_id, action_id: part.action_id, option: choiceOf(typed.read()) });
    });
  }
  return holder;
}
