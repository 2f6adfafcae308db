// Next and previous document by one key, which whoever is disturbed by it switches off (WCAG 2.1.4).
const KEY = "revisits.keys";
const part = document.querySelector("[data-keys]");
if (part) {
  const box = part.querySelector("input");
  part.hidden = false;
  box.checked = localStorage.getItem(KEY) !== "off";
  box.addEventListener("change", () => localStorage.setItem(KEY, box.checked ? "on" : "off"));
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable]");
    if (!box.checked || typing || event.ctrlKey || event.altKey || event.metaKey) return;
    const rel = { n: "next", p: "prev" }[event.key];
    if (rel) document.querySelector(`[data-beside] a[rel=${rel}]`)?.click();
  });
}
