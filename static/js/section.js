// Writing a section of the outcome letter paragraph by paragraph, and seeing who else writes there.
// The one textarea stays what is sent: this only shows it in parts (letters/composing/outcome_typed.py has the notation).

const BULLET = /^\s*[•*–-]\s+/;
const field = document.querySelector("textarea[data-section]");

// The parts of what is typed: paragraphs, and items of lists.
function parse(text) {
  const found = [];
  let fresh = true;
  for (const line of text.replaceAll("\r\n", "\n").split("\n")) {
    if (!line.trim()) {
      fresh = true;
      continue;
    }
    const item = BULLET.test(line);
    const last = found.at(-1);
    if (!item && last && !last.item && !fresh) last.words += ` ${line.trim()}`;
    else found.push({ item, words: line.replace(BULLET, "").trim() });
    fresh = false;
  }
  return found.length ? found : [{ item: false, words: "" }];
}

function written(parts) {
  let text = "";
  let last = null;
  for (const part of parts) {
    const words = part.words.replace(/\s+/g, " ").trim();
    if (!words) continue;
    if (last) text += last.item && part.item ? "\n" : "\n\n";
    text += part.item ? `- ${words}` : words;
    last = part;
  }
  return text;
}

class Parts {
  constructor(area) {
    this.area = area;
    this.group = area.closest(".govuk-form-group");
    this.frame = document.createElement("div");
    this.list = Object.assign(document.createElement("ol"), { className: "app-blocks" });
    this.said = Object.assign(document.createElement("p"), { className: "govuk-visually-hidden" });
    this.said.setAttribute("role", "status");
    const add = Object.assign(document.createElement("div"), { className: "app-actions govuk-!-margin-bottom-4" });
    add.append(
      this.button("Add a paragraph", () => this.insert(this.parts.length, { item: false, words: "" }), true),
      this.button("Add a list item", () => this.insert(this.parts.length, { item: true, words: "" }), true),
    );
    this.frame.append(this.list, add, this.said);
    this.group.after(this.frame);
    this.toggle = this.button("", () => this.show(this.frame.hidden));
    const line = Object.assign(document.createElement("p"), { className: "govuk-body-s" });
    line.append(this.toggle);
    this.frame.after(line);
    // What is put back into the form from an unsaved copy.
    area.addEventListener("change", () => this.frame.hidden || this.draw(parse(area.value)));
    this.show(!document.querySelector(".govuk-error-summary"));
  }

  show(inParts) {
    this.group.hidden = inParts;
    this.frame.hidden = !inParts;
    this.toggle.textContent = inParts ? "Type it as one text" : "Write it paragraph by paragraph";
    if (inParts) this.draw(parse(this.area.value));
  }

  draw(parts, focus = -1) {
    this.parts = parts;
    this.list.replaceChildren(...parts.map((part, place) => this.row(part, place)));
    if (focus >= 0) this.list.children[Math.min(focus, parts.length - 1)]?.querySelector("textarea").focus();
  }

  name(part, place) {
    return `${part.item ? "List item" : "Paragraph"} ${place + 1}`;
  }

