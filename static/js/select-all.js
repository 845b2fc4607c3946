// A button that marks every box in its form; without JavaScript it stays hidden.
for (const button of document.querySelectorAll("[data-select-all]")) {
  button.parentElement.hidden = false;
  button.addEventListener("click", () => {
    const boxes = [...button.form.elements].filter((one) => one.name === button.dataset.selectAll && !one.disabled);
    const all = boxes.every((box) => box.checked);
    for (const box of boxes) box.checked = !all;
  });
}
