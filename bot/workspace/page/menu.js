// A menu that hangs from a button: keyboard, outside clicks and Esc. On a phone it is a sheet at the bottom.
import { element } from "./dom.js";

let close = null;

export function closeMenu() {
  close?.();
}

const focusables = (menu) => [...menu.querySelectorAll("[role^=menuitem]:not([aria-disabled=true])")];

function place(menu, anchor) {
  const box = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  const below = box.bottom + 6 + height <= innerHeight || box.top - 6 - height < 0;
  const left = Math.min(
    Math.max(8, box.left + width > innerWidth - 8 ? box.right - width : box.left),
    Math.max(8, innerWidth - width - 8),
  );
  menu.style.setProperty("--menu-left", `${left}px`);
  menu.style.setProperty("--menu-top", `${Math.max(8, below ? box.bottom + 6 : box.top - height - 6)}px`);
}

/**
 * Opens a menu under `anchor`, or closes it when it is open already. `build(close)` gives its content, whose
 * entries have the role menuitem.
 */
export function toggleMenu(anchor, label, build, className = "") {
  const wasOpen = anchor.getAttribute("aria-expanded") === "true";
  close?.();
  if (wasOpen) return;
  const menu = element("div", { class: `menu ${className}`, role: "menu", "aria-label": label, tabindex: "-1" });
  const outside = (event) => {
    if (!menu.contains(event.target) && !anchor.contains(event.target)) close?.();
  };
  const layer = element("div", { class: "menu-backdrop", "aria-hidden": "true" });
  const shut = (refocus = true) => {
    menu.remove();
    layer.remove();
    document.removeEventListener("pointerdown", outside, true);
    anchor.setAttribute("aria-expanded", "false");
    close = null;
    if (refocus && anchor.isConnected) anchor.focus();
  };
  close = shut;
  menu.append(...[build(shut)].flat());
  menu.addEventListener("keydown", (event) => {
    const entries = focusables(menu);
    const at = entries.indexOf(document.activeElement);
    const goTo = { ArrowDown: at + 1, ArrowUp: at - 1 + (at < 0 ? 1 : 0), Home: 0, End: entries.length - 1 }[
      event.key
    ];
    if (event.key === "Escape" || event.key === "Tab") {
      event.preventDefault();
      event.stopPropagation();
      shut();
    } else if (goTo !== undefined) {
      event.preventDefault();
      entries[(goTo + entries.length) % entries.length]?.focus();
    }
  });
  // Inside an open dialog only the dialog's own descendants can be clicked.
  (anchor.closest("dialog") ?? document.body).append(layer, menu);
  anchor.setAttribute("aria-expanded", "true");
  place(menu, anchor);
  document.addEventListener("pointerdown", outside, true);
  (menu.querySelector("[aria-checked=true]") ?? focusables(menu)[0] ?? menu).focus();
}
