// Selecting text to code: with the mouse any piece, with the keyboard sentence by sentence as in a list of options.
// Without this module the form asks from which sentence to which one; the server does the rest either way.

let anchor = 0; // the sentence where a selection began
let focus = 0; // the sentence that has the focus; kept when the sheet is replaced after saving
let hadFocus = false; // whether the text had it before its marks were brought up to date

const text = () => document.getElementById("tekst");
const all = () => [...(text()?.querySelectorAll(".sentence") ?? [])];
const length = (words) => [...words].length; // code points, as the server counts
const field = (name) => document.querySelector(`#codeer [name=${name}]`);

function begin() {
  const list = text();
  if (!list || list.dataset.ready) return;
  list.dataset.ready = "1";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-multiselectable", "true");
  list.setAttribute("aria-label", list.dataset.label);
  for (const turn of list.querySelectorAll(".turn")) {
    turn.setAttribute("role", "group");
    if (turn.dataset.speaker) turn.setAttribute("aria-label", turn.dataset.speaker);
  }
  for (const sentence of all()) {
    sentence.setAttribute("role", "option");
    sentence.setAttribute("aria-selected", "false");
    sentence.tabIndex = -1;
    if (sentence.querySelector("mark")) sentence.setAttribute("aria-description", list.dataset.marked);
  }
  const sentences = all();
  focus = Math.min(focus, sentences.length - 1);
  if (sentences[focus]) sentences[focus].tabIndex = 0;
  list.addEventListener("keydown", onKey);
  list.addEventListener("mouseup", onMouse);
  if (Number(document.getElementById("werkblad")?.dataset.saved)) move(focus, false, false);
}

function move(to, isExtending, isSelecting = true) {
  const sentences = all();
  if (!sentences.length) return;
  to = Math.max(0, Math.min(to, sentences.length - 1));
  sentences[focus].tabIndex = -1;
  focus = to;
  if (!isExtending) anchor = to;
  sentences[to].tabIndex = 0;
  sentences[to].focus();
  if (isSelecting) select(sentences, Math.min(anchor, to), Math.max(anchor, to));
}

function mark(sentences, first, last) {
  for (const [index, sentence] of sentences.entries()) {
    const isSelected = String(index >= first && index <= last);
    if (sentence.getAttribute("aria-selected") !== isSelected) sentence.setAttribute("aria-selected", isSelected);
  }
}

function select(sentences, first, last) {
  mark(sentences, first, last);
  const end = sentences[last];
  const chosen = sentences.slice(first, last + 1);
  const words = chosen.map((one) => one.textContent).join(" ");
  fill(Number(chosen[0].dataset.start), Number(end.dataset.start) + length(end.textContent), words, chosen[0]);
  field("first").value = chosen[0].dataset.n;
  field("last").value = end.dataset.n;
}

function fill(start, end, words, sentence) {
  field("start").value = start;
  field("end").value = end;
  document.getElementById("gekozen").textContent = words;
  const speaker = sentence.closest(".turn").dataset.speaker;
  for (const option of field("participant").options) if (option.textContent === speaker) option.selected = true;
}

function letGo() {
  mark(all(), 1, 0);
  for (const name of ["first", "last", "start", "end"]) field(name).value = "";
  const chosen = document.getElementById("gekozen");
  chosen.textContent = chosen.dataset.empty;
}

const steps = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1, PageDown: 10, PageUp: -10 };

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key in steps) move(focus + steps[event.key], event.shiftKey);
  else if (event.key === "Home") move(0, event.shiftKey);
  else if (event.key === "End") move(all().length - 1, event.shiftKey);
  else if (event.key === " ") move(focus, event.shiftKey);
  else if (event.key === "Escape") letGo();
  else if (event.key === "Enter") {
    if (!field("start").value) move(focus, false);
    document.querySelector("#codeer [name=themes]")?.focus();
  } else return;
  event.preventDefault();
}

// Where a border of the mouse's selection lies: its sentence, and the characters before it in that sentence.
function place(node, offset) {
  const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
  const sentence = element?.closest(".sentence");
  if (!sentence) return null;
  const before = document.createRange();
  before.setStart(sentence, 0);
  before.setEnd(node, offset);
  return { sentence, at: Number(sentence.dataset.start) + length(before.toString()) };
}

function onMouse(event) {
  const chosen = getSelection();
  const sentences = all();
  const pressed = event.target.closest?.(".sentence");
  if (chosen.isCollapsed) {
    if (pressed) move(sentences.indexOf(pressed), event.shiftKey);
    return;
  }
  const range = chosen.getRangeAt(0);
  const from = place(range.startContainer, range.startOffset);
  const to = place(range.endContainer, range.endOffset);
  if (!from || !to || to.at <= from.at) return;
  mark(sentences, 1, 0);
  fill(from.at, to.at, chosen.toString().trim(), from.sentence);
  field("first").value = from.sentence.dataset.n;
  field("last").value = to.sentence.dataset.n;
  focus = sentences.indexOf(to.sentence);
}

// Whoever types sentence numbers means those, not what was selected before.
document.addEventListener("input", (event) => {
  if (!event.target.matches?.("#codeer [name=first], #codeer [name=last]")) return;
  field("start").value = "";
  field("end").value = "";
});

// What others added meanwhile comes in by itself. The text waits while somebody selects in it with the mouse, and is
// asked for again the next time; a selection by sentences and the focus are put back.
document.addEventListener("htmx:oobBeforeSwap", (event) => {
  const chosen = getSelection();
  const isSelecting = !chosen.isCollapsed && text()?.contains(chosen.anchorNode);
  if (isSelecting) event.detail.shouldSwap = false;
  hadFocus = !isSelecting && text()?.contains(document.activeElement);
});
document.addEventListener("htmx:oobAfterSwap", () => {
  begin();
  const sentences = all();
  const [first, last] = ["first", "last"].map((name) => Number(field(name).value) - 1);
  if (isWhole(sentences[first], sentences[last])) mark(sentences, first, last);
  if (hadFocus) sentences[focus]?.focus({ preventScroll: true });
  hadFocus = false;
});

// Whether what is chosen is these sentences, and not a piece of them that was selected with the mouse.
function isWhole(first, last) {
  if (!first || !last) return false;
  const end = Number(last.dataset.start) + length(last.textContent);
  return Number(field("start").value) === Number(first.dataset.start) && Number(field("end").value) === end;
}

// Closed meanwhile, because consent was withdrawn: then the text must not stay on this screen either.
document.addEventListener("htmx:responseError", (event) => {
  if (event.detail.elt.id === "lijst" && event.detail.xhr.status === 404) location.reload();
});
document.addEventListener("htmx:afterSwap", begin);
begin();
