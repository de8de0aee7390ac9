// Times as the reader sees them: in the reader's zone, with today and yesterday by the workspace's clock.
import { element } from "./dom.js";
import { now, readerZone } from "./state.js";

const formatters = new Map();

function formatter(options) {
  const settings = { ...options, timeZone: options.timeZone ?? readerZone() };
  const key = JSON.stringify(settings);
  if (!formatters.has(key)) formatters.set(key, new Intl.DateTimeFormat("en-GB", settings));
  return formatters.get(key);
}

const format = (epoch, options) => formatter(options).format(new Date(epoch * 1000));

export const clockTime = (epoch, zone) =>
  format(epoch, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone });
export const weekday = (epoch, zone) => format(epoch, { weekday: "short", timeZone: zone });
export const shortDay = (epoch, zone) => format(epoch, { day: "numeric", month: "short", timeZone: zone });
export const longDay = (epoch) => format(epoch, { weekday: "long", day: "numeric", month: "long", year: "numeric" });

/** The calendar day as 2026-11-03, to compare days with. */
export const dayKey = (epoch) =>
  format(epoch, { year: "numeric", month: "2-digit", day: "2-digit" }).split("/").reverse().join("-");

/** Days between two calendar days of the reader: 0 today, -1 yesterday. */
function daysFromToday(epoch) {
  return Math.round((Date.parse(dayKey(epoch)) - Date.parse(dayKey(now()))) / 86_400_000);
}

const RELATIVE = { "-1": "yesterday", 0: "today", 1: "tomorrow" };
const capital = (word) => word.charAt(0).toUpperCase() + word.slice(1);

export function dayLabel(epoch) {
  const near = RELATIVE[daysFromToday(epoch)];
  return near && near !== "tomorrow" ? capital(near) : longDay(epoch);
}

function ago(epoch) {
  const seconds = epoch - now();
  const units = [
    ["day", 86_400],
    ["hour", 3600],
    ["minute", 60],
  ];
  const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? ["minute", 60];
  return new Intl.RelativeTimeFormat("en-GB", { numeric: "auto" }).format(Math.trunc(seconds / size), unit);
}

const short = (epoch) => format(epoch, { day: "numeric", month: "short", year: "numeric" });
const middle = (epoch) => format(epoch, { day: "numeric", month: "long", year: "numeric" });
const pretty = (epoch, otherwise) => RELATIVE[daysFromToday(epoch)] ?? otherwise(epoch);

// The tokens of Slack's <!date^…> and of rich_text's date element.
const TOKENS = {
  date_num: dayKey,
  date: middle,
  date_short: short,
  date_long: longDay,
  date_pretty: (epoch) => pretty(epoch, middle),
  date_short_pretty: (epoch) => pretty(epoch, short),
  date_long_pretty: (epoch) => pretty(epoch, longDay),
  day_divider_pretty: (epoch) => pretty(epoch, longDay),
  time: (epoch) => clockTime(epoch),
  time_secs: (epoch) => format(epoch, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" }),
  ago,
};

function formatTokens(epoch, pattern, begins) {
  const text = pattern.replace(/\{(\w+)\}/g, (whole, token) => TOKENS[token]?.(epoch) ?? whole);
  // "Today" at the beginning of a line has a capital; inside a sentence it stays small.
  return begins ? capital(text) : text;
}

/** A <time> that can be drawn anew when the clock jumps; `begins` says that it begins its line. */
export function dateNode(epoch, pattern, fallback, begins = false) {
  const seconds = Number(epoch);
  // Beyond what a Date can hold there is only the fallback.
  if (Number.isNaN(new Date(seconds * 1000).getTime())) return document.createTextNode(fallback ?? "");
  return element("time", {
    class: "date",
    data: { epoch: String(seconds), pattern, ...(begins ? { begins: "" } : {}) },
    datetime: new Date(seconds * 1000).toISOString(),
    title: `${longDay(seconds)} ${clockTime(seconds)}`,
    text: formatTokens(seconds, pattern, begins),
  });
}

/** Draws every date of the page again: "tomorrow" may have become "today". */
export function refreshDates(root = document) {
  for (const node of root.querySelectorAll("time[data-pattern]")) {
    const text = formatTokens(Number(node.dataset.epoch), node.dataset.pattern, node.dataset.begins !== undefined);
    if (node.textContent !== text) node.textContent = text;
  }
}
