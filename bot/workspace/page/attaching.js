// Files that go with a message: chosen, dropped or pasted, shown above the words until it is sent.
import { element, icon } from "./dom.js";
import { notice } from "./notices.js";

const MOST = 10;
const LARGEST = 16 * 1024 * 1024; // bytes of all files of one message; the server says no to more

/** A size in words: "812 bytes", "14 KB", "1.2 MB". */
export function sizeWords(bytes) {
  if (bytes < 1024) return bytes === 1 ? "1 byte" : `${bytes} bytes`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** One file as the server takes it. */
const read = (file) =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () =>
      resolve({ name: file.name, data: reader.result.slice(reader.result.indexOf(",") + 1) }),
    );
    reader.addEventListener("error", () => reject(new Error(`${file.name} cannot be read.`)));
    reader.readAsDataURL(file);
  });

export class Attaching {
  /** `changed` is called whenever files came or went; `key()` says for which draft. */
  constructor({ testid, key, changed }) {
    this.drafts = new Map(); // person, channel and thread → files that are not sent yet
    this.key = key;
    this.changed = changed;
    this.input = element("input", {
      type: "file",
      multiple: true,
      hidden: true,
      data: { testid: `${testid}-files` },
      on: {
        change: () => {
          this.add(this.input.files);
          this.input.value = "";
        },
      },
    });
    this.button = element(
      "button",
      {
        class: "icon-button composer-attach",
        type: "button",
        "aria-label": "Attach a file",
        title: "Attach a file",
        data: { testid: `${testid}-attach` },
        on: { click: () => this.input.click() },
      },
      icon("clip"),
    );
    this.list = element("ul", { class: "attached", "aria-label": "Files to send", hidden: true });
  }

  get files() {
    return this.drafts.get(this.key()) ?? [];
  }

  /** Lets files be dropped and pasted there. */
  listen(box, input) {
    box.addEventListener("dragover", (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      box.classList.add("composer-over");
    });
    box.addEventListener("dragleave", () => box.classList.remove("composer-over"));
    box.addEventListener("drop", (event) => {
      box.classList.remove("composer-over");
      if (!event.dataTransfer?.files.length) return;
      event.preventDefault();
      this.add(event.dataTransfer.files);
    });
    input.addEventListener("paste", (event) => {
      if (!event.clipboardData?.files.length) return;
      event.preventDefault();
      this.add(event.clipboardData.files);
    });
  }

  add(more) {
    const files = [...this.files, ...more];
    const size = files.reduce((sum, file) => sum + file.size, 0);
    if (files.length > MOST) notice(`At most ${MOST} files go with one message.`, "warning");
    else if (size > LARGEST) notice(`Files of more than ${sizeWords(LARGEST)} do not go through here.`, "warning");
    else this.set(files);
  }

  set(files, key = this.key()) {
    if (files.length) this.drafts.set(key, files);
    else this.drafts.delete(key);
    this.draw();
    this.changed();
  }

  draw() {
    const files = this.files;
    this.list.hidden = !files.length;
    this.list.replaceChildren(
      ...files.map((file) =>
        element(
          "li",
          { class: "attached-file", data: { testid: "attached" } },
          icon("file"),
          element("span", { class: "attached-name", text: file.name, title: file.name }),
          element("span", { class: "file-note", text: sizeWords(file.size) }),
          element(
            "button",
            {
              class: "attached-remove",
              type: "button",
              "aria-label": `Do not send ${file.name}`,
              title: "Do not send",
              on: {
                click: () => {
                  this.set(this.files.filter((each) => each !== file));
                  this.button.focus();
                },
              },
            },
            icon("close"),
          ),
        ),
      ),
    );
  }

  /** The files as the server takes them. */
  read() {
    return Promise.all(this.files.map(read));
  }
}
