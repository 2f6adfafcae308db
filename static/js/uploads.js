// Files go to the server by tus, each with its progress; it goes on where it stopped. Without this, the form posts them.
import { filesOf } from "./chosen_files.js";

import { FINISHED, Sending, size } from "./sending.js";

const AT_ONCE = 3;

class Part {
  // The part of a form on which files are chosen.
  constructor(root) {
    Object.assign(this, { root, form: root.closest("form"), about: root.dataset, files: [], unfinished: [] });
    this.find = (name) => root.querySelector(`[data-upload-${name}]`);
    this.input = root.querySelector("input[type=file]");
    for (const each of root.querySelectorAll("[data-upload-with]")) each.hidden = false;
    this.find("without").hidden = true;
    this.listen();
    this.ready = this.askForUnfinished();
  }

  listen() {
    const drop = this.find("drop");
    this.input.addEventListener("change", () => this.choose(this.input));
    this.find("folder").addEventListener("click", () => this.chooseFolder());
    for (const kind of ["dragover", "dragleave", "drop"]) {
      drop.addEventListener(kind, (event) => {
        event.preventDefault();
        drop.classList.toggle("app-upload__drop--over", kind === "dragover");
      });
    }
    drop.addEventListener("drop", async (event) => this.add(await filesOf(event.dataTransfer)));
    this.form.addEventListener("submit", (event) => {
      if (!this.files.some((each) => !FINISHED.includes(each.state))) return;
      event.preventDefault();
      this.next(true);
    });
    addEventListener("beforeunload", (event) => {
      if (this.files.some((each) => ["sending", "broken"].includes(each.state))) event.preventDefault();
    });
    addEventListener("offline", () => this.files.filter((each) => each.state === "sending").forEach((each) => each.cut()));
    addEventListener("online", () => this.files.filter((each) => each.state === "broken").forEach((each) => each.retry()));
  }

  choose(input) {
    const chosen = [...input.files].map((file) => ({ file, folder: file.webkitRelativePath }));
    input.value = "";
    return this.add(chosen);
  }

  chooseFolder() {
    const input = Object.assign(document.createElement("input"), { type: "file", webkitdirectory: true, multiple: true });
    input.addEventListener("change", () => this.choose(input));
    input.click();
  }

  async add(chosen) {
    await this.ready;
    this.find("list").hidden = false;
    for (const each of chosen) {
      const sending = new Sending(this, each);
      this.files.push(sending);
      this.find("list").append(sending.item.li);
      if (each.file.size === 0) sending.refuse("The file is empty. Choose another one.");
      else if (each.file.size > Number(this.about.largest)) sending.refuse(`It is larger than ${size(Number(this.about.largest))}.`);
      else await this.goOn(sending);
    }
    this.say(chosen.length === 1 ? `${chosen[0].file.name} is chosen.` : `${chosen.length} files are chosen.`);
  }

  async goOn(sending) {
    const before = await sending.before();
    if (!before) return;
    const address = new URL(before.uploadUrl, location.href).pathname;
    this.unfinished = this.unfinished.filter((each) => each.address !== address);
    this.showUnfinished();
    sending.start(before);
  }

  // Start as many as may run; `begin` is that somebody pressed the button.
  next(begin = false) {
    this.begun ||= begin;
    const running = this.files.filter((each) => ["sending", "broken", "checking"].includes(each.state)).length;
    const waiting = this.files.filter((each) => each.state === "waiting");
    if (this.begun) waiting.slice(0, Math.max(0, AT_ONCE - running)).forEach((each) => each.start());
    if (!waiting.length) this.begun = false;
    if (!running && !waiting.length) this.sum();
  }

  sum() {
    const received = this.files.filter((each) => each.state === "received").length;
    const refused = this.files.filter((each) => each.state === "refused").length;
    const done = this.find("all-done");
    if (!received || this.files.some((each) => each.state === "paused")) return;
    done.textContent = `${received} ${received === 1 ? "file is" : "files are"} received${refused ? `, ${refused} not` : ""}. `;
    if (this.about.done) {
      done.append(Object.assign(document.createElement("a"), { className: "govuk-link", href: this.about.done, textContent: "See what you have given" }));
    }
    done.hidden = false;
    this.say(done.textContent);
  }

  // The target as the page has it, and the other fields of the form.
  target() {
    const found = JSON.parse(this.about.target);
    for (const field of this.form.elements) {
      if (!field.name || field.disabled || ["file", "submit", "button"].includes(field.type) || field.name === "csrfmiddlewaretoken") continue;
      if (field.type === "checkbox") (found[field.name] ??= []).push(...(field.checked ? [field.value] : []));
      else if (field.type === "select-multiple") found[field.name] = [...field.selectedOptions].map((each) => each.value);
      else if (field.type !== "radio" || field.checked) found[field.name] = field.value;
    }
    return JSON.stringify(found);
  }

  async askForUnfinished() {
    const { address, purpose, target } = this.about;
    const answer = await fetch(`${address}?${new URLSearchParams({ purpose, target })}`).catch(() => null);
    this.unfinished = answer?.ok ? ((await answer.json().catch(() => null))?.uploads ?? []) : [];
    this.showUnfinished();
  }

  showUnfinished() {
    const place = this.find("unfinished");
    place.hidden = !this.unfinished.length;
    place.querySelector("ul").replaceChildren(
      ...this.unfinished.map((each) => {
        const { li, state, progress, buttons } = this.row(each.name, each.folder && `${each.folder}/${each.name}`);
        progress.value = (100 * each.offset) / each.length;
        progress.setAttribute("aria-label", `Progress of ${each.name}`);
        state.textContent = each.state === "finishing" ? "All sent. It is being checked." : `${Math.floor(progress.value)} % of ${size(each.length)} is here`;
        if (each.state === "going") buttons.append(this.button("Discard", each.name, () => this.discard(each)));
        return li;
      }),
    );
  }

  async discard(each) {
    const headers = { "Tus-Resumable": "1.0.0", "X-CSRFToken": this.form.elements.csrfmiddlewaretoken.value };
    await fetch(each.address, { method: "DELETE", headers }).catch(() => null);
    await this.askForUnfinished();
    this.say(`${each.name} is discarded.`);
    this.focus();
  }

  row(name, path) {
    const li = this.root.querySelector("template").content.firstElementChild.cloneNode(true);
    const found = { li };
    for (const part of ["name", "error", "progress", "state", "buttons"]) found[part] = li.querySelector(`[data-${part}]`);
    found.name.textContent = path || name;
    return found;
  }

  button(words, name, act) {
    const found = Object.assign(document.createElement("button"), { type: "button", className: "app-link-button", textContent: words });
    found.append(Object.assign(document.createElement("span"), { className: "govuk-visually-hidden", textContent: ` ${name}` }));
    found.addEventListener("click", act);
    return found;
  }

  say(words) {
    this.find("said").textContent = words;
  }

  focus() {
    this.input.focus();
  }
}

if (window.tus?.isSupported) for (const root of document.querySelectorAll("[data-upload]")) new Part(root);
