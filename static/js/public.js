// A page left open asks again when what it says changes. When that is the server says with each answer, in
// milliseconds from then: the clock of the device may be wrong, and is asked for nothing but how long ago that was.
const [answer] = performance.getEntriesByType("navigation");
const left = answer?.serverTiming?.find(({ name }) => name === "change")?.duration;

if (left) {
  const due = performance.timeOrigin + answer.responseStart + left + 100;
  setTimeout(() => location.reload(), Math.max(due - Date.now(), 1000));
  // Timers stand still while a phone sleeps.
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && Date.now() > due) location.reload();
  });
}
