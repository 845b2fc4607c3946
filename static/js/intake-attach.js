// Questions that ask for files: what is chosen is kept on this device at once, shown beside the field, and sent when
// there is a network. A browser that keeps nothing for us leaves the ordinary field with its button.

import { setError } from "./intake-fields.js";
import { FileQueue, FileStore } from "./intake-files.js";

const CACHE = "intake-1";

export class Attachments {
  // tell(event, detail): as the queue of files says, and "changed" when what is kept on this device is different.
  constructor(form, tell) {
    Object.assign(this, { form, tell, entries: [], problems: new Map() });
    this.store = new FileStore(form.dataset.intake);
    this.queue = new FileQueue(this.store, form.dataset.uploads, (event, detail) => this.hear(event, detail));
    this.elements = [...form.querySelectorAll("[data-question]")].filter((one) => one.querySelector("input[type=file]"));
  }

  get waiting() {
    return this.entries.filter((entry) => entry.state === "waiting");
  }

  get hasRefused() {
    return this.entries.some((entry) => entry.state === "refused");
  }

  async start() {
    try {
      await this.store.open();
    } catch {
      return;
    }
    for (const element of this.elements) {
      const field = element.querySelector("input[type=file]");
      field.addEventListener("change", () => this.keep(element, field));
      element.querySelector("[data-add]").hidden = true;
      if (field.files.length > 0) this.keep(element, field); // chosen before this script came
    }
    await this.show();
    if (this.waiting.length > 0) this.queue.soon(0);
  }

  async keep(element, field) {
    const { dataset } = element.querySelector("[data-kept]");
    const problems = [];
    for (const file of field.files) {
      if (file.size > Number(dataset.most)) problems.push(`${file.name}: ${dataset.large}`);
      else await this.store.add(element.dataset.question, file).catch(() => problems.push(`${file.name}: ${dataset.full}`));
    }
    field.value = "";
    this.problems.set(element, problems);
    await this.show();
    this.queue.soon(0);
  }

  async hear(event, detail) {
    if (event === "sent") this.stored(detail);
    await this.show();
    this.tell(event, detail);
  }

  // The list of what the server has, as the server draws it; and the page that opens without a network, made new.
  stored({ entry, files }) {
    const element = this.elements.find((one) => one.dataset.question === entry.question);
    const page = new DOMParser().parseFromString(files, "text/html");
    element?.querySelector("[data-files]").replaceChildren(...document.adoptNode(page.body).childNodes);
    if ("caches" in window) caches.open(CACHE).then((cache) => cache.add(location.pathname)).catch(() => null);
  }

  async show() {
    this.entries = await this.store.all();
    for (const element of this.elements) this.showIn(element);
    this.tell("changed");
  }

  showIn(element) {
    const own = this.entries.filter((entry) => entry.question === element.dataset.question);
    const list = element.querySelector("[data-kept]");
    list.replaceChildren(...own.map((entry) => this.row(element, list.dataset, entry)));
    list.hidden = own.length === 0;
    const refused = own.filter((entry) => entry.state === "refused").map((entry) => `${entry.name}: ${entry.error}`);
    const text = [...(this.problems.get(element) ?? []), ...refused].join(" ");
    if (text || this.problems.has(element)) setError(element, text); // else what the server wrote there stays
    if (text) this.problems.set(element, this.problems.get(element) ?? []);
  }

  row(element, words, entry) {
    const row = element.querySelector("[data-kept-row]").content.cloneNode(true).firstElementChild;
    for (const place of row.querySelectorAll("[data-name]")) place.textContent = entry.name;
    const size = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 }).format(entry.size / 1e6);
    row.querySelector("[data-size]").textContent = `${size} MB`;
    const state = row.querySelector("[data-state]");
    state.textContent = words[entry.state];
    state.classList.add(entry.state === "refused" ? "badge--stop" : "badge--neutral");
    row.querySelector("[data-drop]").addEventListener("click", async () => {
      await this.store.remove(entry.id);
      await this.show();
      element.querySelector("input[type=file]").focus();
    });
    return row;
  }
}
