// The workspace's clock, and moving it forward.
import * as api from "./api.js";
import { clockTime, refreshDates, shortDay, weekday } from "./dates.js";
import { element, fill, icon, spinner } from "./dom.js";
import { notice, say, warn } from "./notices.js";
import { announce, now, setClock, state, subscribe } from "./state.js";

const JUMPS = [
  {
    label: "+15 min",
    title: "Move the clock 15 minutes forward",
    testid: "clock-15m",
    move: () => api.forward(15 * 60),
  },
  { label: "+1 h", title: "Move the clock one hour forward", testid: "clock-1h", move: () => api.forward(60 * 60) },
  {
    label: "Next morning",
    short: "Morning",
    title: "Move the clock to the next morning",
    testid: "clock-morning",
    move: () => api.nextMorning(),
  },
];

export function startClock() {
  const holder = document.getElementById("clock");
  const time = element("strong", { class: "clock-time" });
  const day = element("span", { class: "clock-day" });
  const face = element(
    "div",
    { class: "clock-face", role: "timer", "aria-live": "off", data: { testid: "clock" } },
    icon("clock"),
    day,
    time,
  );
  const buttons = JUMPS.map((jump) =>
    element(
      "button",
      {
        class: "clock-jump",
        type: "button",
        title: jump.title,
        "aria-label": jump.title,
        data: { testid: jump.testid },
      },
      element("span", { class: jump.short ? "clock-long" : undefined, text: jump.label }),
      jump.short && element("span", { class: "clock-short", text: jump.short }),
    ),
  );
  const group = element(
    "div",
    { class: "clock-jumps", role: "group", "aria-label": "Move the clock forward" },
    buttons,
  );
  fill(holder, face, group);

  const draw = () => {
    if (!state.clock.now) return;
    const zone = state.clock.zone;
    const words = clockTime(now(), zone);
    if (time.textContent !== words) time.textContent = words;
    day.textContent = `${weekday(now(), zone)} ${shortDay(now(), zone)}`;
    face.title = `The workspace's time, in ${zone}`;
  };

  async function jump(index) {
    if (holder.getAttribute("aria-busy") === "true") return;
    holder.setAttribute("aria-busy", "true");
    buttons.forEach((button) => {
      button.disabled = true;
    });
    const wheel = spinner();
    buttons[index].append(wheel);
    buttons[index].classList.add("clock-moving");
    try {
      const answer = await JUMPS[index].move();
      const told = typeof answer?.now === "number" ? answer.now : answer?.clock?.now;
      if (told) setClock({ now: told });
      else setClock((await api.fetchState()).clock);
      say(`It is now ${weekday(now(), state.clock.zone)} ${clockTime(now(), state.clock.zone)}.`);
    } catch (error) {
      warn(error);
    } finally {
      wheel.remove();
      buttons[index].classList.remove("clock-moving");
      buttons.forEach((button) => {
        button.disabled = false;
      });
      holder.removeAttribute("aria-busy");
      buttons[index].focus();
      announce("clock-moved");
    }
  }
  buttons.forEach((button, index) => button.addEventListener("click", () => jump(index)));

  subscribe("people", () => {
    group.hidden = !state.can.clock;
  });
  subscribe("clock", () => {
    draw();
    refreshDates();
  });
  setInterval(draw, 1000);
}

/** The server's clock may be held still or have been moved elsewhere: follow it. */
export function followClock(push) {
  const jumped = Math.abs(push.now - now()) > 120;
  setClock({ now: push.now });
  if (jumped && !document.querySelector("#clock[aria-busy=true]"))
    notice(`The clock moved to ${weekday(now(), state.clock.zone)} ${clockTime(now(), state.clock.zone)}.`);
}
