// The part of the phone's program that must be JavaScript: it hears the browser's events and hands
// them to the pages, which are WebAssembly. `cargo xtask wasm` writes three lines above these:
// VERSION, FILES (name: bytes) and glue, a function that makes wasm-bindgen's object afresh.

const CACHE = `betang-${VERSION}`;
const LOCK = "betang-log";
const PATIENCE = 5000;

// ── The program ─────────────────────────────────────────────────────────────────────────────────

let compiled, alive, release;
let under_way = 0;

// Compiled once in a worker's life; a fresh instance after a panic costs next to nothing. Browsers keep the
// machine code only of what came by the network or from the network's own cache, so it is taken from there as
// long as it lies there; what was kept at the installation is for when it does not.
const compile = () => compiled ??= (async () => {
  const address = `/phone/${VERSION}/betang_bg.wasm`;
  const near = await fetch(address, { cache: "only-if-cached", mode: "same-origin" }).catch(() => undefined);
  if (near?.ok) return WebAssembly.compileStreaming(near);
  const kept = await (await caches.open(CACHE)).match("/betang_bg.wasm");
  return WebAssembly.compileStreaming(kept ?? fetch(address));
})().catch(error => { compiled = undefined; throw error; });

// An old worker and a new one never have the log open together. Who comes asks who is there to
// leave; who leaves first finishes what is under way.
let lonely;
const alone = () => lonely ??= new Promise((have, refused) => {
  wire.postMessage("leave");
  navigator.locks.request(LOCK, () => new Promise(leave => { release = leave; have(); })).catch(refused);
}).finally(() => { lonely = undefined; });

const wire = new BroadcastChannel(LOCK);
wire.onmessage = async ({ data }) => {
  if (data.key) key ??= data.key;
  if (data !== "leave" || !release) return;
  const late = Date.now() + PATIENCE;
  while (under_way > 0 && Date.now() < late) await new Promise(again => setTimeout(again, 20));
  give_up(alive, "a newer program has come");
  // Nobody has to unlock a phone for the sake of an update.
  if (key) wire.postMessage({ key });
  release();
  release = undefined;
};

// With a panic the instance is lost, and none of its promises would ever settle: what is under way
// fails at once, and the next request gets a fresh instance.
const give_up = (instance, message) => {
  if (alive === instance) alive = undefined;
  instance?.fail(new Error(message));
};

const begin = () => {
  const instance = {};
  instance.failed = new Promise((_, fail) => { instance.fail = fail; });
  instance.failed.catch(() => {});
  const panicked = message => {
    console.error(message);
    if (instance.has_image) doubtful = true;
    give_up(instance, message);
  };
  instance.loaded = load(panicked);
  // Begun only when asked for: what needs no log does not wait for it.
  instance.open = () => instance.opened ??= (async () => {
    // What takes its time is asked for at once, and not one after the other.
    const kept = self.key_at_hand().then(key => key && opened_image()).catch(() => { doubtful = true; });
    const [program] = await Promise.all([instance.loaded, release ?? alone()]);
    await program.start(VERSION);
    const image = await image_for(program, kept);
    if (!image) return program;
    instance.has_image = true;
    const resumed = await load(panicked, image);
    await resumed.start(VERSION);
    return resumed;
  })();
  return instance;
};

// A fresh instance; with an image, one that has the memory of another that was made ready before.
const load = async (panicked, image) => {
  const program = glue(panicked);
  const { memory } = await program({ module_or_path: await compile() });
  if (image) {
    memory.grow((image.byteLength - memory.buffer.byteLength) / PAGE);
    new Uint8Array(memory.buffer).set(image);
  }
  program.memory = () => new Uint8Array(memory.buffer);
  return program;
};
const PAGE = 65_536;

// An image that does not open, or whose program failed, is not begun with again.
let doubtful = false;
const image_for = async (program, kept) => {
  const [is_ours, early] = await Promise.all([program.has_image(), kept]);
  if (!is_ours) return undefined;
  // The key may have come late.
  const image = early ?? (doubtful ? undefined : await opened_image().catch(() => { doubtful = true; }));
  if (!doubtful) return image;
  await program.forget_image();
  doubtful = false;
  return undefined;
};

// The image, read and opened before the program is there that asks for everything else: it is large. It is sealed as
// `WebSeal` seals: a number used once, then what is secret, for one place.
const opened_image = async () => {
  const sealed = await sealed_image();
  if (!sealed) return undefined;
  const how = { name: "AES-GCM", iv: sealed.subarray(0, 12), additionalData: new TextEncoder().encode("image") };
  return new Uint8Array(await crypto.subtle.decrypt(how, key, sealed.subarray(12)));
};

