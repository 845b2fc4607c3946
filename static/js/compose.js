// Dragging a question to another place. The buttons up and down do the same with a keyboard and without this script.
const form = document.querySelector("#plaatsen");
let dragged = null;

const listOf = (element) => element.closest("section[data-section]")?.querySelector("[data-questions]");

document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-question]");
  if (dragged) event.dataTransfer.effectAllowed = "move";
});

document.addEventListener("dragover", (event) => {
  const list = dragged && listOf(event.target);
  if (!list) return;
  event.preventDefault();
  const below = [...list.children].find((one) => one !== dragged && event.clientY < one.getBoundingClientRect().top + one.offsetHeight / 2);
  list.insertBefore(dragged, below ?? null);
});

document.addEventListener("drop", (event) => {
  const list = dragged && listOf(event.target);
  if (!list) return;
  event.preventDefault();
  form.elements.key.value = dragged.dataset.question;
  form.elements.section.value = list.dataset.questions;
  form.elements.before.value = dragged.nextElementSibling?.dataset.question ?? "";
  form.submit();
});
