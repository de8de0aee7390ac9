// Block Kit: one function for each type of block. Unknown types say so instead of vanishing.
import { element, icon } from "./dom.js";
import { control, picture } from "./controls.js";
import { chart, table } from "./figures.js";
import { inputBlock } from "./form.js";
import { markdown } from "./markdown.js";
import { textObject } from "./mrkdwn.js";
import { richText } from "./richtext.js";

function section(block, context) {
  const words = element(
    "div",
    { class: "section-words" },
    block.text && element("div", { class: "section-text" }, textObject(block.text)),
    block.fields?.length &&
      element(
        "div",
        { class: "section-fields" },
        block.fields.map((field) => element("div", { class: "section-field" }, textObject(field))),
      ),
  );
  const accessory = block.accessory && control(block.accessory, block, context);
  return element(
    "div",
    { class: accessory ? "block section section-with-accessory" : "block section" },
    words,
    accessory && element("div", { class: "section-accessory" }, accessory),
  );
}

function contextBlock(block) {
  return element(
    "div",
    { class: "block context" },
    (block.elements ?? []).map((part) =>
      part.type === "image"
        ? picture(part, "context-image")
        : element("div", { class: "context-text" }, textObject(part)),
    ),
  );
}

function actions(block, context) {
  return element(
    "div",
    { class: "block actions" },
    (block.elements ?? []).map((part) => control(part, block, context)),
  );
}

function image(block) {
  return element(
    "figure",
    { class: "block image-block" },
    block.title && element("figcaption", { class: "image-title" }, textObject(block.title)),
    picture(block, "image"),
  );
}

const ALERT_ICONS = { info: "info", success: "check", warning: "warning", error: "warning" };

function alertBlock(block) {
  const level = ALERT_ICONS[block.level] ? block.level : "default";
  return element(
    "div",
    { class: `block alert alert-${level}`, role: "note" },
    icon(ALERT_ICONS[level] ?? "info"),
    element("div", { class: "alert-text" }, textObject(block.text)),
  );
}

function card(block, context) {
  return element(
    "article",
    { class: "block card" },
    block.hero_image && picture(block.hero_image, "card-hero"),
    element(
      "div",
      { class: "card-head" },
      block.icon && picture(block.icon, "card-icon"),
      element(
        "div",
        { class: "card-titles" },
        block.title && element("div", { class: "card-title" }, textObject(block.title)),
        block.subtitle && element("div", { class: "card-subtitle" }, textObject(block.subtitle)),
      ),
    ),
    block.body && element("div", { class: "card-body" }, textObject(block.body)),
    block.actions?.length &&
      element(
        "div",
        { class: "actions" },
        block.actions.map((part) => control(part, block, context)),
      ),
  );
}

function container(block, context) {
  const head = [
    block.rich_text_title ? richText(block.rich_text_title) : element("strong", {}, textObject(block.title)),
    block.subtitle && element("span", { class: "card-subtitle" }, textObject(block.subtitle)),
  ];
  const inside = blocks(block.child_blocks ?? [], context);
  if (!block.is_collapsible)
    return element("div", { class: "block container" }, (block.title || block.rich_text_title) && head, inside);
  return element(
    "details",
    { class: "block container", open: !block.default_collapsed },
    element("summary", {}, head),
    inside,
  );
}

const TASK_STATES = { pending: "○", in_progress: "◐", complete: "●", error: "✕" };

function task(block) {
  return element(
    "div",
    { class: "block task" },
    element("span", {
      class: "task-state",
      "aria-label": block.status,
      role: "img",
      text: TASK_STATES[block.status] ?? "○",
    }),
    element(
      "div",
      {},
      textObject(block.title),
      block.details && richText(block.details),
      block.output && richText(block.output),
    ),
  );
}

const BLOCKS = {
  section,
  context: contextBlock,
  context_actions: actions,
  actions,
  image,
  card,
  container,
  alert: alertBlock,
  task_card: task,
  input: inputBlock,
  header: (block) =>
    element("div", { class: "block header", role: "heading", "aria-level": "3" }, textObject(block.text)),
  divider: () => element("hr", { class: "block divider" }),
  rich_text: (block) => element("div", { class: "block" }, richText(block)),
  markdown: (block) => element("div", { class: "block" }, markdown(block.text ?? "")),
  table: (block) => element("div", { class: "block" }, table(block)),
  data_table: (block) => element("div", { class: "block" }, table(block)),
  data_visualization: (block) => element("div", { class: "block" }, chart(block)),
  carousel: (block, context) =>
    element(
      "div",
      { class: "block carousel", tabindex: "0", role: "group", "aria-label": "Cards" },
      (block.elements ?? []).map((part) => card(part, context)),
    ),
  plan: (block) =>
    element(
      "div",
      { class: "block container" },
      element("strong", {}, textObject(block.title)),
      (block.tasks ?? []).map(task),
    ),
  video: (block) =>
    element("div", { class: "block" }, picture({ alt_text: block.alt_text ?? block.title?.text }, "image")),
  file: () => element("div", { class: "block unknown-block", text: "A file shared from elsewhere" }),
};

/** Nodes for a list of blocks. `context.act(act)` is called when something is pressed or chosen. */
export function blocks(list, context) {
  return (list ?? []).map((block) => {
    const build = BLOCKS[block.type];
    const node = build
      ? build(block, context)
      : element("div", {
          class: "block unknown-block",
          text: `A block of the type “${block.type}”, which this page does not show.`,
        });
    node.dataset.block = block.block_id ?? "";
    return node;
  });
}