const sealed_image = () => new Promise(have => {
  const request = indexedDB.open("betang");
  // Where there is no log yet, none is begun here.
  request.onupgradeneeded = () => request.transaction.abort();
  request.onerror = () => have(undefined);
  request.onsuccess = () => {
    const database = request.result;
    const image = database.transaction("records").objectStore("records").get("image");
    image.onsuccess = () => have(image.result);
    image.onerror = () => have(undefined);
    image.transaction.oncomplete = () => database.close();
  };
});

// For the program: another instance, whose memory becomes an image. It works in pieces, between which pages are answered.
self.new_maker = async from_image => {
  const image = from_image ? await opened_image() : undefined;
  if (from_image && !image) throw new Error("the image is gone");
  const program = await load(message => console.warn(message), image);
  const breath = () => new Promise(later => setTimeout(later));
  return {
    read_block: async (number, bytes) => { await breath(); program.read_block(number, bytes); },
    prepare: async (day, lang) => {
      for (const step of [() => program.fold_blocks(), () => program.prepare_day(day), () => program.prepare_search(lang)]) {
        await breath();
        step();
      }
    },
    memory: () => program.memory(),
  };
};

// Asks the program, opening the log first.
const ask = question => ask_of(instance => instance.open(), question);

const ask_of = async (stage, question) => {
  const instance = alive ??= begin();
  under_way += 1;
  try {
    const program = await Promise.race([instance.failed, stage(instance).catch(error => {
      give_up(instance, String(error));
      throw error;
    })]);
    return await Promise.race([instance.failed, question(program)]);
  } finally {
    under_way -= 1;
  }
};

// ── Requests ────────────────────────────────────────────────────────────────────────────────────

addEventListener("fetch", event => {
  const { origin, pathname } = new URL(event.request.url);
  if (origin !== location.origin || pathname.startsWith("/api/")) return;
  event.respondWith(respond(event, pathname).then(mark));
});

const respond = async (event, path) => {
  const { request } = event;
  try {
    const kept = await file(request, path);
    if (kept) return kept;
    // Locking and enrolling are this program's own; the rest is the server's until the phone is enrolled.
    const own = path === "/kunci" || path.startsWith("/kunci/");
    if (!own && !await ask(program => program.is_enrolled())) return await fetch(request);
    if (await ask_of(instance => instance.loaded, program => program.is_servers(path))) {
      // A page that turns within its document leaves these to the browser.
      return request.headers.has("x-betang-turn") ? new Response(null, { status: 204 }) : await servers(request);
    }
    const response = await ask(program => program.answer(request));
    if (own && await ask(program => program.is_spent())) alive = undefined;
    if (await ask(program => program.has_saved()) || meeting_is_due()) event.waitUntil(meet_soon());
    return response;
  } catch (error) {
    console.error(error);
    return sorry();
  }
};

// The version's own files and its pages' style sheets; where the browser can, it takes them from the cache without asking
// here (see install). A page of the server's own version may name a style sheet that this one does not know.
const file = async (request, path) => {
  if (request.method !== "GET") return undefined;
  if (!Object.hasOwn(FILES, path.slice(1)) && !path.startsWith("/aset/")) return undefined;
  return (await caches.open(CACHE)).match(path);
};

// What only the server can answer; where it can't be reached the pages say so.
const servers = async request => {
  const spare = request.clone();
  try {
    return await fetch(request);
  } catch {
    return ask(program => program.answer(spare));
  }
};

// Says who answered. What came from the network stays as it is; what lies in the cache is marked already.
const MARK = `phone/${VERSION}`;
const mark = response => {
  const is_own = !response.url && response.type === "default" && !response.headers.has("x-betang");
  if (is_own) response.headers.set("x-betang", MARK);
  return response;
};

const sorry = () => new Response(
  `<!doctype html><html lang="id"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Betang</title><h1>Halaman ini belum bisa dibuka</h1>
<p>Ada yang salah di program HP ini. Yang sudah tersimpan tetap aman.</p>
<p>Kembali ke halaman sebelumnya dan coba sekali lagi, atau buka <a href="/">halaman awal</a>.</p></html>`,
  {
    status: 500,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
      "cache-control": "no-store",
    },
  },
);

// ── Coming and going of versions ────────────────────────────────────────────────────────────────

addEventListener("install", event => {
  event.waitUntil(install());
  // Each request that comes here waits for its turn in this worker; these need not.
  const paths = ["/aset/*", "/phone.js", "/turn.js", "/enrol.js", "/unlock.js", "/manifest.webmanifest", "/ikon/*"];
  const route = pathname => ({ condition: { urlPattern: { pathname }, requestMethod: "get" }, source: { cacheName: CACHE } });
  event.addRoutes?.(paths.map(route)).catch(error => console.warn(error));
});
addEventListener("activate", event => event.waitUntil(activate()));

