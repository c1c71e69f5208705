// In a review: s ticks the row one is on and goes to the next not seen; Next goes there too.
const boxes = () => [...document.querySelectorAll("[data-seen]")].filter((box) => box.getClientRects().length);
const shortcuts = "shortcuts" in document.body.dataset;
const typing = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]";

const goToNext = (from) => {
  const all = boxes();
  const start = all.indexOf(from) + 1;
  const next = [...all.slice(start), ...all.slice(0, start)].find((box) => !box.checked);
  next?.focus();
  return next;
};

const tickAndGo = () => {
  const box = document.activeElement?.closest?.("[data-row]")?.querySelector("[data-seen]");
  if (box && !box.checked) box.click();
  goToNext(box);
};

document.addEventListener("keydown", (event) => {
  if (!shortcuts || event.key !== "s" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches?.(typing) || document.querySelector("dialog[open]")) return;
  event.preventDefault();
  tickAndGo();
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-next-unseen]") && goToNext(document.activeElement)) event.preventDefault();
});

// A thread that the address names is opened, and what was begun takes the focus.
const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
if (named instanceof HTMLDetailsElement) named.open = true;
document.addEventListener("htmx:afterSettle", (event) => {
  event.detail.target?.parentElement?.querySelector("textarea[autofocus]")?.focus();
});
