// Sends waiting answers in order, and again until the server has acknowledged them. Sending twice does no harm: the
// server knows each message by its device and number.

const FIRST_WAIT = 2_000; // milliseconds
const LONGEST_WAIT = 60_000;
const PATIENCE = 20_000;
const BATCH = 25; // messages
const BATCH_SIZE = 200_000; // characters; a large shape goes by itself
const KEEPALIVE = 50_000; // what a browser still sends for a page that is being left

export class Queue {
  // tell(event, detail): "sent" with the answer of the server, "waiting", "closed" with its explanation.
  constructor(store, address, tell) {
    Object.assign(this, { store, address, tell, wait: FIRST_WAIT, timer: null, busy: null, isClosed: false });
  }

  // Send soon; a later call replaces an earlier one, so that typing on waits for the end of it.
  soon(delay) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), delay);
  }

  // Send everything that waits. Resolves to whether nothing waits any more.
  async flush() {
    clearTimeout(this.timer);
    while (!this.isClosed && this.store.waiting().length > 0) {
      this.busy ??= this.inTurn().finally(() => (this.busy = null));
      if (!(await this.busy)) return false;
    }
    return this.store.waiting().length === 0;
  }

  // One tab at a time where the browser can arrange that; elsewhere the server drops what comes twice.
  inTurn() {
    if (!navigator.locks) return this.sendBatch();
    return navigator.locks.request(this.store.prefix, () => this.sendBatch());
  }

  async sendBatch() {
    const batch = take(this.store.waiting());
    if (batch.length === 0) return true;
    try {
      const answer = await this.post(batch);
      if (answer.status === 413 && batch.length === 1) return await this.refuse(batch[0], answer);
      if (answer.status === 410 || answer.status === 404) return await this.close(answer);
      if (!answer.ok) throw new Error(String(answer.status));
      this.acknowledge(batch, await answer.json());
      return true;
    } catch {
      this.later();
      return false;
    }
  }

  post(batch) {
    const messages = batch.map(({ id, question, parts, base, sequence }) =>
      ({ id, question, value: parts, base, device: this.store.device, sequence }));
    const body = JSON.stringify({ messages });
    const headers = { "Content-Type": "application/json", Accept: "application/json" };
    const signal = AbortSignal.timeout?.(PATIENCE);
    return fetch(this.address, { method: "POST", body, headers, signal, keepalive: body.length < KEEPALIVE });
  }

  acknowledge(batch, answer) {
    this.wait = FIRST_WAIT;
    const byId = new Map(answer.results.map((result) => [result.id, result]));
    if (!batch.some((message) => byId.has(message.id))) throw new Error("nothing acknowledged");
    for (const message of batch) if (byId.has(message.id)) this.store.settle(message, byId.get(message.id));
    this.tell("sent", answer);
  }

  async refuse(message, answer) {
    const { error } = await answer.json();
    const result = { id: message.id, question: message.question, outcome: "refused", error };
    this.acknowledge([message], { results: [result] });
    return true;
  }

  async close(answer) {
    this.isClosed = true;
    const { error } = await answer.json().catch(() => ({ error: "" }));
    this.tell("closed", error);
    return false;
  }

  later() {
    this.tell("waiting");
    this.soon(this.wait * (0.75 + Math.random() / 2));
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
  }
}

function take(waiting) {
  let size = 0;
  return waiting.filter((entry, index) => {
    size += JSON.stringify(entry.parts).length;
    return index === 0 || (index < BATCH && size < BATCH_SIZE);
  });
}
