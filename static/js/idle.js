// Two minutes before a session ends for want of requests, ask whether somebody is still there.
// The pages of one browser share when the last of them asked the server for something.
const WARN_FROM = 120;
const KEY = "revisits.seen";

const dialog = document.querySelector("dialog[data-idle-seconds]");
if (dialog) {
  const [stay, leave] = dialog.querySelectorAll("form");
  const said = dialog.querySelector("[data-idle-left]");
  const limit = Number(dialog.dataset.idleSeconds);
  const seen = () => localStorage.setItem(KEY, Date.now());
  const left = () => limit - (Date.now() - Number(localStorage.getItem(KEY))) / 1000;
  let over = false;
  seen();

  stay.addEventListener("submit", async (event) => {
    event.preventDefault();
    const answer = await fetch(stay.action, {
      method: "POST",
      body: new FormData(stay),
      headers: { Accept: "application/json" },
    }).catch(() => null);
    if (answer?.status !== 204) return location.reload();
    seen();
    dialog.close();
  });
  // Escape means: yes, I am here.
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    stay.requestSubmit();
  });

  const tick = () => {
    const seconds = Math.ceil(left());
    if (seconds <= 0) {
      if (over) return;
      over = true;
      const back = location.pathname + location.search;
      for (const [name, value] of [["idle", "1"], ["next", back]]) {
        leave.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
      }
      leave.submit();
    } else if (seconds <= WARN_FROM) {
      if (!dialog.open) dialog.showModal();
      // In steps, so that a screen reader is not interrupted each second.
      const words = seconds > 60 ? "You are signed out in about 2 minutes." : seconds > 30
        ? "You are signed out in less than a minute." : "You are signed out in less than 30 seconds.";
      if (said.textContent !== words) said.textContent = words;
    } else if (dialog.open) {
      dialog.close(); // another page of this browser went on
    }
  };
  setInterval(tick, 1000);
}
