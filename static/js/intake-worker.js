// Opens the pages of a form behind a personal link also without a network, in the browser that opened them before.
// Network first; only what that network gave is kept, per address (a personal link is in it), and only in this browser.
// Messages, files and everything that is sent go straight to the network. The page after sending clears it all.

const CACHE = "intake-1";
const PAGE = /^\/uitnodiging\/(kijk\/)?[^/]+\/(vragen\/[^/]+\/|controleren\/)?$/;
const PATIENCE = 5_000; // milliseconds; a phone in a field may hold a connection that carries nothing

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  if (request.mode === "navigate" && PAGE.test(address.pathname)) event.respondWith(page(request, address.pathname));
  else if (address.pathname.startsWith("/static/")) event.respondWith(part(request));
});

// The pages a form will need, so that the next section opens in a field where nothing else does.
self.addEventListener("message", (event) => {
  if (Array.isArray(event.data?.keep)) event.waitUntil(keep(event.data.keep.filter((address) => PAGE.test(address))));
});

async function keep(addresses) {
  const cache = await caches.open(CACHE);
  await Promise.all(addresses.map(async (address) => {
    if (await cache.match(address)) return;
    const answer = await fetch(address, { headers: { Accept: "text/html" } }).catch(() => null);
    if (answer?.ok && !answer.redirected) await cache.put(address, answer);
  }));
}

async function page(request, path) {
  const cache = await caches.open(CACHE);
  const old = await cache.match(path);
  try {
    const answer = await (old ? withPatience(request) : fetch(request));
    if (answer.ok && !answer.redirected) await cache.put(path, answer.clone());
    else if (answer.status === 404 || answer.status === 410) await cache.delete(path);
    return answer;
  } catch (error) {
    if (old) return old;
    throw error;
  }
}

function withPatience(request) {
  return Promise.race([fetch(request), new Promise((_resolve, reject) => setTimeout(reject, PATIENCE))]);
}

// Style and scripts carry a fingerprint in their name in production: what is kept stays true.
async function part(request) {
  const cache = await caches.open(CACHE);
  try {
    const answer = await fetch(request);
    if (answer.ok) await cache.put(request, answer.clone());
    return answer;
  } catch (error) {
    const old = await cache.match(request);
    if (old) return old;
    throw error;
  }
}
