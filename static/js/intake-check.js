// Before somebody sends: what this browser still holds goes to the server first, and then shows on this page.

import { FileQueue, FileStore } from "./intake-files.js";
import { Queue } from "./intake-queue.js";
import { Store } from "./intake-store.js";

const status = document.getElementById("intake-status");
const form = document.querySelector("main form");
const store = new Store(status.dataset.store);
const files = new FileStore(status.dataset.store);
const { messages, uploads } = document.querySelector("script[data-messages]").dataset;
const queues = [new Queue(store, messages, () => null), new FileQueue(files, uploads)];

function say(text) {
  status.hidden = false;
  status.querySelector("[data-text]").textContent = text;
}

// Resolves to whether this browser holds nothing any more that the server should have.
async function flush() {
  const isWaiting = store.waiting().length > 0 || (await files.waiting()).length > 0;
  if (!isWaiting) return true;
  const isSent = (await Promise.all(queues.map((queue) => queue.flush()))).every(Boolean);
  if (isSent) location.reload();
  else say(status.dataset.unsent);
  return false;
}

addEventListener("online", flush);
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (!navigator.onLine) return say(status.dataset.unsent);
  return (await flush()) && form.submit();
});
if ((await files.all()).some((entry) => entry.state === "refused")) say(status.dataset.refused);
flush();
