// Elements that hold a value: what they look like and how their value is written in `view.state.values`.
import { element, uniqueId } from "./dom.js";
import { textObject, wordsOf } from "./mrkdwn.js";
import { state } from "./state.js";

const TEXTS = { plain_text_input: "text", url_text_input: "url", email_text_input: "email", number_input: "text" };
const MOMENTS = {
  datepicker: ["date", "selected_date", "initial_date"],
  timepicker: ["time", "selected_time", "initial_time"],
};

function textInput(part) {
  const shared = {
    class: "field",
    placeholder: part.placeholder ? wordsOf(part.placeholder) : undefined,
    maxlength: part.max_length,
    inputmode: part.type === "number_input" ? (part.is_decimal_allowed ? "decimal" : "numeric") : undefined,
    autocomplete: "off",
  };
  const node = part.multiline
    ? element("textarea", { ...shared, rows: "5" })
    : element("input", { ...shared, type: TEXTS[part.type] });
  node.value = part.initial_value ?? "";
  const read = () => ({ type: part.type, value: node.value === "" ? null : node.value });
  return {
    node,
    read,
    write: (saved) => {
      node.value = saved.value ?? "";
    },
  };
}

function moment(part) {
  const [type, key, initial] = MOMENTS[part.type];
  const node = element("input", { class: "field field-short", type });
  node.value = part[initial] ?? "";
  return {
    node,
    read: () => ({ type: part.type, [key]: node.value || null }),
    write: (saved) => {
      node.value = saved[key] ?? "";
    },
  };
}

