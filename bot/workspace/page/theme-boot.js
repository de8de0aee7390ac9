// A classic script in the head: the remembered theme must be set before the first paint, or the page flashes.
(() => {
  let theme = null;
  try {
    theme = localStorage.getItem("svarvakt-theme");
  } catch {
    // Storage may be blocked; the system's preference then decides.
  }
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
})();
