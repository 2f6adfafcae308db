// The survey: what a parent typed is kept on this device until it is sent, and offered again; while the answers are
// checked, the device does a little work that shows the sender to be a browser. All of it works without this script.
const PREFIX = "revisits.survey.";
const OLD = 14 * 24 * 3600 * 1000;
const NOT_KEPT = ["go", "website", "proof"];
const page = document.querySelector("[data-survey]");
const place = PREFIX + page.dataset.survey;
const form = document.querySelector("form[data-answers]");
const device = document.querySelector("[data-device]");

function read() {
  try {
    const kept = JSON.parse(localStorage.getItem(place));
    return kept && Date.now() - kept.at < OLD ? kept : null;
  } catch {
    return null;
  }
}

function forget() {
  try {
    localStorage.removeItem(place);
    return true;
  } catch {
    return false;
  }
}

// Name and value of all that the form would send, the page that it is on among them.
const fields = () => [...new FormData(form)].filter(([name, value]) => !NOT_KEPT.includes(name) && typeof value === "string");

function keep() {
  try {
    localStorage.setItem(place, JSON.stringify({ at: Date.now(), fields: fields() }));
    return true;
  } catch {
    return false;
  }
}

const hidden = (name, value) => Object.assign(document.createElement("input"), { type: "hidden", name, value });

// On the start page: go on with what was left here, or clear it.
function offer() {
  const kept = read();
  const part = document.querySelector("[data-kept-here]");
  if (!part || !answers(kept?.fields ?? []).some(([, value]) => value)) return;
  part.hidden = false;
  part.querySelector("[data-fields]").append(...kept.fields.filter(([name]) => name !== "on").map(([name, value]) => hidden(name, value)));
  part.querySelector("[data-clear]").addEventListener("click", () => {
    forget();
    part.hidden = true;
    document.querySelector("[data-cleared]").hidden = false;
  });
}

function say(words) {
  const line = device.querySelector("[data-device-line]");
  if (line.textContent !== words) line.textContent = words;
}

const answers = (given) => given.filter(([name]) => /^q\d+$/.test(name));
// The part of the token that says who began when: its signature is another on each page.
const begun = (given) => (given.find(([name]) => name === "token")?.[1] ?? "").split(":")[0];

// The browser's own way back shows a question as the page once came: what was answered since is put in again.
// Not where answers are checked: what is sent there is what is read there.
function catchUp() {
  const kept = read();
  if (page.dataset.at === "check" || !kept || begun(kept.fields) !== begun(fields())) return;
  form.querySelectorAll('input[type="hidden"][name^="q"]').forEach((field) => field.remove());
  const given = answers(kept.fields);
  const asked = [...form.elements].filter(({ name }) => /^q\d+$/.test(name));
  for (const field of asked) {
    const values = given.filter(([name]) => name === field.name).map(([, value]) => value);
    if (field.matches("[type=radio], [type=checkbox]")) field.checked = values.includes(field.value);
    else field.value = values[0] ?? "";
  }
  const others = given.filter(([name]) => !asked.some((field) => field.name === name));
  form.append(...others.map(([name, value]) => hidden(name, value)));
}

function answering() {
  device.hidden = false;
  if (performance.getEntriesByType("navigation")[0]?.type === "back_forward") catchUp();
  window.addEventListener("pageshow", (event) => event.persisted && catchUp());
  const typed = () => say(keep() ? device.dataset.kept : device.dataset.notKept);
  typed();
  for (const what of ["input", "change"]) form.addEventListener(what, typed);
  window.addEventListener("pagehide", () => !cleared && keep());
  let cleared = false;
  form.addEventListener("submit", (event) => {
    if (navigator.onLine) return;
    event.preventDefault();
    keep();
    say(device.dataset.offline);
  });
  window.addEventListener("online", typed);
  device.querySelector("[data-device-clear]").addEventListener("click", () => {
    if (!confirm(device.dataset.sure)) return;
    cleared = true;
    forget();
    // The server has the browser forget the pages, too.
    const start = new URL(device.dataset.start, location);
    start.searchParams.set("cleared", "1");
    location.replace(start);
  });
}

// Whether a digest begins with so many bits of nought; 32 at most.
const begins = (digest, bits) => new DataView(digest).getUint32(0) >>> (32 - bits) === 0;

// A number for which SHA-256 of "challenge.number" begins with the bits of nought that are asked for.
async function work({ challenge, bits }) {
  if (!globalThis.crypto?.subtle) return;
  const line = document.querySelector("[data-working]");
  line.hidden = false;
  const encoder = new TextEncoder();
  for (let number = 0; ; number += 64) {
    const tried = Array.from({ length: 64 }, (_, more) => number + more);
    const digests = await Promise.all(tried.map((each) => crypto.subtle.digest("SHA-256", encoder.encode(`${challenge}.${each}`))));
    const found = digests.findIndex((digest) => begins(digest, Number(bits)));
    if (found < 0) continue;
    form.elements.proof.value = String(number + found);
    line.hidden = true;
    return;
  }
}

if (page.dataset.at === "sent") {
  if (forget()) document.querySelector("[data-device-gone]").hidden = false;
} else if (page.dataset.at === "start") offer();
if (form && device) answering();
if (form?.dataset.challenge) work(form.dataset);
