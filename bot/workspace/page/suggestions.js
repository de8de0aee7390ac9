// What a composer offers while one types: commands after "/", people after "@".
import { personAvatar } from "./avatar.js";
import { element, fill, uniqueId } from "./dom.js";
import { state } from "./state.js";

const MOST = 8;

function commandsFor(text) {
  const found = /^(\/\S*)(\s.*)?$/s.exec(text);
  if (!found) return [];
  // With arguments begun, only the usage of that command stays, as a reminder.
  const matches = state.commands.filter((entry) =>
    found[2] === undefined ? entry.command.startsWith(found[1]) : entry.command === found[1],
  );
  return matches.map((entry) => ({
    key: entry.command,
    hintOnly: found[2] !== undefined,
    insert: () => ({ text: `${entry.command} `, caret: entry.command.length + 1 }),
    node: [
      element("span", { class: "suggestion-name", text: entry.command }),
      element("span", { class: "suggestion-usage", text: entry.usage_hint ?? "" }),
      element("span", { class: "suggestion-note", text: entry.description ?? "" }),
    ],
  }));
}

function peopleFor(text, caret) {
  const found = /(^|\s)@([\p{L}\p{N}.'-]*(?: [\p{L}\p{N}.'-]*)?)$/u.exec(text.slice(0, caret));
  if (!found) return [];
  const wanted = found[2].toLowerCase();
  // A name that stands there in full needs no help, and Enter should then send.
  if (
    [...state.people.values()].some((person) =>
      [person.real_name, person.name].some((name) => name?.toLowerCase() === wanted),
    )
  )
    return [];
  return [...state.people.values()]
    .filter((person) => [person.real_name, person.name].some((name) => name?.toLowerCase().startsWith(wanted)))
    .slice(0, MOST)
    .map((person) => ({
      key: person.id,
      insert: () => {
        const start = caret - found[2].length;
        const name = `${person.real_name || person.name} `;
        return { text: text.slice(0, start) + name + text.slice(caret), caret: start + name.length };
      },
      node: [
        personAvatar(person.id),
        element("span", { class: "suggestion-name", text: person.real_name || person.name }),
        element("span", { class: "suggestion-note", text: person.title ?? "" }),
      ],
    }));
}

export class Suggestions {
  /** `input` is the textarea, `holder` where the list goes. */
  constructor(input, holder) {
    this.input = input;
    this.id = uniqueId("suggestions");
    this.list = element("div", {
      class: "suggestions",
      role: "listbox",
      id: this.id,
      "aria-label": "Suggestions",
      hidden: true,
      data: { testid: "suggestions" },
    });
    holder.prepend(this.list);
    input.setAttribute("aria-controls", this.id);
    input.setAttribute("aria-autocomplete", "list");
    this.options = [];
    this.at = 0;
  }

  update() {
    const { value, selectionStart } = this.input;
    this.options = value.startsWith("/") ? commandsFor(value) : peopleFor(value, selectionStart);
    this.at = 0;
    this.draw();
  }

  hide() {
    this.options = [];
    this.draw();
  }

  draw() {
    this.list.hidden = this.options.length === 0;
    fill(
      this.list,
      this.options.map((option, index) =>
        element(
          "div",
          {
            class: index === this.at && !option.hintOnly ? "suggestion suggestion-chosen" : "suggestion",
            role: "option",
            id: `${this.id}-${index}`,
            "aria-selected": String(index === this.at),
            data: { testid: `suggestion-${option.key}` },
            on: {
              pointerdown: (event) => {
                event.preventDefault();
                this.choose(index);
              },
            },
          },
          option.node,
        ),
      ),
    );
    if (this.options.length) this.input.setAttribute("aria-activedescendant", `${this.id}-${this.at}`);
    else this.input.removeAttribute("aria-activedescendant");
  }

  choose(index) {
    const option = this.options[index];
    if (!option || option.hintOnly) return;
    const { text, caret } = option.insert();
    this.input.value = text;
    this.input.setSelectionRange(caret, caret);
    this.input.dispatchEvent(new Event("input"));
  }

  /** True when the key was meant for the list. Enter still sends a command that is typed to its end. */
  key(event) {
    const choices = this.options.filter((option) => !option.hintOnly);
    if (!choices.length) return false;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      this.at = (this.at + (event.key === "ArrowDown" ? 1 : -1) + choices.length) % choices.length;
      this.draw();
    } else if (event.key === "Escape") {
      this.hide();
    } else if (event.key === "Tab" || (event.key === "Enter" && this.input.value !== choices[this.at].key)) {
      this.choose(this.at);
    } else {
      return false;
    }
    event.preventDefault();
    return true;
  }
}
