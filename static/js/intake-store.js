// What somebody typed in a form behind a personal link, kept in this browser until the server has it. One entry per
// question, so the last answer counts; written at once, so a browser that is closed or runs flat loses nothing.
//
// entry: {id, question, parts, base, sequence, state, revision?, error?}
//   parts   the values of its fields: {"": ["hay"]}, for a matrix {"row": ["column"]}
//   base    the revision of the answer its writer saw
//   state   "waiting" (to be sent), "saved" (the server has it) or "refused" (the server says what is wrong)

const DEVICE = "intake-device";

export class Store {
  constructor(key) {
    this.prefix = `intake:${key}:`;
    this.memory = new Map(); // when the browser keeps nothing for us: works until the page is left
  }

  get device() {
    let device = this.read(DEVICE);
    if (!device) this.write(DEVICE, (device = crypto.randomUUID?.() ?? `d${Date.now()}${Math.random()}`.slice(0, 36)));
    return device;
  }

  // A number that only grows on this device: the clock, or one more when the clock stands still or goes back.
  nextSequence() {
    const last = Number(this.read("intake-sequence") ?? 0);
    const next = Math.max(last + 1, Date.now());
    this.write("intake-sequence", next);
    return next;
  }

  get(question) {
    return this.read(this.prefix + question);
  }

  put(entry) {
    this.write(this.prefix + entry.question, entry);
  }

  entries() {
    const names = new Set(this.memory.keys());
    try {
      for (let index = 0; index < localStorage.length; index += 1) names.add(localStorage.key(index));
    } catch {
      // No storage: what is in memory is all there is.
    }
    return [...names].filter((name) => name.startsWith(this.prefix)).map((name) => this.read(name)).filter(Boolean);
  }

  waiting() {
    return this.entries().filter((entry) => entry.state === "waiting").sort((one, other) => one.sequence - other.sequence);
  }

  // Somebody changed a field. The revision it is based on stays that of the answer they saw.
  change(question, parts, base) {
    this.put({ id: uuid(), question, parts, base, sequence: this.nextSequence(), state: "waiting" });
  }

  // The server answered a message. What was typed since stays waiting, on top of what the server has now.
  settle(message, result) {
    const entry = this.get(message.question);
    if (!entry) return;
    const isNewer = entry.sequence > message.sequence;
    if (result.outcome === "refused") {
      if (!isNewer) this.put({ ...entry, state: "refused", error: result.error });
    } else if (isNewer) {
      if (result.outcome === "applied") this.put({ ...entry, base: result.revision });
    } else if (result.outcome === "applied" || result.parts === undefined) {
      this.put({ ...entry, state: "saved", base: result.revision, revision: result.revision });
    } else {
      this.put({ ...entry, parts: result.parts, state: "saved", base: result.revision, revision: result.revision });
    }
  }

  forget(question) {
    this.memory.delete(this.prefix + question);
    try {
      localStorage.removeItem(this.prefix + question);
    } catch {
      // Nothing was kept.
    }
  }

  clear() {
    for (const entry of this.entries()) this.forget(entry.question);
  }

  read(name) {
    if (this.memory.has(name)) return this.memory.get(name);
    try {
      return JSON.parse(localStorage.getItem(name));
    } catch {
      return null;
    }
  }

  write(name, value) {
    try {
      localStorage.setItem(name, JSON.stringify(value));
      this.memory.delete(name);
    } catch {
      this.memory.set(name, value); // full or forbidden
    }
  }
}

function uuid() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
