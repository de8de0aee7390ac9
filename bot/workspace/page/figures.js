// Blocks of figures: table, data_table, and data_visualization as bars and small tables.
import { element } from "./dom.js";
import { richText } from "./richtext.js";

function cell(content) {
  if (content === null || content === undefined) return [];
  if (typeof content === "string" || typeof content === "number") return [String(content)];
  if (content.type === "rich_text") return [richText(content)];
  return [String(content.text ?? content.value ?? "")];
}

const isNumber = (content) => content?.type === "raw_number";

/** A table block; its first row is the head. */
export function table(block) {
  const [head, ...body] = block.rows ?? [];
  const settings = block.column_settings ?? [];
  const row = (cells, tag) =>
    element(
      "tr",
      {},
      (cells ?? []).map((content, index) => {
        const align = settings[index]?.align ?? (isNumber(content) ? "right" : null);
        return element(
          tag,
          { class: align ? `align-${align}` : undefined, scope: tag === "th" ? "col" : undefined },
          cell(content),
        );
      }),
    );
  return element(
    "div",
    { class: "table-holder", tabindex: "0", role: "region", "aria-label": block.caption || block.title || "Table" },
    element(
      "table",
      { class: "table" },
      element("thead", {}, row(head, "th")),
      element(
        "tbody",
        {},
        body.map((cells) => row(cells, "td")),
      ),
    ),
  );
}

const number = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 1 });

function bars(points) {
  const largest = Math.max(...points.map((point) => Math.abs(Number(point.value)) || 0), 1);
  return element(
    "ul",
    { class: "bars" },
    points.map((point) =>
      element(
        "li",
        { class: "bar-row" },
        element("span", { class: "bar-label", text: String(point.label ?? "") }),
        element(
          "span",
          { class: "bar-track", "aria-hidden": "true" },
          element("span", {
            class: "bar",
            style: { width: `${(100 * Math.abs(Number(point.value) || 0)) / largest}%` },
          }),
        ),
        element("span", { class: "bar-value", text: number.format(Number(point.value) || 0) }),
      ),
    ),
  );
}

function seriesTable(series, axis) {
  const labels = axis?.categories ?? series[0]?.data?.map((point) => point.label ?? point.x) ?? [];
  const rows = labels.map((label, index) => [
    String(label),
    ...series.map((line) => {
      const point = line.data?.[index] ?? line.values?.[index];
      return { type: "raw_number", text: number.format(Number(point?.value ?? point?.y ?? point) || 0) };
    }),
  ]);
  return table({
    rows: [[axis?.x_label ?? axis?.label ?? "", ...series.map((line) => line.name ?? line.label ?? "")], ...rows],
  });
}

/** A chart: one series as bars, several as a table of their values. */
export function chart(block) {
  const drawn = block.chart ?? block;
  const series = drawn.series ?? [];
  const points = drawn.segments ?? (series.length === 1 ? (series[0].data ?? []) : null);
  return element(
    "figure",
    { class: "chart" },
    element("figcaption", { class: "chart-title", text: block.title?.text ?? block.title ?? "Chart" }),
    points
      ? bars(points.map((point) => ({ label: point.label ?? point.x, value: point.value ?? point.y })))
      : seriesTable(series, drawn.axis_config),
  );
}
