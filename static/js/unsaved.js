// What this device keeps of a form that was not sent: read, kept, offered when the form is opened again, put back.
const PREFIX = "revisits.unsaved.";
const OLD = 7 * 24 * 3600 * 1000;
const TOKEN = "csrfmiddlewaretoken";
const MOST_SENT = 5;
const NO_TEXT = ["submit", "button", "reset", "image", "file"];

const place = (person, key) => `${PREFIX}${person}.${key}`;
const places = (person = "") => Object.keys(localStorage).filter((name) => name.startsWith(`${PREFIX}${person && `${person}.`}`));
const read = (name) => {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null;
  }
};

export const forget = (person, key) => localStorage.removeItem(place(person, key));
export const forgetAll = (person) => places(person).forEach((name) => localStorage.removeItem(name));
// How many forms have words that the server does not.
export const onlyHere = (person) => places(person).filter((name) => !read(name)?.acked).length;

// What is old goes, and what belongs to somebody else who used this device.
export function tidy(person) {
  const mine = new Set(places(person));
  for (const name of places()) {
    if (!mine.has(name) || !(Date.now() - (read(name)?.at ?? 0) < OLD)) localStorage.removeItem(name);
  }
}

const when = (at) => {
  const parts = { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit", timeZone: "Europe/London" };
  return new Intl.DateTimeFormat("en-GB", parts).format(at).replace(" at ", ", ");
};
// The server gives the fields back in an order of its own.
const inOrder = (fields) => fields && JSON.stringify(Object.entries(fields).sort(([one], [other]) => (one < other ? -1 : 1)));
const same = (one, other) => inOrder(one) === inOrder(other);
const paragraph = (words) => Object.assign(document.createElement("p"), { className: "govuk-notification-banner__heading", textContent: words });

function button(words, does) {
  const made = Object.assign(document.createElement("button"), { type: "button", textContent: words });
  made.className = "govuk-button govuk-button--secondary";
  made.addEventListener("click", does);
  return made;
}

function row(...inside) {
  const made = Object.assign(document.createElement("div"), { className: "govuk-button-group" });
  made.append(...inside);
  return made;
}

export class Unsaved {
  // `ahead`: by how many milliseconds the server's clock is ahead of the device's.
  constructor(form, person, key, ahead) {
    Object.assign(this, { form, ahead, name: place(person, key), offering: false, base: "", sent: [] });
    this.first = this.fields();
    this.seen = JSON.stringify(this.first);
  }

  // What the page came with was typed before, and is not saved.
  typed() {
    this.seen = "";
  }

  // Whether the form differs from what it was when this was asked last.
  changed() {
    const before = this.seen;
    this.seen = JSON.stringify(this.fields());
    return this.seen !== before;
  }

  // By the name of each field the texts that it would send.
  fields() {
    const found = {};
    for (const [name, value] of new FormData(this.form)) {
      if (name !== TOKEN && typeof value === "string") (found[name] ??= []).push(value.replaceAll("\r\n", "\n"));
    }
    return found;
  }

  // Whether the device keeps it: one that is full, or keeps nothing, says so.
  keep(acked = false, fields = this.fields()) {
    try {
      localStorage.setItem(this.name, JSON.stringify({ fields, at: Date.now(), base: this.base, sent: this.sent, acked }));
      return true;
    } catch {
      return false;
    }
  }

  // They are on their way: they may arrive without a word of it coming back.
  sends(fields) {
    this.sent = [...this.sent, fields].slice(-MOST_SENT);
    this.keep();
  }

  // The server has these fields since `at`; whether they are still what stands in the form.
  arrived(fields, at) {
    this.base = at;
    this.sent = [];
    const now = this.fields();
    const whole = same(fields, now);
    this.keep(whole, now);
    return whole;
  }

  clock(at = new Date(Date.now() + this.ahead)) {
    return new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/London" }).format(at);
  }

  // What was left unsaved, here and on the server, that is not what the page shows; the newer first.
  left() {
    const device = read(this.name);
    const kept = document.getElementById("autosave-kept");
    const server = kept && JSON.parse(kept.textContent);
    const found = [];
    // What reached the server and is gone there was saved, or discarded elsewhere.
    if (device && !device.acked) found.push({ fields: device.fields, said: `${when(device.at + this.ahead)}, on this device` });
    const grown = device && (device.base === server?.saved_at || device.sent?.some((each) => same(each, server?.fields)));
    const newer = grown && !device.acked;
    if (server && !newer) found.push({ fields: server.fields, said: when(new Date(server.saved_at)) });
    this.base = server?.saved_at ?? "";
    const other = found.filter((each) => !same(each.fields, this.first));
    return other.length === 2 && same(other[0].fields, other[1].fields) ? other.slice(0, 1) : other;
  }

  // `answered(used)` is called with what the person chose. Nothing is typed over it meanwhile.
  offer(answered) {
    const left = this.left();
    if (!left.length) return void localStorage.removeItem(this.name);
    const part = document.querySelector("[data-autosave-offer]");
    const end = (used) => {
      this.offering = this.form.inert = false;
      part.hidden = true;
      if (!used) localStorage.removeItem(this.name);
      answered(used);
      [...this.form.elements].find((each) => each.type !== "hidden")?.focus();
    };
    const discard = () => button(left.length > 1 ? "Discard both" : "Discard it", () => end(false));
    const choices = left.flatMap(({ fields, said }, place) => [
      paragraph(`You left this unsaved on ${said}.`),
      row(button("Use it", () => (this.fill(fields), end(true))), ...(place === left.length - 1 ? [discard()] : [])),
    ]);
    part.querySelector("[data-autosave-choices]").replaceChildren(...choices);
    this.offering = this.form.inert = true;
    part.hidden = false;
    part.focus();
  }

  fill(fields) {
    const rest = Object.fromEntries(Object.entries(fields).map(([name, texts]) => [name, [...texts]]));
    for (const element of [...this.form.elements]) {
      const { name, type } = element;
      if (!name || name === TOKEN || NO_TEXT.includes(type)) continue;
      if (type === "checkbox" || type === "radio") element.checked = fields[name]?.includes(element.value) ?? false;
      else if (type === "select-multiple") for (const each of element.options) each.selected = fields[name]?.includes(each.value) ?? false;
      else if (rest[name]?.length) element.value = rest[name].shift();
      element.dispatchEvent(new Event("change", { bubbles: true }));
    }
    // Of rows that this page does not show: they are sent all the same.
    for (const [name, texts] of Object.entries(fields)) {
      if (this.form.elements[name]) continue;
      for (const value of texts) this.form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    }
    this.form.dispatchEvent(new CustomEvent("unsaved:filled", { bubbles: true }));
  }
}
