// The `markdown` block: ordinary Markdown, the part of it that messages use.
import { element } from "./dom.js";
import { emojiNode, linkNode } from "./tokens.js";

const INLINE =
  /(`+)(.+?)\1|\*\*(.+?)\*\*|__(.+?)__|\*(\S(?:.*?\S)?)\*|\b_(\S(?:.*?\S)?)_\b|~~(.+?)~~|\[([^\]]+)\]\(([^)\s]+)[^)]*\)|<(https?:[^>]+)>|:([a-z0-9_+-]+):/;

function inline(text) {
  const nodes = [];
  let rest = text;
  for (let found = INLINE.exec(rest); found; found = INLINE.exec(rest)) {
    nodes.push(rest.slice(0, found.index).replace(/\\([\\`*_~[\]()#>-])/g, "$1"));
    const [, , code, strong, strong2, emphasis, emphasis2, struck, label, address, bare, emoji] = found;
    if (code !== undefined) nodes.push(element("code", { class: "code", text: code }));
    else if (strong ?? strong2) nodes.push(element("strong", {}, inline(strong ?? strong2)));
    else if (emphasis ?? emphasis2) nodes.push(element("em", {}, inline(emphasis ?? emphasis2)));
    else if (struck) nodes.push(element("s", {}, inline(struck)));
    else if (label) nodes.push(linkNode(address, inline(label)));
    else if (bare) nodes.push(linkNode(bare));
    else nodes.push(emojiNode(emoji));
    rest = rest.slice(found.index + found[0].length);
  }
  nodes.push(rest.replace(/\\([\\`*_~[\]()#>-])/g, "$1"));
  return nodes.filter((node) => node !== "");
}

// Each kind of line that may stand together with its neighbours of the same kind.
const KINDS = [
  { test: /^\s*[-*+]\s+/, build: (lines) => element("ul", { class: "rich-list" }, items(lines, /^\s*[-*+]\s+/)) },
  { test: /^\s*\d+[.)]\s+/, build: (lines) => element("ol", { class: "rich-list" }, items(lines, /^\s*\d+[.)]\s+/)) },
  {
    test: /^>\s?/,
    build: (lines) =>
      element("blockquote", { class: "quote" }, joined(lines.map((line) => line.replace(/^>\s?/, "")))),
  },
];

const items = (lines, marker) => lines.map((line) => element("li", {}, inline(line.replace(marker, ""))));
const joined = (lines) => lines.flatMap((line, index) => (index ? [element("br"), ...inline(line)] : inline(line)));

/** Node for Markdown text. */
export function markdown(text) {
  const root = element("div", { class: "markdown" });
  const lines = text.split("\n");
  for (let index = 0; index < lines.length;) {
    const line = lines[index];
    const heading = /^(#{1,6})\s+(.*)$/.exec(line);
    const kind = KINDS.find((candidate) => candidate.test.test(line));
    if (/^```/.test(line)) {
      const end = lines.findIndex((later, position) => position > index && /^```/.test(later));
      const last = end < 0 ? lines.length : end;
      root.append(element("pre", { class: "preformatted", text: lines.slice(index + 1, last).join("\n") }));
      index = last + 1;
    } else if (heading) {
      root.append(
        element(
          "div",
          { class: "markdown-heading", role: "heading", "aria-level": String(heading[1].length + 2) },
          inline(heading[2]),
        ),
      );
      index += 1;
    } else if (/^(-{3,}|\*{3,})$/.test(line.trim())) {
      root.append(element("hr", { class: "divider" }));
      index += 1;
    } else if (kind) {
      const first = index;
      while (index < lines.length && kind.test.test(lines[index])) index += 1;
      root.append(kind.build(lines.slice(first, index)));
    } else if (!line.trim()) {
      index += 1;
    } else {
      const first = index;
      while (index < lines.length && isPlain(lines[index])) index += 1;
      root.append(element("p", {}, joined(lines.slice(first, index))));
    }
  }
  return root;
}

const isPlain = (line) =>
  Boolean(line.trim()) &&
  !/^(```|#{1,6}\s)/.test(line) &&
  !/^(-{3,}|\*{3,})$/.test(line.trim()) &&
  !KINDS.some((kind) => kind.test.test(line));
