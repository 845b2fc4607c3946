// One section of a form behind a personal link: keeps every answer in this browser and sends it when there is a network.
// Without this the form is an ordinary one, with a button that saves.

import { Attachments } from "./intake-attach.js";
import { base, fill, questions, read, setBase, setError } from "./intake-fields.js";
import { Queue } from "./intake-queue.js";
import { Store } from "./intake-store.js";

const PAUSE = 700; // milliseconds after the last key
const PATIENCE = 4_000; // how long a press on "next" waits for the network

const form = document.querySelector("form[data-intake]");
const status = document.getElementById("intake-status");
const words = status.dataset;
const store = new Store(form.dataset.intake);
const queue = new Queue(store, form.dataset.messages, hear);
const attachments = new Attachments(form, hearOfFile);

function say(text, kind) {
  status.hidden = false;
  status.dataset.kind = kind;
  const place = status.querySelector("[data-text]");
  if (place.textContent !== text) place.textContent = text;
}

function sayWhereWeAre() {
  const isRefused = store.entries().some((entry) => entry.state === "refused") || attachments.hasRefused;
  if (isRefused) return say(words.refused, "wrong");
  if (isWaiting()) return say(navigator.onLine ? words.sending : words.kept, "kept");
  const clock = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
  return say(words.saved.replace("{time}", clock), "saved");
}

function hear(event, detail) {
  if (event === "closed") {
    say(detail || words.closed, "wrong");
    document.getElementById("intake-copy").hidden = false;
  } else if (event === "waiting") {
    say(words.kept, "kept");
  } else {
    for (const result of detail.results) take(result);
    if (detail.progress) progress(detail.progress);
    sayWhereWeAre();
  }
}

function hearOfFile(event, detail) {
  if (event === "closed" || event === "waiting") return hear(event, detail);
  if (detail?.progress) progress(detail.progress);
  if (event === "sent" || attachments.entries.length > 0) sayWhereWeAre();
}

const isWaiting = () => store.waiting().length > 0 || attachments.waiting.length > 0;

function take(result) {
  const element = questions(form).find((one) => one.dataset.question === result.question);
  const entry = store.get(result.question);
  if (!element || !entry) return;
  if (entry.state !== "waiting") setError(element, entry.error ?? "");
  if (entry.state === "saved") {
    setBase(element, entry.revision);
    if (result.parts) fill(element, entry.parts);
  }
  if (result.outcome === "conflict") showConflict(element);
}

// The other answer stands on the server: fetch this page once more and take the choice between both from it.
async function showConflict(element) {
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const conflict = page.querySelector(`[data-question="${CSS.escape(element.dataset.question)}"] [data-conflict]`);
    if (conflict) element.querySelector("[data-conflict]")?.replaceWith(document.adoptNode(conflict));
  } catch {
    // The choice is there when the page is opened again.
  }
}

function progress({ done, total, label }) {
  const bar = document.getElementById("intake-progress");
  if (!bar) return;
  bar.value = done;
  bar.max = total;
  document.getElementById("intake-progress-words").textContent = label;
}

// Put back what this browser knows and the page does not: not sent yet, refused, or saved after the page was made.
function restore() {
  for (const element of questions(form)) {
    const entry = store.get(element.dataset.question);
    if (!entry) continue;
    if (entry.state === "saved" && entry.revision <= base(element)) continue;
    fill(element, entry.parts);
    if (entry.state === "saved") setBase(element, entry.revision);
    if (entry.state === "refused") setError(element, entry.error);
  }
  conditions();
  if (store.entries().length > 0) sayWhereWeAre();
  if (store.waiting().length > 0) queue.soon(0);
}

// A question may wait for an earlier answer, as the server says in `questionnaire.conditions`. A hidden one keeps its
// answer, which then counts as none.
function conditions() {
  for (const element of questions(form)) {
    if (element.dataset.when) element.hidden = !holds(JSON.parse(element.dataset.when));
  }
}

function holds({ question, test, value, known }) {
  const element = questions(form).find((one) => one.dataset.question === question);
  const parts = element ? !element.hidden && read(element) : store.get(question)?.parts;
  const given = parts === undefined ? known : Object.values(parts || {}).flat().filter((one) => one.trim());
  if (given.length === 0) return test === "is_not";
  if (test === "answered") return true;
  const number = Number(given[0].replace(",", "."));
  if (test === "at_least") return number >= Number(value);
  if (test === "at_most") return number <= Number(value);
  return given.includes(value) !== (test === "is_not");
}

function changed(element, delay) {
  store.change(element.dataset.question, read(element), base(element));
  setError(element, "");
  count(element);
  conditions();
  if (!queue.isClosed && !navigator.onLine) say(words.kept, "kept"); // with a network the line stays quiet until it is saved
  queue.soon(delay);
}

function count(element) {
  const counter = element.querySelector("[data-count]");
  if (!counter) return;
  const length = [...element.querySelector("textarea, input[type=text]").value].length;
  const limit = Number(counter.dataset.count);
  counter.textContent = (length > limit ? counter.dataset.over : counter.dataset.left).replace("{n}", Math.abs(limit - length));
  counter.hidden = length < limit * 0.8;
}

form.addEventListener("input", (event) => {
  const element = event.target.closest("[data-question]");
  if (element && event.target.type !== "file" && event.target.name?.startsWith("a-")) changed(element, PAUSE);
});
form.addEventListener("change", (event) => {
  if (event.target.type !== "file" && event.target.closest("[data-question]") && store.waiting().length > 0) queue.soon(0);
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden" && store.waiting().length > 0) queue.flush();
});
addEventListener("online", () => [queue, attachments.queue].forEach((one) => one.soon(0)));
addEventListener("offline", () => say(isWaiting() ? words.kept : words.offline, "kept"));
addEventListener("pageshow", (event) => event.persisted && restore());

// Next and previous save as they do without JavaScript; without a network the next page comes from this device. A file
// that is still on its way does not hold anybody up: the next page sends it on.
form.addEventListener("submit", async (event) => {
  const button = event.submitter;
  if (button?.dataset.choose !== undefined) return store.forget(button.dataset.choose);
  const hasFile = [...form.querySelectorAll("input[type=file]")].some((field) => field.files.length > 0);
  event.preventDefault();
  const both = Promise.all([queue.flush(), attachments.queue.flush()]);
  await Promise.race([both, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
  if (store.waiting().length === 0 && navigator.onLine) return send(button);
  if (!hasFile && button?.dataset.to && (await isKept(button.dataset.to))) return location.assign(button.dataset.to);
  return say(hasFile ? words.file : words.stay, "kept");
});

function send(button) {
  form.elements.device.value = store.device;
  form.elements.sequence.value = store.nextSequence();
  const pressed = Object.assign(document.createElement("input"), { type: "hidden", name: button?.name ?? "naar", value: button?.value ?? "" });
  form.append(pressed);
  form.submit();
  pressed.remove();
}

async function isKept(address) {
  if (!("caches" in window) || !navigator.serviceWorker?.controller) return false;
  return Boolean(await caches.match(address, { ignoreVary: true }));
}

document.getElementById("intake-copy")?.addEventListener("click", () => {
  const texts = questions(form).filter((element) => !element.hidden).map((element) =>
    `${element.querySelector("[data-label]").textContent.trim()}\n${Object.values(read(element)).flat().join(", ")}`);
  navigator.clipboard?.writeText(texts.join("\n\n")).then(() => say(words.copied, "saved"));
});

questions(form).forEach(count);
restore();
attachments.start();
