// The reasons in a cell show while it is pointed at or has the focus. Escape puts them away until the next cell.
const table = document.querySelector(".programme");

function show() {
  table.classList.remove("programme--quiet");
}

if (table) {
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") table.classList.add("programme--quiet");
  });
  table.addEventListener("focusin", show);
  table.addEventListener("mouseover", (event) => {
    const cell = event.target.closest("td");
    if (cell && !cell.contains(event.relatedTarget)) show();
  });
}
