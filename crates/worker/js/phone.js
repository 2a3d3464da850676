// The page's side of the phone's program: it registers the worker, holds the key while the page is
// open, locks after minutes without a touch, and tells the worker when signal may have come back.
// On a computer that is no enrolled phone it does nothing.

(async () => {
  const workers = navigator.serviceWorker;
  if (!workers) return;

  const enrolling = document.querySelector("[data-pasang]");
  if (!enrolling && !await workers.getRegistration("/")) return;

  // A module's variable and nothing else: the key is gone with the last page.
  let key;

  // The line that says what waits; its words are its own. `met`, an hour, comes only with the end of a
  // meeting that went well.
  const say_state = (line, { waiting, meeting, met }) => {
    const { textMeeting, textSent, textOne, textOther, textMet } = line.dataset;
    const was_meeting = line.classList.contains("meeting");
    const words = line.querySelector("[data-words]");
    // Read aloud when the number changes, and not at every meeting.
    words.setAttribute("aria-live", waiting === Number(line.dataset.waiting) ? "off" : "polite");
    const counted = [textSent, textOne][waiting] ?? textOther.replace("{n}", waiting);
    words.textContent = meeting ? textMeeting : counted;
    if (met) line.querySelector("[data-met]").textContent = textMet.replace("{at}", met);
    line.className = `strip ${meeting ? "meeting" : waiting ? "waits" : "sent"}`;
    line.dataset.waiting = waiting;
    // The page that lists what waits lists it anew.
    if (was_meeting && !meeting && location.pathname === "/kiriman") location.reload();
  };

  let typed = false;
  addEventListener("input", () => { typed = true; }, { passive: true, capture: true });
  addEventListener("submit", () => { typed = false; });
  document.addEventListener("betang:turned", ({ detail }) => { typed = detail.typed; });
  const cover = locked => {
    for (const main of document.querySelectorAll("main")) main.hidden = locked;
    for (const page of document.querySelectorAll("[data-cover]")) page.hidden = !locked;
  };

  const heard = {
    state: data => {
      for (const line of document.querySelectorAll("[data-kiriman]")) say_state(line, data);
    },
    progress: ({ got, all }) => {
      for (const bar of document.querySelectorAll("progress[data-unduh]")) Object.assign(bar, { max: all, value: got });
    },
    locked: () => {
      key = undefined;
      // Choosing a new lock closes the log for a moment; the page that does it goes on.
      if (location.pathname === "/kunci" || enrolling) return;
      // What was typed and not yet sent stays, out of sight, until the phone is unlocked.
      if (typed) return cover(true);
      location.replace(`/kunci?ke=${encodeURIComponent(location.pathname + location.search)}`);
    },
  };

  workers.addEventListener("message", async ({ data, ports }) => {
    if (data.give === "key") {
      key = data.key;
      cover(false);
    }
    if (data.ask === "key") ports[0].postMessage(key);
    if (data.ask === "persist") ports[0].postMessage(await navigator.storage.persist());
    // Pages have their own ways with what is told; this one hears it, and whoever else wants to.
    if (data.tell) {
      heard[data.tell]?.(data);
      document.dispatchEvent(new CustomEvent(`betang:${data.tell}`, { detail: data }));
    }
  });
  workers.startMessages();

  if (enrolling) await workers.register("/sw.js", { updateViaCache: "none" });
  const worker = (await workers.ready).active;
  document.documentElement.dataset.phone = "ready";
  if (document.querySelector("[data-kiriman]")) import("/turn.js");

  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => { key ??= data; };
  worker.postMessage({ ask: "key" }, [port2]);

  const say = message => workers.controller?.postMessage(message);

  // ── Signal ──
  addEventListener("online", () => say({ tell: "meet" }));

  // ── Idleness ──
  // One clock for all open pages. It goes by the time of day, for timers stand still while a phone sleeps.
  const idle = 60_000 * Number(document.documentElement.dataset.idle ?? 10);
  const touches = new BroadcastChannel("betang-touch");
  let touched = Date.now();
  touches.onmessage = () => { touched = Date.now(); };
  const touch = () => {
    const now = Date.now();
    if (now - touched > idle) return;
    if (now - touched > 1000) touches.postMessage(0);
    touched = now;
  };
  const look = () => {
    if (key && Date.now() - touched > idle) say({ tell: "lock" });
  };
  for (const kind of ["pointerdown", "keydown", "input", "scroll"]) {
    addEventListener(kind, touch, { passive: true, capture: true });
  }
  setInterval(look, Math.min(idle / 4, 15_000));
  addEventListener("pageshow", look);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible") return;
    look();
    say({ tell: "meet" });
  });
})();
