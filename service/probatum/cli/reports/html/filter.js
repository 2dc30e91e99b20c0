"use strict";
(() => {
  const form = document.getElementById("filter");
  const words = document.getElementById("words");
  const shown = document.getElementById("shown");
  const files = [...document.querySelectorAll("section.file")];
  const rows = [...document.querySelectorAll("article")].map((article) => ({
    article,
    status: article.dataset.status,
    level: article.dataset.level,
    change: article.dataset.change,
    text: [...article.querySelectorAll(".find")].map((part) => part.textContent).join("\n").toLowerCase(),
  }));
  const checked = (name) =>
    new Set([...form.querySelectorAll(`input[name=${name}]:checked`)].map((box) => box.value));

  function apply() {
    const terms = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    const statuses = checked("status");
    const levels = checked("level");
    const changes = checked("change");
    let count = 0;
    for (const row of rows) {
      const wanted =
        statuses.has(row.status) &&
        levels.has(row.level) &&
        (!changes.size || changes.has(row.change)) &&
        terms.every((term) => row.text.includes(term));
      row.article.hidden = !wanted;
      count += wanted;
    }
    for (const file of files) {
      file.hidden = !file.querySelector("article:not([hidden])");
    }
    shown.textContent = `${count} of ${rows.length} results shown`;
  }

  function setOpen(open) {
    for (const row of rows) {
      if (!open || !row.article.hidden) {
        for (const part of row.article.querySelectorAll("details")) part.open = open;
      }
    }
  }

  let waiting = 0;
  words.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(apply, 120);
  });
  form.addEventListener("change", apply);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    apply();
  });
  document.getElementById("unfold").addEventListener("click", () => setOpen(true));
  document.getElementById("fold").addEventListener("click", () => setOpen(false));
  // `report.html?q=zeta` opens the page at a search.
  words.value = new URLSearchParams(location.search).get("q") ?? "";
  form.hidden = false;
  apply();
})();
