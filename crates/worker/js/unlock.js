// The lock page's button for the phone's own lock: the phone is asked, and what it gives opens the log.
// A form that was being sent when the phone locked goes on its way after that.

(() => {
  const button = document.querySelector("[data-phonelock]");
  if (!button) return;
  const form = button.form;
  const field = name => form.elements.namedItem(name)?.value ?? "";
  const bytes = text => Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
  const own = path => /^\/(?![/\\])/.test(path) ? path : "/";

  const json = async (path, body) => {
    const asked = body && { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
    const response = await fetch(path, asked);
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return response.json();
  };

  const ask_phone = async ({ credential, salt }) => {
    const used = await navigator.credentials.get({ publicKey: {
      rpId: location.hostname,
      challenge: crypto.getRandomValues(new Uint8Array(32)),
      allowCredentials: [{ type: "public-key", id: bytes(credential) }],
      userVerification: "required",
      extensions: { prf: { eval: { first: bytes(salt) } } },
    } });
    const given = used.getClientExtensionResults().prf?.results?.first;
    if (!given) throw new Error("the phone's lock gave nothing");
    return btoa(String.fromCharCode(...new Uint8Array(given)));
  };

  const go_on = () => {
    if (!field("tujuan")) return location.replace(own(field("ke")));
    const again = document.createElement("form");
    again.method = "post";
    again.action = own(field("tujuan"));
    for (const [name, value] of new URLSearchParams(field("simpan"))) {
      const input = Object.assign(document.createElement("input"), { type: "hidden", name, value });
      again.append(input);
    }
    document.body.append(again);
    HTMLFormElement.prototype.submit.call(again);
  };

  button.addEventListener("click", async () => {
    const fault = document.querySelector("[data-phonelock-fault]");
    if (fault) fault.hidden = true;
    button.disabled = true;
    try {
      const { phone_lock } = await json("/kunci/keadaan");
      await json("/kunci/buka-layar", { given: await ask_phone(phone_lock) });
      go_on();
    } catch (error) {
      console.warn(error);
      if (fault) fault.hidden = false;
      button.disabled = false;
    }
  });
})();
