// Writing: Enter sends, Shift+Enter breaks the line, "/" runs a command. What is written stays until it is sent.
import * as api from "./api.js";
import { Attaching } from "./attaching.js";
import { element, icon, spinner } from "./dom.js";
import { notice, warn } from "./notices.js";
import { conversation, conversationName, state } from "./state.js";
import { Suggestions } from "./suggestions.js";

const drafts = new Map(); // person, channel and thread → what was written and not sent

const pattern = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** People are offered by their whole names; the server knows a mention by the handle, as it stands after an @. */
export function withHandles(typed) {
  const people = [...state.people.values()].filter((person) => person.real_name && person.name);
  people.sort((one, other) => other.real_name.length - one.real_name.length); // "Ada Lundberg" before "Ada Lund"
  return people.reduce(
    (text, person) =>
      text.replace(new RegExp(`(^|\\s)@${pattern(person.real_name)}(?![\\p{L}\\p{N}])`, "gu"), `$1@${person.name}`),
    typed,
  );
}

/** The command and its text when it begins with a slash, else null. */
function parseCommand(text) {
  const found = /^(\/[^\s/]+)(?:\s+([\s\S]*))?$/.exec(text.trim());
  return found && { name: found[1], text: (found[2] ?? "").trim() };
}

/** What the app offers everywhere: Slack hides it behind a plus, here it is one press. */
function shortcutButton({ name, callback_id: id }) {
  return element(
    "button",
    {
      class: "icon-button composer-shortcut",
      type: "button",
      "aria-label": name,
      title: name,
      data: { testid: `shortcut-${id}` },
      on: { click: () => api.shortcut(id).catch(warn) },
    },
    icon("sparkle"),
  );
}

export class Composer {
  /** `sent` is called after something was sent; `thread()` gives the thread's ts in the panel. */
  constructor(holder, { testid, sent, thread = () => null, channel }) {
    this.channel = channel;
    this.thread = thread;
    this.sent = sent;
    this.input = element("textarea", {
      class: "composer-input",
      rows: "1",
      "aria-label": "Message",
      data: { testid },
    });
    this.button = element(
      "button",
      {
        class: "composer-send",
        type: "submit",
        "aria-label": "Send",
        title: "Send (Enter)",
        data: { testid: `${testid}-send` },
      },
      icon("send"),
    );
    this.attaching = new Attaching({ testid, key: () => this.key(), changed: () => this.fit() });
    this.shortcuts = element("span", { class: "composer-shortcuts" });
    const row = element(
      "div",
      { class: "composer-row" },
      this.shortcuts,
      this.attaching.button,
      this.attaching.input,
      this.input,
      this.button,
    );
    const box = element("div", { class: "composer-box" }, this.attaching.list, row);
    this.form = element("form", { class: "composer" }, box);
    this.attaching.listen(box, this.input);
    this.suggestions = new Suggestions(this.input, this.form);
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
    this.input.addEventListener("input", () => {
      drafts.set(this.key(), this.input.value);
      this.fit();
      this.suggestions.update();
    });
    this.input.addEventListener("keydown", (event) => {
      if (event.isComposing || this.suggestions.key(event)) return;
      if (event.key === "Enter" && !event.shiftKey) {
        event.preventDefault();
        this.send();
      }
    });
    this.input.addEventListener("blur", () => this.suggestions.hide());
    holder.append(this.form);
  }

  key() {
    return `${state.me} ${this.channel()} ${this.thread() ?? ""}`;
  }

  /** Another conversation or person: shows the draft that belongs there. */
  refresh() {
    this.input.value = drafts.get(this.key()) ?? "";
    const open = conversation(this.channel());
    const name = open ? conversationName(open.id) : "";
    this.input.placeholder = this.thread() ? "Reply…" : open?.kind === "im" ? `Message ${name}` : `Message #${name}`;
    this.input.setAttribute("aria-label", this.thread() ? "Reply in thread" : this.input.placeholder);
    this.suggestions.hide();
    this.shortcuts.replaceChildren(...(this.thread() ? [] : state.shortcuts.map(shortcutButton)));
    this.attaching.draw();
    this.fit();
  }

  fit() {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, 220)}px`;
    this.button.disabled = !this.input.value.trim() && !this.attaching.files.length;
  }

  async send() {
    const typed = this.input.value.trim();
    const attached = this.attaching.files.length > 0;
    if ((!typed && !attached) || this.form.getAttribute("aria-busy") === "true") return;
    const [key, channel, thread] = [this.key(), this.channel(), this.thread()];
    const command = parseCommand(typed);
    if (command && !state.commands.some((entry) => entry.command === command.name)) {
      notice(`${command.name} is not a command here. Type / to see which there are.`, "warning");
      return;
    }
    if (command && attached) {
      notice("A command takes no files. Send them in a message.", "warning");
      return;
    }
    this.form.setAttribute("aria-busy", "true");
    const wheel = spinner();
    this.button.append(wheel);
    try {
      // What is typed goes out as it is: escaping and marking links is the server's, as it is Slack's.
      await (command
        ? api.command(channel, command.name, command.text)
        : api.post(channel, withHandles(typed), thread, await this.attaching.read()));
      drafts.delete(key);
      this.attaching.set([], key);
      if (this.key() === key) this.refresh();
      this.sent();
    } catch (error) {
      warn(error);
    } finally {
      wheel.remove();
      this.form.removeAttribute("aria-busy");
    }
  }
}
