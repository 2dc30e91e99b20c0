// The form for a file: verdicts as rows of a table, as they are found.
import { events } from "./calls.js";

const form = document.getElementById("upload");
const outcome = document.getElementById("outcome");
const news = document.getElementById("news");
const bar = document.getElementById("bar");
const tally = document.getElementById("tally");
const flaws = document.getElementById("flaws");
const table = outcome.querySelector("table");
const rows = document.getElementById("rows");
const stop = document.getElementById("stop");
const check = form.querySelector("button.main");

let counts = new Map();

function cell(tag, ...content) {
  const element = document.createElement(tag);
  element.append(...content);
  return element;
}

function drawRow({ id, line, claim, status, level, message, method, digits, path }) {
  const row = document.createElement("tr");
  row.className = `${level} ${status.toLowerCase().replaceAll(" ", "-")}`;
  row.dataset.line = line;
  const link = cell("a", status);
  if (path) link.href = path;
  const first = cell("td", path ? link : status);
  first.className = "status";
  const number = cell("td", digits ? String(digits) : "");
  number.className = "number";
  row.append(first, cell("td", id, cell("small", `line ${line}`)), cell("td", cell("code", claim)), number, cell("td", message || method));
  const later = [...rows.children].reverse().find((other) => Number(other.dataset.line) <= line);
  if (later) later.after(row);
  else rows.prepend(row);
}

function count(status) {
  counts.set(status, (counts.get(status) ?? 0) + 1);
  tally.replaceChildren(
    ...[...counts].map(([name, number]) => {
      const item = cell("li", `${number} ${name}`);
      item.className = name.toLowerCase().replaceAll(" ", "-");
      return item;
    }),
  );
}

const TOLD = {
  flaws: ({ flaws: found }) => {
    news.textContent = "The file cannot be read:";
    flaws.replaceChildren(...found.map(({ line, message }) => cell("li", line ? `line ${line}: ${message}` : message)));
    flaws.hidden = false;
  },
  begin: ({ file, claims }) => {
    bar.max = Math.max(1, claims);
    bar.hidden = false;
    table.hidden = !claims;
    news.textContent = `${claims} claims of ${file}`;
  },
  row: (row) => {
    drawRow(row);
    count(row.status);
    bar.value += 1;
  },
  end: () => {
    bar.hidden = true;
  },
  error: ({ message }) => {
    news.textContent = message;
  },
};

async function submit() {
  const going = new AbortController();
  outcome.hidden = false;
  rows.replaceChildren();
  tally.replaceChildren();
  flaws.hidden = true;
  counts = new Map();
  bar.value = 0;
  check.disabled = true;
  stop.hidden = false;
  stop.onclick = () => going.abort();
  try {
    for await (const { name, fields } of events("/api/check", new FormData(form), going.signal)) TOLD[name]?.(fields);
  } catch (error) {
    news.textContent = error.name === "AbortError" ? "Stopped." : error.message;
    if (error.status === 401) form.submit();
  } finally {
    bar.hidden = true;
    check.disabled = false;
    stop.hidden = true;
  }
}

/** Set up the form. */
export function start() {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
}
