// Lets the pages of this form open without a network (data-keep: their addresses), or takes away everything that this
// browser kept of it, once the answers are sent or withdrawn, or somebody declined (data-clear: the key of the form,
// data-first: the address that all its pages start with, when it is longer than /uitnodiging/<secret>/).

import { FileQueue, FileStore } from "./intake-files.js";
import { Queue } from "./intake-queue.js";
import { Store } from "./intake-store.js";

const CACHE = "intake-1";
const { keep, clear, gone, messages, uploads, worker, first } = document.getElementById("intake-keep").dataset;

async function start() {
  if (!("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register(worker, { scope: "/uitnodiging/" });
  const { active } = await navigator.serviceWorker.ready;
  const parts = performance.getEntriesByType("resource").map((entry) => entry.name);
  await caches.open(CACHE).then((cache) =>
    Promise.all(parts.filter((name) => new URL(name).pathname.startsWith("/static/")).map((name) => cache.add(name).catch(() => null))));
  active.postMessage({ keep: JSON.parse(keep) });
}

// An answer or file that this device still had to send goes first: it may be sent in from another one.
async function forget() {
  const store = new Store(clear);
  const files = new FileStore(clear);
  if (!gone && (store.waiting().length > 0 || (await files.waiting()).length > 0)) {
    const queues = [new Queue(store, messages, () => null), new FileQueue(files, uploads)];
    if ((await Promise.all(queues.map((queue) => queue.flush()))).every(Boolean)) location.reload();
    return;
  }
  store.clear();
  await files.clear();
  if (!("caches" in window)) return;
  const cache = await caches.open(CACHE);
  const prefix = first ?? location.pathname.split("/").slice(0, 3).join("/");
  for (const request of await cache.keys()) {
    if (new URL(request.url).pathname.startsWith(prefix)) await cache.delete(request);
  }
}

(clear ? forget() : start()).catch(() => null); // a browser that forbids this loses the offline pages, nothing else
