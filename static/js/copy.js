// Copies what a button carries in data-copy, the text of the element that data-copy-from names, or,
// of a row of the plan, its records as zone lines: made here, so that 200 rows need not carry them.
const targets = ["CNAME", "SRV"];

const zoneLines = (row) => {
  const ttl = document.querySelector("[data-ttl]").dataset.ttl;
  const name = row.querySelector(".c-name code").textContent;
  const type = row.querySelector(".type").textContent;
  const dot = targets.includes(type) ? "." : "";
  return [...row.querySelectorAll(".c-data code")]
    .map((data) => `${name}. ${ttl} IN ${type} ${data.textContent}${dot}\n`)
    .join("");
};

const wanted = (button) => {
  if ("copyRow" in button.dataset) return zoneLines(button.closest("tr"));
  return button.dataset.copy ?? document.querySelector(button.dataset.copyFrom).textContent;
};

const say = (text) => {
  const live = document.querySelector("[data-live]");
  if (live) live.textContent = text;
};

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy], [data-copy-from], [data-copy-row]");
  if (!button) return;
  try {
    await navigator.clipboard.writeText(wanted(button));
  } catch {
    say("The browser does not allow copying. Select the text and copy it by hand.");
    return;
  }
  say("Copied");
  button.classList.add("is-copied");
  setTimeout(() => button.classList.remove("is-copied"), 1500);
});
