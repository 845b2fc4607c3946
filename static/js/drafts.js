// Keeps what somebody types in this tab until the server has it: an expired session, a lost network or a reload loses
// nothing. A form joins with data-draft="<key>"; its fields are found by name. Drafts live in sessionStorage only.

const keyOf = (form) => `draft:${form.dataset.draft}`;
const skipped = new Set(["csrfmiddlewaretoken", "revision", "refused"]);

function fieldsOf(form) {
  const fields = {};
  for (const [name, value] of new FormData(form)) if (!skipped.has(name) && typeof value === "string") fields[name] = value;
  return fields;
}

function fill(form, draft) {
  for (const [name, value] of Object.entries(draft)) {
    const field = form.elements.namedItem(name);
    if (field) field.value = value;
  }
}

function say(form, words) {
  const status = form.querySelector("[role=status]");
  if (status) status.textContent = words ?? "";
}

function restore(form) {
  const stored = sessionStorage.getItem(keyOf(form));
  if (!stored || stored === JSON.stringify(fieldsOf(form))) return sessionStorage.removeItem(keyOf(form));
  fill(form, JSON.parse(stored));
  for (const details of form.querySelectorAll("details")) details.open = true;
  say(form, form.dataset.draftNote);
}

document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-draft]");
  if (form) sessionStorage.setItem(keyOf(form), JSON.stringify(fieldsOf(form)));
});

document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.detail.elt.closest?.("form[data-draft]");
  if (!form) return;
  const isKept = event.detail.successful && !event.detail.xhr.getResponseHeader("HX-Redirect");
  if (isKept) sessionStorage.removeItem(keyOf(form));
  else say(form, form.dataset.draftFailed);
});

for (const form of document.querySelectorAll("form[data-draft]")) restore(form);
