// A form while it is edited: what each field was, how much is unsaved, pasted rows, leaving.
const form = () => document.querySelector("form[data-guard]");
let leaving = false;

const was = (field) => field.dataset.was;
const now = (field) => (field.type === "checkbox" ? (field.checked ? "True" : "False") : field.value.trim());
// Of radio buttons, the chosen one speaks for all.
const silent = (field) => field.type === "radio" && !field.checked;
const changed = (field) => was(field) !== undefined && !silent(field) && was(field) !== now(field);

// Whether a field is no longer as the page came.
const edited = (field) => {
  if (field.type === "hidden") return false;
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked && field.checked;
  if (field.tagName === "SELECT") {
    const first = [...field.options].find((option) => option.defaultSelected) ?? field.options[0];
    return first !== undefined && field.value !== first.value;
  }
  return field.value !== field.defaultValue;
};
// A field of a new object has no earlier value: it counts once it is edited.
const touched = (field) => was(field) === undefined && edited(field);

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
  const place = field.closest("[data-field], .form-row > div");
  const said = place?.querySelector(".was");
  field.classList.toggle("is-changed", changed(field));
  if (!changed(field)) said?.remove();
  // What is said stays the same: a new button would lose the click that is on its way to the old.
  if (!changed(field) || said || !place) return;
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
  const added = [...box.querySelectorAll(".form-row.is-new")].filter((row) =>
    [...row.querySelectorAll("input")].some((field) => field.value.trim()),
  ).length;
  const typed = [...box.querySelectorAll("[data-field] :is(input, select)")].filter(touched).length;
  return fields + added + (typed || "typed" in box.dataset ? Math.max(typed, 1) : 0) + box.querySelectorAll("[data-removed]").length;
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

// Rows on their way come first: saved at once, a form would miss what was just removed or added.
const underway = new Set();
let held;
document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  if (detail.elt.closest("#rows")) underway.add(detail.xhr);
});
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (!underway.delete(detail.xhr) || underway.size || !held) return;
  const { box, button } = held;
  held = undefined;
  box.requestSubmit(button);
});
document.addEventListener("submit", (event) => {
  if (underway.size && event.target === form()) {
    event.preventDefault();
    held = { box: event.target, button: event.submitter };
  } else {
    leaving = true;
  }
});
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-discard]")) leaving = true;
});
addEventListener("beforeunload", (event) => {
  if (!leaving && unsaved()) event.preventDefault();
});
addEventListener("pageshow", () => { leaving = false; });

// Several pasted lines become several rows; the server reads them.
document.addEventListener("paste", (event) => {
  const row = event.target.closest?.("[data-form-row]");
  const text = event.clipboardData?.getData("text") ?? "";
  if (!row || !text.trim().includes("\n")) return;
  event.preventDefault();
  const button = document.querySelector("[data-paste]");
  button.value = `paste-${row.dataset.formRow}`;
  button.setAttribute("hx-vals", JSON.stringify({ do: button.value, pasted: text }));
  htmx.trigger(button, "paste-rows");
});

// A proposal under a field goes into the field.
document.addEventListener("click", (event) => {
  const mend = event.target.closest("[data-mend]");
  const field = mend && document.getElementsByName(mend.dataset.mend)[0];
  if (!field) return;
  field.value = mend.dataset.value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
});

// What a failed save says takes the focus.
document.querySelector("[data-focus]")?.focus();
look();

// What was typed while the page still loaded, or was kept by the browser, has its effect too.
addEventListener("load", () => {
  look();
  if ([...(form()?.querySelectorAll("input, select") ?? [])].some(edited)) document.body.dispatchEvent(new Event("rowschanged"));
});
