// The fields of one question, whatever its kind: read them, fill them, say what is wrong. A field is named
// "a-<question>" or "a-<question>.<part>"; the server reads and writes the same parts.

export const questions = (form) => [...form.querySelectorAll("[data-question]")];

const isChoice = (field) => field.type === "checkbox" || field.type === "radio";

function fieldsOf(element) {
  return [...element.querySelectorAll("input, textarea, select")].filter((field) => field.name.startsWith("a-"));
}

const partOf = (element, field) => field.name.slice(`a-${element.dataset.question}`.length).replace(/^\./, "");

export function read(element) {
  const parts = {};
  for (const field of fieldsOf(element)) {
    if (field.type === "file") continue;
    const values = (parts[partOf(element, field)] ??= []);
    if (!isChoice(field) || field.checked) values.push(field.value);
  }
  return parts;
}

// Fill only what differs, so that the cursor stays where it is. Returns whether anything changed.
export function fill(element, parts) {
  let isChanged = false;
  for (const field of fieldsOf(element)) {
    if (field.type === "file") continue;
    const values = parts[partOf(element, field)] ?? [];
    if (isChoice(field)) {
      const checked = values.includes(field.value);
      isChanged ||= field.checked !== checked;
      field.checked = checked;
    } else if (field.value !== (values[0] ?? "")) {
      field.value = values[0] ?? "";
      isChanged = true;
    }
  }
  if (isChanged) element.dispatchEvent(new CustomEvent("intake:filled"));
  return isChanged;
}

export const base = (element) => Number(element.querySelector("[data-base]").value.split(".")[0]);

export function setBase(element, revision) {
  const field = element.querySelector("[data-base]");
  field.value = [revision, ...field.value.split(".").slice(1)].join(".");
}

// What the server says is wrong, beside the question; an empty text takes it away.
export function setError(element, text) {
  const place = element.querySelector("[data-error]");
  place.textContent = text;
  place.hidden = !text;
  element.classList.toggle("utrecht-form-field--invalid", Boolean(text));
  for (const field of fieldsOf(element)) {
    if (text) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  }
}

