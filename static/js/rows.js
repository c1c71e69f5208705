// A row opens below itself to what its link leads to; a zone unfolds. Without a script both are links.
const open = (link) => {
  const row = link.closest("tr");
  const cell = document.createElement("td");
  cell.colSpan = row.cells.length;
  cell.setAttribute("role", "cell");
  const below = document.createElement("tr");
  below.className = "why-row";
  below.setAttribute("role", "row");
  below.append(cell);
  row.after(below);
  htmx.ajax("GET", link.href, { target: cell, swap: "innerHTML" });
};

const toggle = (link) => {
  const row = link.closest("tr");
  const below = row.nextElementSibling;
  const opened = link.getAttribute("aria-expanded") !== "true";
  link.setAttribute("aria-expanded", opened);
  row.classList.toggle("is-open", opened);
  if (below?.classList.contains("why-row")) below.hidden = !opened;
  else open(link);
};

const fold = (link) => {
  const opened = link.getAttribute("aria-expanded") !== "true";
  link.setAttribute("aria-expanded", opened);
  link.closest("tbody").classList.toggle("is-folded", !opened);
};

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-open], a[data-fold]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  if ("fold" in link.dataset) fold(link);
  else toggle(link);
});

// A row whose answer never came is closed again, so that opening it asks once more.
document.addEventListener("htmx:sendError", (event) => event.detail.target?.closest(".why-row")?.remove());