  row(part, place) {
    const row = Object.assign(document.createElement("li"), { className: `app-block${part.item ? " app-block--item" : ""}` });
    const id = `part-${place}`;
    const label = Object.assign(document.createElement("label"), { className: "govuk-label", htmlFor: id, textContent: this.name(part, place) });
    const words = Object.assign(document.createElement("textarea"), { className: "govuk-textarea", id, value: part.words });
    words.rows = Math.min(12, Math.max(part.item ? 1 : 3, Math.ceil(part.words.length / 70)));
    words.spellcheck = true;
    // Before the form hears of it: then the one textarea has the words already.
    words.addEventListener("input", () => ((part.words = words.value), this.sync()));
    words.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault();
      this.split(place, words.selectionStart);
    });
    words.addEventListener("paste", (event) => {
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (!/\n/.test(text.trim())) return;
      event.preventDefault();
      const before = words.value.slice(0, words.selectionStart);
      const typed = `${part.item ? "- " : ""}${before}${text}${words.value.slice(words.selectionEnd)}`;
      this.change([...this.parts.slice(0, place), ...parse(typed), ...this.parts.slice(place + 1)], place);
    });
    const buttons = Object.assign(document.createElement("div"), { className: "app-actions app-block__buttons" });
    const named = (text, does) => this.button(text, does, false, `: ${this.name(part, place).toLowerCase()}`);
    if (place) buttons.append(named("Move up", () => this.move(place, place - 1)));
    if (place < this.parts.length - 1) buttons.append(named("Move down", () => this.move(place, place + 1)));
    buttons.append(
      named("Split", () => this.split(place, words.selectionStart)),
      named(part.item ? "Make it a paragraph" : "Make it a list item", () => this.turn(place)),
      named("Remove", () => this.remove(place)),
    );
    row.append(label, words, buttons);
    return row;
  }

  button(text, does, big = false, more = "") {
    const made = Object.assign(document.createElement("button"), { type: "button", textContent: text });
    made.className = big ? "govuk-button govuk-button--secondary" : "app-link-button";
    if (more) made.append(Object.assign(document.createElement("span"), { className: "govuk-visually-hidden", textContent: more }));
    made.addEventListener("click", does);
    return made;
  }

  sync() {
    this.area.value = written(this.parts);
  }

  change(parts, focus, said = "") {
    this.draw(parts, focus);
    this.sync();
    this.said.textContent = said;
    this.area.dispatchEvent(new Event("input", { bubbles: true }));
  }

  insert(place, part) {
    this.change([...this.parts.slice(0, place), part, ...this.parts.slice(place)], place);
  }

  split(place, at) {
    const { item, words } = this.parts[place];
    const halves = [{ item, words: words.slice(0, at).trimEnd() }, { item, words: words.slice(at).trimStart() }];
    this.change([...this.parts.slice(0, place), ...halves, ...this.parts.slice(place + 1)], place + 1, "Split in two.");
  }

  move(from, to) {
    const parts = [...this.parts];
    parts.splice(to, 0, ...parts.splice(from, 1));
    this.change(parts, to, `Moved: it is ${this.name(parts[to], to).toLowerCase()} now.`);
  }

  turn(place) {
    const parts = [...this.parts];
    parts[place] = { ...parts[place], item: !parts[place].item };
    this.change(parts, place, `It is a ${parts[place].item ? "list item" : "paragraph"} now.`);
  }

  remove(place) {
    const parts = this.parts.filter((_, each) => each !== place);
    this.change(parts.length ? parts : [{ item: false, words: "" }], Math.max(place - 1, 0), "Removed.");
  }
}

// Who else is there. Whoever does nothing for a while is no longer said to be: it must not keep a session alive.
const EVERY = 15_000;
const QUIET = 5 * 60_000;

class Here {
  constructor(place, form) {
    Object.assign(this, { place, form, to: place.dataset.here, version: Number(place.dataset.version), seen: Date.now() });
    for (const what of ["input", "keydown", "pointerdown"]) document.addEventListener(what, () => (this.seen = Date.now()));
    window.addEventListener("pagehide", () => this.send({ gone: "1" }, { keepalive: true }));
    // What the page before this one said in leaving may arrive after this page was fetched.
    setTimeout(() => this.ask(), 2000);
    setInterval(() => this.ask(), EVERY);
  }

  send(fields, more = {}) {
    const body = new URLSearchParams({ ...fields, csrfmiddlewaretoken: this.form.elements.csrfmiddlewaretoken.value });
    return fetch(this.to, { method: "POST", body, redirect: "manual", headers: { Accept: "application/json" }, ...more }).catch(() => null);
  }

  async ask() {
    if (document.hidden || Date.now() - this.seen > QUIET) return;
    const answer = await this.send({});
    const told = answer?.ok ? await answer.json().catch(() => null) : null;
    if (!told) return;
    const lines = [...told.here];
    if (told.version > this.version) {
      lines.push(`${told.by} has kept version ${told.version} of this section meanwhile. When you keep yours, you are shown both.`);
    }
    this.say(lines);
  }

  // Read out when it changes, and not each time that it is asked for.
  say(lines) {
    const now = [...this.place.children].map((line) => line.textContent);
    if (now.join("\n") === lines.join("\n")) return;
    this.place.replaceChildren(
      ...lines.map((words) => Object.assign(document.createElement("p"), { className: "govuk-body-s app-notice", textContent: words })),
    );
  }
}

if (field) {
  new Parts(field);
  const place = document.querySelector("[data-here]");
  if (place) new Here(place, field.form);
}
