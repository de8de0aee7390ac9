// The page's WebSocket: tells what has changed. It reconnects by itself, ever more slowly.
import { announce, state } from "./state.js";

const FIRST_WAIT = 400; // milliseconds
const LONGEST_WAIT = 5000;
const STOPPED_AFTER = 3; // failed attempts before the banner says that the demo has stopped

let socket = null;
let wait = FIRST_WAIT;
let failures = 0;
let timer = null;

function setConnection(connection) {
  if (state.connection === connection) return;
  state.connection = connection;
  announce("connection");
}

/** Opens the socket of the present person, closing the one of the person before. */
export function connect() {
  clearTimeout(timer);
  const before = socket;
  socket = null;
  before?.close();
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  const mine = new WebSocket(`${scheme}://${location.host}/page/socket?as=${encodeURIComponent(state.me)}`);
  socket = mine;
  mine.addEventListener("open", () => {
    if (socket !== mine) return;
    failures = 0;
    wait = FIRST_WAIT;
    const again = state.connection !== "connecting" && state.connection !== "open";
    setConnection("open");
    // Nothing is kept for a page that was away, so after a break everything is read again.
    if (again) announce("reconnected");
  });
  mine.addEventListener("message", (event) => {
    if (socket === mine) announce("push", JSON.parse(event.data));
  });
  mine.addEventListener("close", () => {
    if (socket !== mine) return;
    failures += 1;
    setConnection(failures >= STOPPED_AFTER ? "stopped" : "reconnecting");
    timer = setTimeout(connect, wait);
    wait = Math.min(wait * 1.6, LONGEST_WAIT);
  });
}
