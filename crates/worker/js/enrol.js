// The page that makes this phone one that works without signal. It shows the page's steps in turn;
// every word comes from the page. Nothing that was typed stays in the page when it is done.

(async () => {
  const page = document.querySelector("[data-pasang]");
  if (!page) return;
  const workers = navigator.serviceWorker;
  const all = selector => page.querySelectorAll(selector);
  const one = selector => page.querySelector(selector);

  // ── Words and steps ──

  const words = (name, given = {}) => {
    const found = one(`template[data-words="${name}"]`) ?? one('template[data-words="failed"]');
    return found.content.textContent.replace(/\{(\w+)\}/g, (_, key) => given[key]);
  };

  const show = (step, state) => {
    for (const part of all("[data-step]")) part.hidden = part.dataset.step !== step;
    if (state) for (const part of all("[data-when]")) part.hidden = !part.dataset.when.split(" ").includes(state);
    one("[data-alert]").hidden = true;
  };

  const alert = name => {
    const box = one("[data-alert]");
    box.textContent = words(name);
    box.className = name === "bound" ? "panel good" : "panel warn";
    box.hidden = false;
    box.focus();
  };

  const unfit = why => {
    for (const part of all("[data-why]")) part.hidden = part.dataset.why !== why;
    show("unfit");
  };

  // What a person can do something about; `words` names the sentence.
  class Trouble extends Error {
    constructor(name) { super(name); this.words = name; }
  }

  // ── Asking server and worker ──

  const ask = async (path, body) => {
    const asked = body && { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
    let response;
    try {
      response = await fetch(path, asked);
    } catch {
      throw new Trouble(path.startsWith("/api/") ? "no-signal" : "failed");
    }
    const answer = await response.json().catch(() => undefined);
    if (!response.ok || !answer) throw new Trouble(answer?.error ?? "failed");
    return answer;
  };

  const csrf = page.dataset.csrf;

  // ── The program ──

  if (!isSecureContext) return unfit("insecure");
  if (!workers || !globalThis.caches || !globalThis.indexedDB) return unfit("old");

  let loading = true;
  const progress = (id, got, sum) => {
    Object.assign(one(`#${id}`), { max: Math.max(sum, 1), value: got });
    const shown = id === "program" ? { got: Math.round(got / 1024), all: Math.round(sum / 1024) } : { got, all: sum };
    one(`#${id}-words`).textContent = words(got < sum ? `got-${id}` : "got-all", shown);
  };
  // The same message counts the program's bytes while it is fetched, and entries after that.
  workers.addEventListener("message", ({ data }) => {
    if (data.tell === "progress") progress(loading ? "program" : "data", data.got, data.all);
  });
  workers.startMessages();

  const sleep = ms => new Promise(awake => setTimeout(awake, ms));

  const controlled = () => new Promise(done => {
    if (workers.controller) return done();
    workers.addEventListener("controllerchange", () => done(), { once: true });
  });

  // Settles when the worker answers for this page.
  const load = async () => {
    let registration;
    try {
      registration = await workers.register("/sw.js", { updateViaCache: "none" });
    } catch {
      throw new Trouble(navigator.onLine ? "program-failed" : "no-signal");
    }
    const coming = registration.installing;
    const lost = new Promise((_, fail) => coming?.addEventListener("statechange", () => {
      if (coming.state === "redundant" && !registration.active) fail(new Trouble("program-failed"));
    }));
    await Promise.race([workers.ready, lost]);
    // A page that was loaded past the worker is never answered by it.
    const waited = sleep(10_000).then(() => { throw new Trouble("reload"); });
    await Promise.race([controlled(), waited]);
    loading = false;
    progress("program", 1, 1);
  };

  const state_of = standing => {
    if (!standing.enrolled) return "new";
    if (standing.revoked) return "revoked";
    return standing.locked ? "locked" : "open";
  };

  // ── The lock ──

  const kind = () => one("input[name=kind]:checked").value;
  const fields = () => kind() === "pin" ? ["pin1", "pin2"] : ["phrase1", "phrase2"];

  const show_kind = () => { for (const part of all("[data-kind]")) part.hidden = part.dataset.kind !== kind(); };
  for (const radio of all("input[name=kind]")) radio.addEventListener("change", show_kind);
  show_kind();

  // What is tried first: 111111, 121212, 123123, 112233, 123456, 654321.
  const is_weak_pin = pin =>
    /^(\d)\1{5}$|^(\d\d)\2\2$|^(\d{3})\3$/.test(pin)
    || "01234567890".includes(pin) || "09876543210".includes(pin)
    || (/^(\d)\1(\d)\2(\d)\3$/.test(pin) && "0123456789 9876543210".includes(pin[0] + pin[2] + pin[4]));

  const is_weak_phrase = phrase => new Set(phrase).size < 5 || "01234567890123456789".includes(phrase);

  const fault_of = (first, second) => {
    if (kind() === "pin") {
      if (!/^\d{6}$/.test(first)) return [0, "six-digits"];
      if (is_weak_pin(first)) return [0, "weak-pin"];
    } else {
      if ([...first].length < 10) return [0, "short-passphrase"];
      if (is_weak_phrase(first)) return [0, "weak-passphrase"];
    }
    return first === second ? undefined : [1, "not-the-same"];
  };

  const mark = (id, name) => {
    const [field, fault] = [one(`#${id}`), one(`#${id}-fault`)];
    fault.hidden = !name;
    fault.textContent = name ? words(name) : "";
    if (!name) {
      field.removeAttribute("aria-invalid");
      field.removeAttribute("aria-describedby");
      return;
    }
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", fault.id);
    field.focus();
  };

  // What was typed, if it will do.
  const chosen = () => {
    const ids = fields();
    const [first, second] = ids.map(id => one(`#${id}`).value);
    const fault = fault_of(first, second);
    ids.forEach((id, at) => mark(id, fault?.[0] === at ? fault[1] : undefined));
    return fault ? undefined : { secret: first, kind: kind() };
  };

  const forget_typed = () => { for (const field of all("input[type=password]")) field.value = ""; };

  // ── Enrolling ──

  let ready;
  // The server's answer is kept for another try: each one makes a phone.
  let enrolled;
  let state = "new";
  // Kept for as long as the phone's own lock is offered, at most some minutes.
  let typed;

  const enrol = async choice => {
    await (ready ??= load());
    const standing = await ask("/kunci/keadaan");
    if (!standing.enrolled || state === "stranger") {
      enrolled ??= await ask("/api/hp", { csrf, label: one("#label").value });
      return ask("/kunci/pasang", { enrolled, ...choice });
    }
    const { device, knock } = standing;
    return ask("/kunci/pulih", { ...await ask("/api/pulih", { csrf, device, knock }), ...choice });
  };

  const failed = error => {
    const name = error.words ?? "failed";
    if (!error.words) console.error(error);
    if (loading) ready = undefined;
    if (name === "not-hers" || name === "other-person") return unfit("other-person");
    if (name === "stranger") state = "stranger";
    show("choose", state);
    if (name !== "stranger") alert(name === "recovery" || name === "garbled" ? "failed" : name);
  };

  one("form[data-step=choose]").addEventListener("submit", async event => {
    event.preventDefault();
    const choice = chosen();
    if (!choice) return;
    show("work");
    one("[data-step=work]").scrollIntoView();
    try {
      const answer = await enrol(choice);
      forget_typed();
      typed = choice.secret;
      setTimeout(() => { typed = undefined; one("[data-bind]").hidden = true; }, 5 * 60_000);
      const again = state !== "new" && state !== "stranger";
      await finish({ met: answer.met, safe: choice.kind, again });
    } catch (error) {
      failed(error);
    }
  });
  addEventListener("pagehide", () => { typed = undefined; forget_typed(); });

  // ── What there is to know when it is done ──

  const say_safe = safe => { for (const part of all("[data-safe]")) part.hidden = part.dataset.safe !== safe; };

  const finish = async ({ met, safe, again }) => {
    if (again) one("[data-title]").textContent = words("again-done");
    one("[data-met]").hidden = !met;
    one("[data-unmet]").hidden = met;
    say_safe(safe);
    show("done");
    one("[data-title]").focus();
    // Who finds a locked phone must not find a session with the server beside it.
    await fetch("/keluar", { method: "POST", body: new URLSearchParams({ csrf }), redirect: "manual" }).catch(console.error);
    const lasting = await navigator.storage?.persist?.().catch(() => false) ?? false;
    for (const part of all("[data-lasting]")) part.hidden = part.dataset.lasting !== (lasting ? "yes" : "no");
    await ask("/kunci/lestari", { lasting }).catch(console.error);
    await offer_phone_lock();
    offer_home_screen();
  };

  // ── The phone's own lock ──

  const base64 = bytes => btoa(String.fromCharCode(...new Uint8Array(bytes)));

  // An authenticator of the phone itself that gives a secret; names only, for it wants no number as address.
  const has_phone_lock = async () => {
    if (!globalThis.PublicKeyCredential || /^[\d.]+$|:/.test(location.hostname)) return false;
    const able = await PublicKeyCredential.getClientCapabilities?.().catch(() => undefined);
    if (able?.["extension:prf"] === false) return false;
    return PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable().catch(() => false);
  };

  const offer_phone_lock = async () => { one("[data-bind]").hidden = !typed || !await has_phone_lock(); };

  const make_credential = async (device, salt) => {
    const prf = { eval: { first: salt } };
    const made = await navigator.credentials.create({ publicKey: {
      rp: { id: location.hostname, name: "Betang" },
      user: { id: new TextEncoder().encode(device), name: "Betang", displayName: "Betang" },
      challenge: crypto.getRandomValues(new Uint8Array(32)),
      pubKeyCredParams: [{ type: "public-key", alg: -7 }, { type: "public-key", alg: -257 }],
      authenticatorSelection: { authenticatorAttachment: "platform", residentKey: "preferred", userVerification: "required" },
      extensions: { prf },
    } });
    const given = made.getClientExtensionResults().prf?.results?.first;
    if (given) return { id: made.rawId, given };
    // Some give the secret only when the credential is used.
    const used = await navigator.credentials.get({ publicKey: {
      rpId: location.hostname,
      challenge: crypto.getRandomValues(new Uint8Array(32)),
      allowCredentials: [{ type: "public-key", id: made.rawId }],
      userVerification: "required",
      extensions: { prf },
    } });
    return { id: made.rawId, given: used.getClientExtensionResults().prf?.results?.first };
  };

  one("[data-bind]").addEventListener("submit", async event => {
    event.preventDefault();
    const button = event.submitter;
    if (button) button.disabled = true;
    try {
      const { device } = await ask("/kunci/keadaan");
      const salt = crypto.getRandomValues(new Uint8Array(32));
      const { id, given } = await make_credential(device, salt);
      if (!given) throw new Trouble("bind-impossible");
      await ask("/kunci/layar", { secret: typed, credential: base64(id), salt: base64(salt), given: base64(given) });
      typed = undefined;
      one("[data-bind]").hidden = true;
      say_safe("phone");
      alert("bound");
    } catch (error) {
      const impossible = ["NotSupportedError", "SecurityError", "ConstraintError"].includes(error.name);
      alert(error.words ?? (impossible ? "bind-impossible" : "bind-cancelled"));
    } finally {
      if (button) button.disabled = false;
    }
  });

  // ── The home screen ──

  let invitation;
  addEventListener("beforeinstallprompt", event => {
    event.preventDefault();
    invitation = event;
    one("[data-install]").hidden = false;
    one("[data-home-words]").hidden = true;
  });
  addEventListener("appinstalled", () => { one("[data-home]").hidden = true; });
  one("[data-install]").addEventListener("click", async () => {
    await invitation?.prompt();
    one("[data-install]").hidden = true;
    one("[data-home-words]").hidden = false;
  });
  const offer_home_screen = () => { one("[data-home]").hidden = matchMedia("(display-mode: standalone)").matches; };

  // ── From the beginning ──

  const known = await workers.getRegistration("/");
  ready = load();
  if (!known?.active) {
    // A new phone: she chooses her lock while the program comes.
    show("choose", "new");
    ready.catch(failed);
    return;
  }
  show("look");
  try {
    await ready;
    const standing = await ask("/kunci/keadaan");
    state = state_of(standing);
    show("choose", state);
  } catch (error) {
    failed(error);
  }
})();
