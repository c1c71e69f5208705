// Copies what a button carries in data-copy, or the text of the element that data-copy-from names.
const say = (text) => {
  const live = document.querySelector("[data-live]");
  if (live) live.textContent = text;
};

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy], [data-copy-from]");
  if (!button) return;
  const text = button.dataset.copy ?? document.querySelector(button.dataset.copyFrom).textContent;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    say("The browser does not allow copying. Select the text and copy it by hand.");
    return;
  }
  say("Copied");
  button.classList.add("is-copied");
  setTimeout(() => button.classList.remove("is-copied"), 1500);
});
