// Turns from one of the phone's pages to the next within the same document: on a small phone the browser needs longer
// to begin a document than the program needs for a page. Addresses, the way back, the place on the page and the focus
// are the browser's own, by its Navigation API; where it does not have that, and wherever anything is in doubt, the
// next page is a document as ever.

// Another lock or another language makes another document.
const APART = /^\/(kunci|bahasa)(\/|$)/;

// From a form that was begun a link leads to another document: the browser keeps this one for the way back.
let typed = false;
addEventListener("input", ({ target }) => {
  if (target.form?.method === "post") typed = true;
}, { passive: true, capture: true });

// Another version of the program has come; its pages begin with its own scripts.
let is_old = false;
navigator.serviceWorker.addEventListener("controllerchange", () => { is_old = true; });

// What a document has once, around the page.
const frame = page => JSON.stringify([
  page.documentElement.lang,
  page.documentElement.dataset.idle,
  page.querySelector("link[rel=stylesheet]")?.getAttribute("href"),
]);
const scripts = page => [...page.scripts].map(script => script.getAttribute("src"));
const fits = next =>
  next.querySelector("[data-kiriman]") && frame(next) === frame(document) &&
  scripts(next).every(script => scripts(document).includes(script));

// The page at an address, where it is one of the phone's that can stand in this document.
const page_at = async (address, signal) => {
  const answer = await fetch(address, { headers: { "x-betang-turn": "1" }, signal });
  const is_page = answer.headers.get("content-type")?.startsWith("text/html") && answer.headers.has("x-betang");
  if (answer.status !== 200 || answer.redirected || !is_page) return undefined;
  const next = new DOMParser().parseFromString(await answer.text(), "text/html");
  return fits(next) ? next : undefined;
};

// Pages that were left, as they were left, for who comes back before there is news; one in which something was typed also
// after that. By the browser's key of the place.
const left = new Map();
document.addEventListener("betang:state", () => {
  for (const [place, page] of left) if (!page.typed) left.delete(place);
});
document.addEventListener("betang:locked", () => left.clear());

const show = (next, from) => {
  left.set(from, { title: document.title, body: document.body, typed });
  document.title = next.title;
  document.body.replaceWith(document.adoptNode(next.body));
  typed = next.typed ?? false;
  document.dispatchEvent(new CustomEvent("betang:turned", { detail: { typed } }));
};

// ── Onwards: the page is there before the address changes ──
let asked = 0;

const is_plain = (event, link) => {
  const has_key = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  if (event.defaultPrevented || event.button !== 0 || has_key) return false;
  if (link.target || link.hasAttribute("download") || link.origin !== location.origin) return false;
  const is_same = link.pathname + link.search === location.pathname + location.search;
  return !(is_same && link.hash) && !APART.test(link.pathname);
};

const follow = async event => {
  const link = event.target.closest?.("a[href]");
  if (!link || typed || is_old || !is_plain(event, link)) return;
  event.preventDefault();
  const mine = ++asked;
  const info = await page_at(link.href).catch(() => undefined);
  // Whatever was begun meanwhile goes first.
  if (mine !== asked) return;
  if (!info) return location.assign(link.href);
  const { committed, finished } = navigation.navigate(link.href, { info });
  for (const end of [committed, finished]) end.catch(() => {});
};

// ── Back: the address changes first, and is one that stood in this document before ──
const is_return = event =>
  event.navigationType === "traverse" && event.destination.sameDocument && !event.hashChange;

const go_back = async ({ destination, signal }, from) => {
  const kept = left.get(destination.key);
  const next = is_old ? undefined : kept ?? await page_at(destination.url, signal).catch(() => undefined);
  if (signal.aborted) return;
  if (next) show(next, from);
  else location.reload();
};

if (self.navigation) {
  addEventListener("click", follow);
  navigation.addEventListener("navigate", event => {
    asked += 1;
    if (!event.canIntercept) return;
    const from = navigation.currentEntry.key;
    if (event.info instanceof Document) event.intercept({ handler: async () => show(event.info, from) });
    else if (is_return(event)) event.intercept({ handler: () => go_back(event, from) });
  });
}
