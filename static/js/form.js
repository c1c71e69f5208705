// The pool form while it is edited: what each field was, how much is unsaved, pasted rows, leaving.
const form = () => document.querySelector("form[data-guard]");
let leaving = false;

const was = (field) => field.dataset.was;
const now = (field) => (field.type === "checkbox" ? (field.checked ? "True" : "False") : field.value.trim());
// Of radio buttons, the chosen one speaks for all.
const silent = (field) => field.type === "radio" && !field.checked;
const changed = (field) => was(field) !== undefined && !silent(field) && was(field) !== now(field);

const twin = (field) =>
  [...document.getElementsByName(field.name)].find((radio) => radio.value === was(field));

const label = (field) => {
  if (field.type === "checkbox") return was(field) === "True" ? "chosen" : "not chosen";
  if (field.type === "radio") return twin(field)?.closest("label").textContent.trim() ?? was(field);
  if (field.tagName === "SELECT") {
    return [...field.options].find((option) => option.value === was(field))?.text ?? was(field);
  }
  return was(field) || "empty";
};

const note = (field) => {
  if (silent(field)) return;
  const place = field.closest("[data-field], .server-row > div");
  place?.querySelector(".was")?.remove();
  field.classList.toggle("is-changed", changed(field));
  if (!changed(field) || !place) return;
  const text = document.createElement("p");
  text.className = "form-text was";
  const before = document.createElement("code");
  before.textContent = label(field);
  const back = document.createElement("button");
  back.type = "button";
  back.className = "as-link";
  back.textContent = "Put back";
  back.addEventListener("click", () => {
    if (field.type === "checkbox") field.checked = was(field) === "True";
    else if (field.type === "radio") twin(field).checked = true;
    else field.value = was(field);
    field.dispatchEvent(new Event("change", { bubbles: true }));
    look();
    (field.type === "radio" ? twin(field) : field).focus();
  });
  text.append("Was ", before, ". ", back);
  place.append(text);
};

const unsaved = () => {
  const box = form();
  if (!box) return 0;
  const fields = [...box.querySelectorAll("[data-was]")].filter(changed).length;
  const added = [...box.querySelectorAll(".server-row.is-new")].filter((row) =>
    [...row.querySelectorAll("input")].some((field) => field.value.trim()),
  ).length;
  return fields + added + box.querySelectorAll("[data-removed]").length;
};

const look = () => {
  const box = form();
  if (!box) return;
  box.querySelectorAll("[data-was]").forEach(note);
  const count = unsaved();
  box.querySelector("[data-unsaved]").textContent =
    count === 0 ? "" : count === 1 ? "1 unsaved change" : `${count} unsaved changes`;
};

document.addEventListener("input", look);
document.addEventListener("change", look);
document.addEventListener("htmx:afterSettle", look);
document.addEventListener("submit", () => { leaving = true; });
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-discard]")) leaving = true;
});
addEventListener("beforeunload", (event) => {
  if (!leaving && unsaved()) event.preventDefault();
});
addEventListener("pageshow", () => { leaving = false; });

// Several pasted lines become several rows; the server reads them.
document.addEventListener("paste", (event) => {
  const row = event.target.closest?.("[data-server-row]");
  const text = event.clipboardData?.getData("text") ?? "";
  if (!row || !text.trim().includes("\n")) return;
  event.preventDefault();
  const button = document.querySelector("[data-paste]");
  button.value = `paste-${row.dataset.serverRow}`;
  button.setAttribute("hx-vals", JSON.stringify({ do: button.value, pasted: text }));
  htmx.trigger(button, "paste-rows");
});

// What a failed save says takes the focus.
document.querySelector("[data-focus]")?.focus();
look();
