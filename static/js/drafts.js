// Forms that save themselves: what is typed is kept on this device at once, and on the server soon after.
// templates/components/unsaved.html stands before such a form, `{% autosave %}` in its tag (docs/architecture.md).
import { Unsaved, forget, forgetAll, onlyHere, tidy } from "./unsaved.js";

const SERVER_AFTER = 1500;
const PATIENCE = 20_000;
const AGAIN = [5, 10, 30, 60];
const LONGEST_LAST_WORD = 60_000; // what browsers still send of a page that is left
const RACING = "revisits.racing";
const person = document.body.dataset.person;

class Draft {
  constructor(form) {
    Object.assign(this, { form, tries: 0, kind: "", pending: false });
    const { autosave: key, autosaveTo: to, autosaveNow: now } = form.dataset;
    this.to = to;
    this.line = document.querySelector("[data-autosave-line]");
    this.said = document.querySelector("[data-autosave-said]");
    this.unsaved = new Unsaved(form, person, key, Number(now) - Date.now());
    this.listen();
    this.line.hidden = false;
    this.line.textContent = "What you type here is saved by itself.";
    if ("autosaveTyped" in form.dataset) this.unsaved.typed(), this.touch();
    else this.unsaved.offer((used) => this.answered(used));
  }

  listen() {
    for (const what of ["input", "change"]) this.form.addEventListener(what, () => this.touch());
    this.form.addEventListener("submit", (event) => this.leave(event));
    window.addEventListener("online", () => this.pending && this.send());
    window.addEventListener("offline", () => this.pending && this.trouble("No connection"));
    // A tablet ends pages without a word: what is hidden may not come back.
    document.addEventListener("visibilitychange", () => document.hidden && this.lastWord());
    window.addEventListener("pagehide", () => this.lastWord());
    window.addEventListener("pageshow", (event) => event.persisted && (this.left = false));
  }

  answered(used) {
    if (used) this.touch();
    else fetch(this.to, { method: "DELETE", headers: this.headers() }).catch(() => null);
  }

  // Something was typed; leaving a field tells of it a second time.
  touch() {
    if (this.unsaved.offering || !this.unsaved.changed()) return;
    this.pending = true;
    const kept = this.unsaved.keep();
    if (kept && this.kind !== "trouble") this.say("device", `Saved on this device at ${this.unsaved.clock()}.`);
    if (!kept && this.kind !== "trouble") this.say("none", "This device keeps nothing: it is being saved on the server.");
    if (this.tries) return; // the next attempt takes it along
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.send(), SERVER_AFTER);
  }

  async send() {
    clearTimeout(this.waiting);
    if (this.left || this.unsaved.offering) return;
    if (this.sending) return void (this.once_more = true);
    this.sending = new AbortController();
    const given = setTimeout(() => this.sending?.abort(), PATIENCE);
    const fields = this.unsaved.fields();
    const answer = await this.post(fields, { signal: this.sending.signal }).catch(() => null);
    const told = answer?.ok || answer?.status === 400 ? await answer.json().catch(() => null) : null;
    clearTimeout(given);
    this.sending = null;
    if (this.left) return;
    if (answer?.ok && told) this.arrived(fields, told.saved_at);
    else if (answer?.status === 400) this.trouble(`Kept on this device alone. ${told?.sentence ?? ""}`, { again: false });
    else if (answer && answer.status < 500) this.trouble(SIGNED_OUT, { again: false });
    else this.trouble(answer ? "The server does not answer" : "No connection");
    if (this.once_more) {
      this.once_more = false;
      if (!this.tries) this.send();
    }
  }

  post(fields, more) {
    this.unsaved.sends(fields);
    const body = JSON.stringify({ person: Number(person), fields });
    return fetch(this.to, { method: "POST", headers: this.headers(), redirect: "manual", body, ...more });
  }

  headers() {
    const token = this.form.elements.csrfmiddlewaretoken.value;
    return { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token };
  }

  arrived(fields, at) {
    this.tries = 0;
    this.pending = !this.unsaved.arrived(fields, at);
    localStorage.setItem("revisits.seen", Date.now()); // it keeps one signed in, as every request does
    this.say("server", `Saved on the server at ${this.unsaved.clock(new Date(at))}.`);
  }

  trouble(what, { again = true } = {}) {
    clearTimeout(this.waiting);
    if (!again) {
      this.tries = 0;
      return this.say("trouble", what);
    }
    const seconds = AGAIN[Math.min(this.tries++, AGAIN.length - 1)];
    this.say("trouble", `${what}: kept on this device, tried again in ${seconds} seconds.`);
    this.waiting = setTimeout(() => this.send(), seconds * 1000);
  }

  // The form is sent. Where there is no connection, what was typed stays on the page.
  leave(event) {
    if (event.defaultPrevented) return;
    this.unsaved.keep();
    if (!navigator.onLine) {
      event.preventDefault();
      this.pending = true;
      // Once there is a connection again it is sent at once; an attempt before would take these words away again.
      clearTimeout(this.waiting);
      this.waiting = setTimeout(() => this.send(), AGAIN.at(-1) * 1000);
      return this.say("trouble", "No connection: the form was not sent. It is kept on this device; send it again later.");
    }
    this.left = true;
    clearTimeout(this.waiting);
    if (this.sending) sessionStorage.setItem(RACING, this.form.dataset.autosave);
    this.sending?.abort();
  }

  lastWord() {
    if (!this.pending || this.left || this.unsaved.offering) return;
    this.unsaved.keep();
    const fields = this.unsaved.fields();
    if (JSON.stringify(fields).length < LONGEST_LAST_WORD) this.post(fields, { keepalive: true }).catch(() => null);
  }

  // Read out when it becomes another, not with each minute.
  say(kind, words) {
    this.line.textContent = words;
    this.line.classList.toggle("app-autosave--trouble", kind === "trouble");
    if (kind !== this.kind || kind === "trouble") this.said.textContent = words;
    this.kind = kind;
  }
}

const SIGNED_OUT =
  "You may have been signed out: kept on this device. Open this page again in another tab, sign in, and use what is offered there.";

// What the server says is saved needs no copy here. A copy that was on its way at that moment may have come after it.
function saved() {
  for (const told of document.querySelectorAll("[data-saved-form]")) {
    const key = told.dataset.savedForm;
    forget(person, key);
    if (sessionStorage.getItem(RACING) === key) {
      const token = document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";
      fetch(`/working-copies${key}`, { method: "DELETE", headers: { "X-CSRFToken": token } }).catch(() => null);
    }
  }
  sessionStorage.removeItem(RACING);
}

tidy(person);
saved();
const form = document.querySelector("form[data-autosave]");
const draft = form && new Draft(form);
for (const out of document.querySelectorAll("form[data-sign-out]")) {
  out.addEventListener("submit", (event) => {
    const alone = onlyHere(person);
    const words = `What you typed in ${alone === 1 ? "a form" : `${alone} forms`} is kept on this device alone, and signing out deletes it. Sign out all the same?`;
    if (alone && !confirm(words)) return event.preventDefault();
    if (draft) draft.left = true; // no last word
    forgetAll(person);
  });
}
