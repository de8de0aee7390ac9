// The page's HTTP API: one function an end point. Errors come out as sentences a person can read.
import { announce, state } from "./state.js";

export class RequestError extends Error {}

const GONE = "The demo does not answer.";

async function request(path, body) {
  const options =
    body === undefined
      ? { headers: { accept: "application/json" } }
      : { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  let response;
  try {
    response = await fetch(`/page/${path}`, { cache: "no-store", ...options });
  } catch {
    announce("unreachable");
    throw new RequestError(GONE);
  }
  const answer = await response.json().catch(() => null);
  // A refused submission is `ok: false` without being an error: its `errors` belong under the fields.
  if (!response.ok || (answer?.ok === false && answer.error)) {
    throw new RequestError(answer?.error || `The demo answered with ${response.status}.`);
  }
  return answer;
}

const query = (values) => new URLSearchParams(values).toString();

export const fetchState = () => request("state");
export const fetchConversations = async (person) => {
  const answer = await request(`conversations?${query({ as: person })}`);
  return Array.isArray(answer) ? answer : answer.conversations;
};
export const fetchMessages = async (channel, thread) => {
  const values = { as: state.me, channel };
  if (thread) values.thread_ts = thread;
  return (await request(`messages?${query(values)}`)).messages;
};
/** `files`: [{name, data (base64)}]. */
export const post = (channel, text, thread, files = []) =>
  request("post", { as: state.me, channel, text, files, ...(thread ? { thread_ts: thread } : {}) });
export const fileAddress = (file) => `/page/file?${query({ as: state.me, file })}`;
export const command = (channel, name, text) => request("command", { as: state.me, channel, command: name, text });
export const shortcut = (id) => request("shortcut", { as: state.me, callback_id: id });
export const click = (target, act) => request("click", { as: state.me, ...target, ...act });
export const viewAction = (view, act) => request("view-action", { as: state.me, view_id: view, ...act });
export const submit = (view, values) => request("submit", { as: state.me, view_id: view, state: values });
export const close = (view) => request("close", { as: state.me, view_id: view });
export const react = (channel, ts, name) => request("react", { as: state.me, channel, ts, name });
export const openHome = () => request("home", { as: state.me });
export const forward = (seconds) => request("clock", { forward: seconds });
export const nextMorning = () => request("clock", { to: "next_morning" });
export const customersWrite = (sample, count) => request("customers", { sample, count });
