// A button that prints the page, where there is script to press it with.
const button = document.getElementById("intake-print");
if (button) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
