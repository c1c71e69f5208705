// In a review: ticks are kept at once; s ticks the row one is on and goes to the next not seen.
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

document.addEventListener("change", (event) => {
  if (!event.target.matches("[data-seen]")) return;
  htmx.ajax("POST", event.target.form.action, { source: event.target, swap: "none" });
});

// A comment's form opens below what it is about; a second click closes it.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-comment]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const subject = link.closest("tr, .cause-head, article");
  const below = subject.nextElementSibling;
  if (below?.querySelector("textarea[autofocus]")) below.remove();
  else htmx.ajax("GET", link.href, { target: subject, swap: "afterend" });
});

document.addEventListener("htmx:afterSettle", (event) => {
  event.detail.target?.nextElementSibling?.querySelector?.("textarea[autofocus]")?.focus();
});

// A thread that the address names is opened.
const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
if (named instanceof HTMLDetailsElement) named.open = true;