const install = async () => {
  const cache = await caches.open(CACHE);
  const all = Object.values(FILES).reduce((sum, bytes) => sum + bytes, 0);
  let got = 0;
  for (const [name, bytes] of Object.entries(FILES)) {
    if (!await cache.match(`/${name}`)) await fetch_file(cache, name, more => tell({ tell: "progress", got: got + more, all }));
    got += bytes;
    await tell({ tell: "progress", got, all });
  }
  for (const [address, kind, body] of (await load(message => console.warn(message))).assets()) {
    await cache.put(address, new Response(body, { headers: headers_of(kind) }));
  }
  await skipWaiting();
};

// Pages ask for scripts and icons each time: for a while they need not.
const headers_of = kind => ({ "content-type": kind, "cache-control": "max-age=600", "x-betang": MARK });

// By the version's own address, so that files of two versions never mix.
const fetch_file = async (cache, name, progress) => {
  const response = await fetch(`/phone/${VERSION}/${name}`);
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  let got = 0;
  const count = new TransformStream({
    transform(chunk, next) {
      got += chunk.byteLength;
      progress(got);
      next.enqueue(chunk);
    },
  });
  const headers = headers_of(response.headers.get("content-type"));
  await cache.put(`/${name}`, new Response(response.body.pipeThrough(count), { headers }));
};

const activate = async () => {
  for (const name of await caches.keys()) {
    if (name.startsWith("betang-") && name !== CACHE) await caches.delete(name);
  }
  await clients.claim();
};

// ── Talking with the open pages ─────────────────────────────────────────────────────────────────

// The key of the log, while the phone is unlocked. It is never written anywhere; when the browser
// stops this worker, the open pages still have it.
let key;

const windows = () => clients.matchAll({ type: "window", includeUncontrolled: true });

const tell = async message => {
  for (const page of await windows()) page.postMessage(message);
};

// Asks all open pages and takes the first answer that says something.
const ask_pages = async question => {
  const answers = (await windows()).map(page => new Promise((have, not) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = event => event.data === undefined ? not() : have(event.data);
    setTimeout(not, 500);
    page.postMessage(question, [port2]);
  }));
  return Promise.any(answers).catch(() => undefined);
};

// For the program: the key if anybody has it, and what becomes of it.
let asking;
self.key_at_hand = async () => {
  if (key) return key;
  const asked = asking ??= ask_pages({ ask: "key" });
  const given = await asked;
  // Locked meanwhile: then what was given before does not count.
  if (asking === asked) [key, asking] = [key ?? given, undefined];
  return key;
};
self.keep_key = async given => { key = given; await tell({ give: "key", key }); };
self.drop_key = async () => { key = asking = undefined; await tell({ tell: "locked" }); };
self.tell_pages = tell;

// ── What the program asks of the browser ────────────────────────────────────────────────────────

const SILENCE = 45_000;

self.hurry = promise => {
  let timer;
  const late = new Promise((_, fail) => { timer = setTimeout(() => fail(new Error("silence")), SILENCE); });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
};

// No cookies: a meeting is the phone's, and not that of whoever is logged in. Only meetings are
// compressed; a knock is too short for it.
self.post = async (path, bearer, body) => {
  const headers = { "content-type": "application/json" };
  let sent = body;
  if (bearer) {
    headers.authorization = `Bearer ${bearer}`;
    const small = await gzip(body);
    if (small.byteLength < body.byteLength) {
      headers["content-encoding"] = "gzip";
      sent = small;
    }
  }
  return self.hurry(fetch(path, { method: "POST", headers, body: sent, credentials: "omit", cache: "no-store" }));
};

const gzip = async body => {
  if (!self.CompressionStream) return body;
  return new Response(new Blob([body]).stream().pipeThrough(new CompressionStream("gzip"))).arrayBuffer();
};

self.ask_for_sync = async () => registration.sync?.register("temu");
self.look_for_update = async () => { await registration.update(); };
self.storage_used = async () => {
  const { usage, quota } = await navigator.storage.estimate();
  return quota ? 100 * usage / quota : undefined;
};
self.leave_phone = async () => {
  for (const name of await caches.keys()) if (name.startsWith("betang-")) await caches.delete(name);
  await registration.unregister();
};

addEventListener("message", event => {
  const { ask: asked, tell: told } = event.data ?? {};
  if (asked === "key") event.ports[0]?.postMessage(key);
  if (told === "lock") event.waitUntil(lock());
  if (told === "meet") event.waitUntil(meet());
});

const lock = () => ask(program => program.lock());

// Also without being asked, once in a while as long as somebody is at work.
const EVERY = 60_000;
let met_at = 0;
const meeting_is_due = () => Date.now() - met_at > EVERY;
const meet = async () => {
  met_at = Date.now();
  await ask(program => program.meet()).catch(error => console.warn(error));
};

// The page that was just answered is shown first.
const meet_soon = async () => {
  met_at = Date.now();
  await new Promise(later => setTimeout(later, 300));
  await meet();
};

addEventListener("sync", event => { if (event.tag === "temu") event.waitUntil(meet()); });
addEventListener("periodicsync", event => { if (event.tag === "temu") event.waitUntil(meet()); });
