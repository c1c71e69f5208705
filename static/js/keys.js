// Single keys, unless the person has turned them off: / j k c ?. Enter is the browser's own.
const on = "shortcuts" in document.body.dataset;
const typing = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]";

const rows = () => [...document.querySelectorAll("[data-row]")].filter((row) => row.getClientRects().length);
const here = () => document.activeElement?.closest?.("[data-row]");

const go = (step) => {
  const all = rows();
  if (!all.length) return;
  const at = all.indexOf(here());
  const to = at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + step, 0), all.length - 1);
  all[to].querySelector("a, button, input")?.focus();
};

const keys = {
  "/": () => {
    const field = document.querySelector("[data-filter-text]");
    field?.focus();
    field?.select();
  },
  "?": () => document.querySelector("[data-shortcuts-dialog]").showModal(),
  j: () => go(1),
  k: () => go(-1),
  c: () => here()?.querySelector("[data-comment], [data-copy], [data-copy-row]")?.click(),
};

document.addEventListener("keydown", (event) => {
  if (!on || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches?.(typing) || document.querySelector("dialog[open]")) return;
  const action = Object.hasOwn(keys, event.key) && keys[event.key];
  if (!action) return;
  event.preventDefault();
  action();
});
