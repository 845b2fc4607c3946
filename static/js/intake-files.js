// Files that somebody chose in a form behind a personal link, kept in this browser (IndexedDB) until the server has them.
//
// entry: {id, form, question, name, size, content, at, state, error}
//   state   "waiting" (to be sent) or "refused" (the server says what is wrong; the file stays until somebody removes it)

const DATABASE = "intake-files";
const FILES = "files";
const FIRST_WAIT = 2_000; // milliseconds
const LONGEST_WAIT = 60_000;
const PATIENCE = 300_000; // a photo over a bad connection
export const ROOM = 60_000_000; // bytes kept on this device for one form

const done = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

export class FileStore {
  constructor(key) {
    this.key = key;
  }

  open() {
    if (!this.opening) {
      const request = indexedDB.open(DATABASE, 1);
      request.onupgradeneeded = () => request.result.createObjectStore(FILES, { keyPath: "id" });
      this.opening = done(request);
    }
    return this.opening;
  }

  // Resolves when it is really written: a browser that is closed right after that still has it.
  async write(work) {
    const change = (await this.open()).transaction(FILES, "readwrite");
    work(change.objectStore(FILES));
    return new Promise((resolve, reject) => {
      change.oncomplete = () => resolve();
      change.onabort = change.onerror = () => reject(change.error);
    });
  }

  // Rejects when there is no room, or when the browser keeps nothing for us.
  async add(question, file) {
    const kept = await this.all();
    if (kept.reduce((sum, entry) => sum + entry.size, file.size) > ROOM) throw new Error("no room");
    const id = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
    const content = new Blob([await file.arrayBuffer()], { type: file.type }); // a copy: the card may be taken out
    const entry = { id, form: this.key, question, name: file.name, size: file.size, content, at: Date.now() };
    await this.write((files) => files.add({ ...entry, state: "waiting", error: "" }));
  }

  // What is kept of this form, oldest first; nothing when the browser keeps nothing for us.
  async all() {
    try {
      const reading = (await this.open()).transaction(FILES).objectStore(FILES).getAll();
      return (await done(reading)).filter((entry) => entry.form === this.key).sort((one, other) => one.at - other.at);
    } catch {
      return [];
    }
  }

  async waiting() {
    return (await this.all()).filter((entry) => entry.state === "waiting");
  }

  put(entry) {
    return this.write((files) => files.put(entry));
  }

  remove(id) {
    return this.write((files) => files.delete(id));
  }

  async clear() {
    for (const entry of await this.all()) await this.remove(entry.id);
  }
}

// Sends waiting files one by one. Sending one twice does no harm: the server keeps the same file once.
export class FileQueue {
  // tell(event, detail): "sent" with the answer of the server and its entry, "refused", "waiting" or "closed".
  constructor(store, address, tell = () => null) {
    Object.assign(this, { store, address, tell, wait: FIRST_WAIT, timer: null, busy: null, isClosed: false });
  }

  soon(delay) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), delay);
  }

  // Send everything that waits. Resolves to whether nothing waits any more.
  async flush() {
    clearTimeout(this.timer);
    this.busy ??= this.inTurn().finally(() => (this.busy = null));
    await this.busy;
    return (await this.store.waiting()).length === 0;
  }

  inTurn() {
    if (!navigator.locks) return this.sendAll();
    return navigator.locks.request(`intake-files:${this.store.key}`, () => this.sendAll());
  }

  async sendAll() {
    for (let [entry] = await this.store.waiting(); entry && !this.isClosed; [entry] = await this.store.waiting()) {
      try {
        await this.send(entry);
      } catch {
        return this.later();
      }
    }
  }

  async send(entry) {
    const body = new FormData();
    body.append("question", entry.question);
    body.append("file", entry.content, entry.name);
    const signal = AbortSignal.timeout?.(PATIENCE);
    const answer = await fetch(this.address, { method: "POST", body, headers: { Accept: "application/json" }, signal });
    if (answer.status === 404 || answer.status === 410) return this.close(answer);
    if (!answer.ok && answer.status !== 413 && answer.status !== 422) throw new Error(String(answer.status));
    const { error, ...detail } = await answer.json();
    this.wait = FIRST_WAIT;
    if (answer.ok) await this.store.remove(entry.id);
    else await this.store.put({ ...entry, state: "refused", error });
    return this.tell(answer.ok ? "sent" : "refused", { ...detail, entry });
  }

  async close(answer) {
    this.isClosed = true;
    const { error } = await answer.json().catch(() => ({ error: "" }));
    this.tell("closed", error);
  }

  later() {
    this.tell("waiting");
    this.soon(this.wait * (0.75 + Math.random() / 2));
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
  }
}
