// A page left open asks again when what it says changes. The server's clock decides: a device whose own is fast
// asks in vain, and then ever more rarely. How often it did so is kept with this entry of the tab's history alone.
const changes = document.querySelector("[data-changes-at]");
const at = changes ? Date.parse(changes.dataset.changesAt) : NaN;
const LONGEST = 2 ** 31 - 1;
const FIRST = 20_000;

function ask() {
  const before = history.state?.at === at ? history.state.times : 0;
  history.replaceState({ at, times: before + 1 }, "");
  location.reload();
}

if (at) {
  const inVain = history.state?.at === at ? history.state.times : 0;
  const patience = inVain ? FIRST * 2 ** Math.min(inVain - 1, 6) : 0;
  const loaded = Date.now();
  setTimeout(ask, Math.min(Math.max(at - loaded, patience), LONGEST));
  // Timers stand still while a phone sleeps.
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && Date.now() >= Math.max(at, loaded + patience)) ask();
  });
}
