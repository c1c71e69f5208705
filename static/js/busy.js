// Slow requests show a line under the where line after 300 ms; failed ones say so and keep the input.
const root = document.documentElement;
let waiting = 0;
let timer;

document.addEventListener("htmx:beforeRequest", (event) => {
  event.detail.target?.setAttribute("aria-busy", "true");
  waiting += 1;
  timer ??= setTimeout(() => root.classList.add("is-busy"), 300);
});

document.addEventListener("htmx:afterRequest", (event) => {
  event.detail.target?.removeAttribute("aria-busy");
  waiting = Math.max(0, waiting - 1);
  if (waiting) return;
  clearTimeout(timer);
  timer = undefined;
  root.classList.remove("is-busy");
});

const failed = (text) => {
  const box = document.querySelector("[data-failed]");
  box.querySelector("[data-failed-text]").textContent = text;
  box.hidden = false;
};

document.addEventListener("htmx:sendError", () => failed("The server did not answer. Nothing is lost: try again."));
document.addEventListener("htmx:responseError", (event) => {
  const status = event.detail.xhr.status;
  if (status === 403) failed("You may not do this, or you are signed out. Reload the page.");
  else if (status === 404) failed("It is not there any more. Reload the page.");
  else failed("The server could not do this. Nothing is lost: try again.");
});
document.addEventListener("htmx:afterOnLoad", () => {
  document.querySelector("[data-failed]").hidden = true;
});

// The session ended meanwhile: the answer is the sign-in page, which belongs in the window.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (!event.detail.xhr.responseURL.includes("/accounts/login/")) return;
  event.detail.shouldSwap = false;
  location.reload();
});
