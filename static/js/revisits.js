// What the pages gain with JavaScript; every one of them works without.
import { initAll } from "../vendor/govuk-frontend.min.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();

// On a phone a row becomes a block, each cell under its column's name. Roles keep it a table to a screen reader.
function stack(table) {
  const heads = [...table.tHead.rows[0].cells].map((head) => head.textContent.trim());
  table.classList.add("app-stacks");
  table.setAttribute("role", "table");
  for (const group of table.querySelectorAll("thead, tbody")) group.setAttribute("role", "rowgroup");
  for (const row of table.rows) {
    row.setAttribute("role", "row");
    [...row.cells].forEach((cell, place) => {
      const role = { col: "columnheader", row: "rowheader" }[cell.scope] ?? "cell";
      cell.setAttribute("role", role);
      if (role === "cell" && place && cell.textContent.trim()) cell.dataset.under = heads[place] ?? "";
    });
  }
}

const stackAll = () => document.querySelectorAll(".govuk-table:not(.app-matrix):has(thead)").forEach(stack);
stackAll();

// The timeline beside the dates step follows what is typed.
const live = document.querySelector("[data-live-timeline]");
if (live) {
  const form = live.closest("form") ?? document.querySelector("form[data-live-form]");
  const said = document.querySelector("[data-live-status]");
  let waiting;
  let latest = 0;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const mine = ++latest;
      const query = new URLSearchParams(new FormData(form));
      query.delete("csrfmiddlewaretoken");
      const answer = await fetch(`${live.dataset.liveTimeline}?${query}`, { credentials: "same-origin" }).catch(() => null);
      if (!answer?.ok || mine !== latest) return;
      live.innerHTML = await answer.text();
      stackAll();
      if (said) said.textContent = live.querySelector("table") ? "The timeline beside the form is up to date." : "";
    }, 250);
  });
}

// A page that waits for a worker asks again by itself, ever more rarely, and not for ever: what asks stays signed in.
const USUAL = 8;
const LAST = 40; // ten minutes where it asks first after two seconds
const wait = document.querySelector("[data-reload-after]");
const asked = `asked ${location.pathname}`;
// What was said as it came it says again: else that would be gone within seconds, read or not.
const said = `said ${location.pathname}`;
const banners = () => [...document.querySelectorAll("main > .govuk-notification-banner")];
const before = sessionStorage.getItem(said);
sessionStorage.removeItem(said);
if (before && !banners().length) document.querySelector("main").insertAdjacentHTML("afterbegin", before);

function askAgain() {
  const words = banners().map((each) => each.outerHTML).join("");
  sessionStorage.setItem(said, words.replace(/ data-saved-form="[^"]*"/g, ""));
  location.reload();
}

if (wait) {
  const times = Number(sessionStorage.getItem(asked)) + 1;
  sessionStorage.setItem(asked, times);
  if (times <= LAST) setTimeout(askAgain, Number(wait.dataset.reloadAfter) * 1000 * Math.min(times, USUAL));
  if (times > LAST) wait.textContent = "This takes much longer than usual. Reload the page later, or tell inspection support.";
  else if (times > USUAL) wait.append(" This takes longer than usual; the page goes on asking.");
} else {
  sessionStorage.removeItem(asked);
}
