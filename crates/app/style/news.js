// Tells the open page that another message waits: the bar shows, and where nothing is being typed the page is loaded
// anew by itself. Everything works without this file; who opens the page again sees the message too.
const bar = document.getElementById("kabar");
if (bar && window.EventSource) {
  let count = Number(bar.dataset.count);
  let at = Number(bar.dataset.at);
  const isTyping = () =>
    /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? "") ||
    [...document.querySelectorAll("input, textarea")].some((field) => field.type !== "hidden" && field.value !== field.defaultValue);
  const show = () => {
    if (document.visibilityState === "visible" && !isTyping() && window.scrollY < 100) location.reload();
    else bar.hidden = false;
  };
  let source;
  // The browser connects again by itself after a break; only after a refusal (the session has ended) it does not.
  const listen = () => {
    source = new EventSource("/kabar/langsung");
    source.addEventListener("pesan", (event) => {
      const told = JSON.parse(event.data);
      const isNew = told.at > at || (told.at === at && told.count > count);
      [count, at] = [told.count, told.at];
      if (isNew) show();
    });
  };
  listen();
  addEventListener("pagehide", () => source.close());
  addEventListener("pageshow", (event) => { if (event.persisted) listen(); });
}
