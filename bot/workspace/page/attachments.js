// What hangs below a message: attachments and files.
import { fileAddress } from "./api.js";
import { sizeWords } from "./attaching.js";
import { blocks } from "./blocks.js";
import { control } from "./controls.js";
import { element, icon } from "./dom.js";
import { mrkdwn } from "./mrkdwn.js";
import { linkNode } from "./tokens.js";

function field(entry) {
  return element(
    "div",
    { class: entry.short ? "section-field" : "section-field section-field-wide" },
    element("strong", { text: entry.title ?? "" }),
    element("div", {}, mrkdwn(entry.value ?? "")),
  );
}

const NAMED_COLORS = { good: "var(--good)", warning: "var(--warning)", danger: "var(--danger)" };

/** An attachment with its bar of colour; old ones have texts and fields, newer ones blocks. */
export function attachment(part, context) {
  const color =
    NAMED_COLORS[part.color] ??
    (/^#?[0-9a-f]{6}$/i.test(part.color ?? "") ? `#${part.color.replace("#", "")}` : null);
  const title = part.title && (part.title_link ? linkNode(part.title_link, [part.title]) : part.title);
  const author = part.author_name && (part.author_link ? linkNode(part.author_link, [part.author_name]) : part.author_name);
  const legacyActions = (part.actions ?? []).map((entry) =>
    control({ ...entry, text: { type: "plain_text", text: entry.text ?? "" } }, {}, context),
  );
  return element(
    "div",
    { class: "attachment", style: color ? { "--bar": color } : {} },
    part.pretext && element("div", { class: "attachment-pretext" }, mrkdwn(part.pretext)),
    author && element("div", { class: "attachment-author" }, author),
    title && element("div", { class: "attachment-title" }, title),
    !part.blocks?.length &&
      element("div", { class: "attachment-text" }, mrkdwn(part.text ?? (title ? "" : (part.fallback ?? "")))),
    part.fields?.length && element("div", { class: "section-fields" }, part.fields.map(field)),
    blocks(part.blocks, context),
    legacyActions.some(Boolean) && element("div", { class: "actions" }, legacyActions),
    part.footer && element("div", { class: "attachment-footer" }, mrkdwn(part.footer)),
  );
}

/** A shared file; only what this workspace holds can be downloaded. */
export function file(entry) {
  const size = entry.size ? sizeWords(entry.size) : "";
  const words = [
    element("span", { class: "file-name", text: entry.title || entry.name || "File" }),
    element("span", {
      class: "file-note",
      text: [entry.pretty_type || entry.filetype, size].filter(Boolean).join(" · "),
    }),
  ];
  const held = entry.id && !entry.is_external && entry.mode !== "tombstone";
  return held
    ? element(
        "a",
        {
          class: "file",
          href: fileAddress(entry.id),
          download: entry.name ?? "",
          title: `Download ${entry.name ?? "the file"}`,
          data: { testid: "file" },
        },
        icon("file"),
        element("span", { class: "file-words" }, words),
        icon("download"),
      )
    : element("div", { class: "file" }, icon("file"), element("span", { class: "file-words" }, words));
}
