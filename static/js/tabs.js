// Shows the current page in a row of tabs that is wider than the screen, for browsers that do not begin there themselves.

for (const current of document.querySelectorAll(".tabs [aria-current]")) {
  const row = current.closest("ul");
  row.scrollLeft = current.offsetLeft - row.offsetLeft - (row.clientWidth - current.offsetWidth) / 2;
}
