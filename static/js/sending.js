// One file on its way to the server by tus: its row in the list, its progress, and what became of it.
const CHUNK = 8 * 1024 * 1024;
const AGAIN_AFTER = 10_000;
export const FINISHED = ["received", "refused", "removed"];
const SIGNED_OUT = "It could not be sent. You may have been signed out: reload this page, then choose the file again.";

export const size = (bytes) =>
  bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} KB` : bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(2)} GB`;

export class Sending {
  // One file of the list. `state`: waiting, sending, paused, broken, checking, received, refused.
  constructor(part, { file, folder }) {
    Object.assign(this, { part, file, folder, state: "waiting", percent: 0 });
    this.item = part.row(file.name, folder);
    this.item.progress.setAttribute("aria-label", `Progress of ${file.name}`);
    this.show();
  }

  get fingerprint() {
    const { purpose, target } = this.part.about;
    return ["revisits", purpose, target, this.folder, this.file.name, this.file.size, this.file.lastModified].join("|");
  }

  // What was begun before in this browser, if the server still has it: it keeps its own target.
  async before() {
    const unfinished = new Set(this.part.unfinished.map((each) => each.address));
    const known = await this.upload().findPreviousUploads();
    return known.find((each) => each.uploadUrl && unfinished.has(new URL(each.uploadUrl, location.href).pathname));
  }

  upload() {
    return new tus.Upload(this.file, {
      endpoint: this.part.about.address,
      chunkSize: CHUNK,
      retryDelays: [0, 1000, 3000],
      removeFingerprintOnSuccess: true,
      headers: { "X-CSRFToken": this.part.form.elements.csrfmiddlewaretoken.value },
      metadata: { name: this.file.name, folder: this.folder, purpose: this.part.about.purpose, target: this.part.target() },
      fingerprint: async () => this.fingerprint,
      onUploadUrlAvailable: () => this.begun(),
      onProgress: (sent, all) => this.state === "sending" && this.set("sending", Math.floor((100 * sent) / all)),
      // Sending keeps one signed in, as every request does.
      onChunkComplete: () => localStorage.setItem("revisits.seen", Date.now()),
      onSuccess: () => this.ask(),
      onError: (error) => this.broke(error),
    });
  }

  start(before) {
    this.set("sending");
    // Asked for already, and not answered: the server is not asked to begin it twice.
    if (this.beginning) return;
    this.sending ??= this.upload();
    if (before) this.sending.resumeFromPreviousUpload(before);
    this.beginning = !this.sending.url && !before;
    this.sending.start();
  }

  // The server knows of it; whoever paused or removed it meanwhile is heard now.
  begun() {
    this.beginning = false;
    if (this.state === "paused") this.sending.abort();
    if (this.state === "removed") this.sending.abort(true).catch(() => null);
    // The line was not cut after all, or not for long.
    if (this.state === "broken") {
      clearTimeout(this.again);
      this.set("sending");
    }
  }

  broke(error) {
    this.beginning = false;
    const answer = error.originalResponse;
    const status = answer?.getStatus() ?? 0;
    if (status === 422) return this.refuse(JSON.parse(answer.getBody()).sentence);
    if (status === 404) return this.refuse("Files cannot be given here any more.");
    if (status && status < 500) return this.refuse(SIGNED_OUT);
    if (this.state === "paused" || this.state === "removed") return;
    this.wait();
  }

  // The browser says that there is no line: what is on its way may else wait for its answer until the network gives up.
  cut() {
    if (!this.beginning) this.sending.abort();
    this.wait();
  }

  wait() {
    clearTimeout(this.again);
    this.set("broken");
    this.again = setTimeout(() => this.start(), AGAIN_AFTER);
  }

  // All bytes are there: what became of them.
  async ask() {
    this.set("checking", 100);
    const answer = await fetch(this.sending.url, { headers: { Accept: "application/json" } }).catch(() => null);
    const told = answer?.ok ? await answer.json().catch(() => null) : null;
    if (told?.state === "refused") return this.refuse(told.sentence);
    if (told?.state === "received") {
      this.receipt = told.receipt;
      return this.end("received", `${this.file.name} is received.`);
    }
    if (answer && answer.status < 500 && !told) return this.refuse(SIGNED_OUT);
    setTimeout(() => this.ask(), 2000);
  }

  refuse(sentence) {
    this.item.error.textContent = sentence;
    this.item.error.hidden = false;
    this.end("refused", `${this.file.name} is not received. ${sentence}`);
  }

  end(state, words) {
    this.set(state);
    this.part.say(words);
    this.part.next();
  }

  pause() {
    clearTimeout(this.again);
    this.set("paused");
    if (!this.beginning) this.sending.abort();
    this.part.next();
  }

  async remove() {
    clearTimeout(this.again);
    this.set("removed");
    if (!this.beginning) await this.sending?.abort(Boolean(this.sending.url)).catch(() => null);
    this.item.li.remove();
    this.part.say(`${this.file.name} is removed.`);
    this.part.focus();
    this.part.next();
  }

  set(state, percent = this.percent) {
    if (FINISHED.includes(this.state)) return;
    Object.assign(this, { state, percent });
    this.show();
  }

  show() {
    const words = {
      waiting: `${size(this.file.size)}, ready to send`,
      sending: `${this.percent} % of ${size(this.file.size)}`,
      paused: `Paused at ${this.percent} % of ${size(this.file.size)}`,
      broken: `The connection broke at ${this.percent} %. It goes on by itself.`,
      checking: "All sent. It is being checked.",
      received: "Received",
      refused: "Not received",
    };
    const { state, progress, buttons } = this.item;
    state.textContent = words[this.state] ?? "";
    progress.value = this.percent;
    progress.hidden = this.state === "waiting" || this.state === "refused";
    if (buttons.dataset.of === this.state) return;
    const had = buttons.contains(document.activeElement);
    buttons.dataset.of = this.state;
    buttons.replaceChildren(...this.choices());
    if (had) buttons.querySelector("button, a")?.focus();
  }

  choices() {
    const { button } = this.part;
    const remove = button("Remove", this.file.name, () => this.remove());
    if (this.state === "waiting" || this.state === "refused") return [remove];
    if (this.state === "sending") return [button("Pause", this.file.name, () => this.pause()), remove];
    if (this.state === "paused") return [button("Go on", this.file.name, () => this.start()), remove];
    if (this.state === "broken") return [button("Try now", this.file.name, () => this.retry()), remove];
    if (this.state !== "received") return [];
    const link = Object.assign(document.createElement("a"), { className: "govuk-link", href: this.receipt, textContent: "Receipt" });
    link.setAttribute("aria-label", `Receipt for ${this.file.name}`);
    return [link];
  }

  retry() {
    clearTimeout(this.again);
    this.start();
  }
}