function dateAndTime(part) {
  // The browser's own zone, as with Slack's picker; epoch seconds go to the app.
  const local = (epoch) =>
    new Date(epoch * 1000 - new Date(epoch * 1000).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
  const node = element("input", { class: "field field-short", type: "datetime-local" });
  if (part.initial_date_time) node.value = local(part.initial_date_time);
  const read = () => ({
    type: part.type,
    selected_date_time: node.value ? Math.floor(new Date(node.value).getTime() / 1000) : null,
  });
  return {
    node,
    read,
    write: (saved) => {
      node.value = saved.selected_date_time ? local(saved.selected_date_time) : "";
    },
  };
}

const choice = (option, index) => element("option", { value: String(index), text: wordsOf(option.text) });

function select(part, options, initial, key, valueOf) {
  const node = element("select", { class: "field select" });
  const flat = options.flatMap((entry) => entry.options ?? [entry]);
  const start = flat.findIndex((option) => initial !== undefined && valueOf(option) === initial);
  node.append(
    element("option", {
      value: "",
      text: part.placeholder ? wordsOf(part.placeholder) : "Choose…",
      hidden: start >= 0,
    }),
  );
  let index = 0;
  for (const entry of options) {
    if (!entry.options) {
      node.append(choice(entry, index));
      index += 1;
      continue;
    }
    const group = element("optgroup", { label: wordsOf(entry.label) });
    for (const option of entry.options) {
      group.append(choice(option, index));
      index += 1;
    }
    node.append(group);
  }
  node.value = start >= 0 ? String(start) : "";
  const chosen = () => (node.value === "" ? null : flat[Number(node.value)]);
  const read = () => ({ type: part.type, [key]: key === "selected_option" ? chosen() : (chosen()?.value ?? null) });
  const write = (saved) => {
    const wanted = saved[key]?.value ?? saved[key];
    const at = flat.findIndex((option) => option.value === wanted);
    node.value = at >= 0 ? String(at) : "";
  };
  return { node, read, write };
}

function staticSelect(part) {
  const options = part.option_groups ?? part.options ?? [];
  return select(part, options, part.initial_option?.value, "selected_option", (option) => option.value);
}

const plain = (text, value) => ({ text: { type: "plain_text", text, emoji: false }, value });
const people = () =>
  [...state.people.values()]
    .filter((person) => !person.bot)
    .map((person) => plain(person.real_name || person.name, person.id));
const channels = () => [...state.channels.values()].map((channel) => plain(`#${channel.name}`, channel.id));
const byValue = (option) => option.value;

/** Boxes of which any number (checkboxes, multi-selects) or exactly one (radio buttons) may be ticked. */
function boxes(part, options, initial, key, single, wholeOptions = true) {
  const name = uniqueId("choice");
  const node = element("div", {
    class: options.length > 8 ? "choices choices-long" : "choices",
    role: single ? "radiogroup" : "group",
  });
  const ticks = options.map((option, index) => {
    const tick = element("input", { type: single ? "radio" : "checkbox", name, value: String(index) });
    tick.checked = initial.includes(option.value);
    node.append(
      element(
        "label",
        { class: "choice" },
        tick,
        element(
          "span",
          {},
          element("span", { class: "choice-text" }, textObject(option.text)),
          option.description && element("span", { class: "choice-note" }, textObject(option.description)),
        ),
      ),
    );
    return tick;
  });
  const read = () => {
    const chosen = options
      .filter((_, index) => ticks[index].checked)
      .map((option) => (wholeOptions ? option : option.value));
    return { type: part.type, [key]: single ? (chosen[0] ?? null) : chosen };
  };
  const write = (saved) => {
    const wanted = [saved[key]]
      .flat()
      .filter(Boolean)
      .map((entry) => entry.value ?? entry);
    options.forEach((option, index) => {
      ticks[index].checked = wanted.includes(option.value);
    });
  };
  return { node, read, write };
}

const values = (options) => (options ?? []).map((option) => option.value);
const ungrouped = (part) => (part.option_groups ?? []).flatMap((group) => group.options).concat(part.options ?? []);

const KINDS = {
  static_select: staticSelect,
  external_select: staticSelect,
  users_select: (part) => select(part, people(), part.initial_user, "selected_user", byValue),
  channels_select: (part) => select(part, channels(), part.initial_channel, "selected_channel", byValue),
  conversations_select: (part) =>
    select(part, channels(), part.initial_conversation, "selected_conversation", byValue),
  radio_buttons: (part) =>
    boxes(part, part.options ?? [], values([part.initial_option].filter(Boolean)), "selected_option", true),
  checkboxes: (part) => boxes(part, part.options ?? [], values(part.initial_options), "selected_options", false),
  multi_static_select: (part) =>
    boxes(part, ungrouped(part), values(part.initial_options), "selected_options", false),
  multi_users_select: (part) => boxes(part, people(), part.initial_users ?? [], "selected_users", false, false),
  multi_channels_select: (part) =>
    boxes(part, channels(), part.initial_channels ?? [], "selected_channels", false, false),
  multi_conversations_select: (part) =>
    boxes(part, channels(), part.initial_conversations ?? [], "selected_conversations", false, false),
  datetimepicker: dateAndTime,
};
for (const type of Object.keys(TEXTS)) KINDS[type] = textInput;
for (const type of Object.keys(MOMENTS)) KINDS[type] = moment;

export const isTyped = (part) => Boolean(KINDS[part?.type]);

/** The element's node with `read()` (its entry of the view's state) and `write(entry)`. */
export const typedControl = (part) => KINDS[part.type](part);

/** What was chosen as one plain value (a list where several may be), the way an act names it; null for nothing. */
export function choiceOf(entry) {
  const [chosen] = Object.entries(entry)
    .filter(([key]) => key !== "type")
    .map(([, value]) => value);
  if (Array.isArray(chosen)) return chosen.map((option) => option.value ?? option);
  return chosen?.value ?? chosen ?? null;
}

const isEmpty = (entry) =>
  Object.entries(entry).every(([key, value]) => key === "type" || value === null || value.length === 0);

/** What is wrong with a value, as a sentence, or null. The same checks Slack makes before it asks the app. */
export function problem(block, entry) {
  const part = block.element;
  if (isEmpty(entry)) return block.optional ? null : "Please fill this in.";
  const length = entry.value?.length ?? 0;
  if (part.min_length && length < part.min_length) return `Please write at least ${part.min_length} characters.`;
  if (part.type === "url_text_input" && !/^https?:\/\/\S+\.\S+|^https?:\/\/localhost\S*/.test(entry.value))
    return "Please write a whole web address, with https://";
  if (part.type === "email_text_input" && !/^\S+@\S+\.\S+$/.test(entry.value))
    return "Please write an e-mail address.";
  if (part.type === "number_input") {
    const pattern = part.is_decimal_allowed ? /^-?\d+([.,]\d+)?$/ : /^-?\d+$/;
    const amount = Number(entry.value.replace(",", "."));
    if (!pattern.test(entry.value))
      return part.is_decimal_allowed ? "Please write a number." : "Please write a whole number.";
    if (part.min_value !== undefined && amount < Number(part.min_value)) return `At least ${part.min_value}, please.`;
    if (part.max_value !== undefined && amount > Number(part.max_value)) return `At most ${part.max_value}, please.`;
  }
  return null;
}
