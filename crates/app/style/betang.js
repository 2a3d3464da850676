// Find as you type: a form marked data-find fetches its own address again and swaps the results.
// Everything works without this file; it only saves the tap on the button.
for (const form of document.querySelectorAll("form[data-find]")) {
  const field = form.querySelector("input[name=q]");
  let waiting, asked = 0;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const mine = ++asked;
      const query = new URLSearchParams(new FormData(form));
      query.set("bagian", "hasil");
      const answer = await fetch(`${form.action}?${query}`);
      if (mine === asked && answer.ok) document.getElementById(form.dataset.find).innerHTML = await answer.text();
    }, 150);
  });
}
