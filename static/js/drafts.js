// Keeps what somebody types in this tab until the server has it: an expired session, a lost network or a reload loses
// nothing. A form joins with data-draft="<key>"; its fields are found by name. Drafts live in sessionStorage only.

const SENT = "draft-sent"; // the key of the form that was sent last, until the next page shows how that went
const keyOf = (form) => `draft:${form.dataset.draft}`;
const skipped = new Set(["csrfmiddlewaretoken", "refused"]);
const forms = () => [...document.querySelectorAll("form[data-draft]")];

function fieldsOf(form) {
  const fields = {};
  for (const [name, value] of new FormData(form)) {
    if (!skipped.has(name) && typeof value === "string") (fields[name] ??= []).push(value);
  }
  return fields;
}

function fill(form, draft) {
  for (const field of form.elements) {
    const values = draft[field.name];
    if (field.type === "checkbox" || field.type === "radio") field.checked = Boolean(values?.includes(field.value));
    else if (values && field.type !== "file") field.value = values[0];
  }
}

function say(form, words) {
  const status = form.querySelector("[role=status]");
  if (status) status.textContent = words ?? "";
}

function keep(form) {
  try {
    sessionStorage.setItem(keyOf(form), JSON.stringify(fieldsOf(form)));
  } catch {
    // More than this browser keeps (a very large boundary): the form itself works as ever.
  }
}

// A form that was sent and is not on the next page was taken by the server, unless that page is the login.
function settle() {
  const sent = sessionStorage.getItem(SENT);
  const isTaken = !location.pathname.startsWith("/account/") && !forms().some((form) => keyOf(form) === sent);
  if (sent && isTaken) sessionStorage.removeItem(sent);
  sessionStorage.removeItem(SENT);
}

// The revision a draft started from goes back too, so that the server notices when somebody else wrote meanwhile.
function isSame(draft, fields) {
  const texts = (values) => JSON.stringify({ ...values, revision: "" });
  return texts(draft) === texts(fields);
}

function restore(form) {
  const stored = sessionStorage.getItem(keyOf(form));
  const draft = JSON.parse(stored);
  if (!draft || isSame(draft, fieldsOf(form))) return sessionStorage.removeItem(keyOf(form));
  fill(form, draft);
  for (const details of form.querySelectorAll("details")) details.open = true;
  say(form, form.dataset.draftNote);
}

document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-draft]");
  if (form) keep(form);
});

document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || !event.target.matches("form[data-draft]")) return;
  keep(event.target);
  sessionStorage.setItem(SENT, keyOf(event.target));
});

document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.detail.elt.closest?.("form[data-draft]");
  if (!form) return;
  const isKept = event.detail.successful && !event.detail.xhr.getResponseHeader("HX-Redirect");
  if (isKept) sessionStorage.removeItem(keyOf(form));
  else say(form, form.dataset.draftFailed);
});

settle();
forms().forEach(restore);
