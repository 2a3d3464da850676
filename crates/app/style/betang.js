// Find as you type: a form marked data-find fetches its own address again and swaps the results.
// Everything works without this file; it only saves the tap on the button.
let waiting, asked = 0;

const look = async (form) => {
  const mine = ++asked;
  const query = new URLSearchParams(new FormData(form));
  query.set("bagian", "hasil");
  const answer = await fetch(`${form.action}?${query}`);
  const results = document.getElementById(form.dataset.find);
  if (mine === asked && answer.ok && results) results.innerHTML = await answer.text();
};

document.addEventListener("input", ({ target }) => {
  const form = target.closest("form[data-find]");
  if (!form || target.name !== "q") return;
  clearTimeout(waiting);
  waiting = setTimeout(() => look(form), 150);
});
