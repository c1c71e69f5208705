// Menus are <details>: they work alone. This closes them on a click elsewhere and on Escape,
// filters the list of deployments, and opens the list of shortcuts.
const open = () => document.querySelectorAll("details[data-menu][open]");

document.addEventListener("click", (event) => {
  open().forEach((menu) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  if (event.target.closest("[data-help]")) document.querySelector("[data-shortcuts-dialog]").showModal();
  if (event.target.closest("[data-failed-close]")) document.querySelector("[data-failed]").hidden = true;
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  open().forEach((menu) => {
    menu.open = false;
    menu.querySelector("summary").focus();
  });
});

document.addEventListener("input", (event) => {
  if (!event.target.matches("[data-menu-filter]")) return;
  const wanted = event.target.value.trim().toLowerCase();
  event.target.closest("details").querySelectorAll(".menu-list a").forEach((link) => {
    link.hidden = !link.textContent.toLowerCase().includes(wanted);
  });
});

document.addEventListener(
  "toggle",
  (event) => {
    if (event.target.matches?.("details[data-menu][open]")) event.target.querySelector("[data-menu-filter]")?.focus();
  },
  true,
);

// On a narrow screen the side is a strip that scrolls: the current page's entry is brought into it.
const strip = document.querySelector(".side nav");
const current = strip?.querySelector("[aria-current]");
if (current && strip.scrollWidth > strip.clientWidth) {
  strip.scrollLeft = current.offsetLeft - (strip.clientWidth - current.offsetWidth) / 2;
}
