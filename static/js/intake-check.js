// Before somebody sends: what this browser still holds goes to the server first, and then shows on this page.

import { Queue } from "./intake-queue.js";
import { Store } from "./intake-store.js";

const status = document.getElementById("intake-status");
const store = new Store(status.dataset.store);
const address = document.querySelector("script[data-messages]").dataset.messages;

function warn() {
  status.hidden = false;
  status.querySelector("[data-text]").textContent = status.dataset.unsent;
}

async function start() {
  if (store.waiting().length === 0) return;
  if (await new Queue(store, address, () => null).flush()) location.reload();
  else warn();
}

addEventListener("online", start);
document.querySelector("main form").addEventListener("submit", (event) => {
  if (navigator.onLine && store.waiting().length === 0) return;
  event.preventDefault();
  warn();
  start();
});
start();
