// Light or dark: the system's preference until the visitor chooses, then the choice is remembered.
import { fill, icon } from "./dom.js";

const KEY = "svarvakt-theme";
const system = window.matchMedia("(prefers-color-scheme: dark)");

const present = () => document.documentElement.dataset.theme ?? (system.matches ? "dark" : "light");

export function startTheme(button) {
  const draw = () => {
    const dark = present() === "dark";
    fill(button, icon(dark ? "sun" : "moon"));
    const label = dark ? "Use the light theme" : "Use the dark theme";
    button.setAttribute("aria-label", label);
    button.title = label;
  };
  button.addEventListener("click", () => {
    const theme = present() === "dark" ? "light" : "dark";
    document.documentElement.dataset.theme = theme;
    try {
      localStorage.setItem(KEY, theme);
    } catch {
      // Not remembered when storage is blocked; the choice holds until the page is closed.
    }
    draw();
  });
  system.addEventListener("change", draw);
  draw();
}
