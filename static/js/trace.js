// A cell of the trace opens its ladder in place and is marked; the focus goes to what came.
// Without a script cells are links to the page with their ladder.
document.addEventListener("click", (event) => {
  const cell = event.target.closest("a[data-cell]");
  if (!cell || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const address = cell.getAttribute("href").replace(/#.*/, "");
  htmx.ajax("GET", address, { source: cell, target: "#steps", swap: "outerHTML" }).then(() => {
    document.querySelectorAll("a[data-cell][aria-current]").forEach((other) => other.removeAttribute("aria-current"));
    cell.setAttribute("aria-current", "true");
    history.replaceState(history.state, "", address);
    document.querySelector("#steps-h")?.focus();
  });
});

document.addEventListener("htmx:afterSettle", (event) => {
  event.target.closest?.("#answer")?.focus({ preventScroll: true });
});
