// The form for a claim: the formula as it is typed, and the verdict as it is found.
import { ask, events } from "./calls.js";
import { markup } from "./markup.js";
import { enliven } from "./verdict.js";

const PAUSE_MS = 250;

const form = document.getElementById("ask");
const claim = document.getElementById("claim");
const preview = document.getElementById("preview");
const reading = document.getElementById("reading");
const way = document.getElementById("way");
const news = document.getElementById("news");
const balls = document.getElementById("balls");
const answer = document.getElementById("answer");
const stop = document.getElementById("stop");
const judge = form.querySelector("button.main");

let waiting = 0;
let shown = 0;

/** Show how the text is read now; answers that are overtaken are dropped. */
async function render() {
  const turn = ++shown;
  const text = claim.value;
  if (!text.trim()) {
    preview.hidden = true;
    reading.textContent = "";
    return;
  }
  let found;
  try {
    found = await ask("/api/render", { claim: text, meanings: form.elements.meanings.value });
  } catch (error) {
    if (turn === shown) reading.textContent = error.message;
    return;
  }
  if (turn !== shown) return;
  if (found.mathml) preview.replaceChildren(markup(found.mathml));
  preview.hidden = !found.mathml && !preview.hasChildNodes();
  preview.classList.toggle("stale", !found.mathml);
  const place = found.position ? `line ${found.position.line}, column ${found.position.column}: ` : "";
  const isLatex = text.includes("\\");
  reading.textContent = found.message ? place + found.message : isLatex ? [`Read as ${found.text}`, ...found.notes].join("; ") : "";
  reading.classList.toggle("good", !found.message);
  claim.setAttribute("aria-invalid", String(Boolean(found.message)));
}

function soon() {
  clearTimeout(waiting);
  waiting = setTimeout(render, PAUSE_MS);
}

function reached(stage) {
  for (const item of way.querySelectorAll("li")) {
    if (item.classList.contains("now")) item.classList.replace("now", "done");
    if (item.dataset.stage === stage) {
      item.classList.remove("done");
      item.classList.add("now");
    }
  }
}

function part(text, className) {
  const element = document.createElement(className === "shared" ? "mark" : "span");
  if (className !== "shared") element.className = className;
  element.textContent = text;
  return element;
}

function drawBalls(sides) {
  const places = balls.querySelectorAll("dd");
  sides.forEach((side, index) => {
    const parts = side.map(([shared, rest, radius]) => [part(shared, "shared"), part(rest, "rest"), part(radius, "radius")]);
    const imaginary = parts[1] ? [" + (", ...parts[1], ")·i"] : [];
    places[index].replaceChildren(...parts[0], ...imaginary);
  });
  balls.hidden = false;
}

const TOLD = {
  accepted: ({ queue_length: length }) => {
    news.textContent = length > 1 ? `Waiting behind ${length - 1} other claims` : "Taken up";
  },
  progress: ({ stage, detail }) => {
    reached(stage);
    news.textContent = detail || { "well-posed": "Is it well-posed?", refute: "Is it false?" }[stage] || "";
  },
  evidence: ({ digits, precision_bits: bits, sides }) => {
    reached("evidence");
    news.textContent = `${digits} digits agree, at ${bits} bits`;
    if (sides) drawBalls(sides);
  },
  verdict: ({ html, document: certificate }) => {
    answer.replaceChildren(markup(html));
    const article = answer.querySelector("article");
    enliven(article, certificate);
    article.focus({ preventScroll: true });
    article.scrollIntoView({ block: "nearest" });
  },
  error: ({ message }) => fail(message),
};

function fail(message) {
  const words = document.createElement("p");
  words.className = "trouble";
  words.textContent = message;
  answer.replaceChildren(words);
}

async function submit() {
  const going = new AbortController();
  answer.replaceChildren();
  balls.hidden = true;
  news.textContent = "";
  way.querySelectorAll("li").forEach((item) => item.classList.remove("now", "done"));
  way.hidden = false;
  judge.disabled = true;
  stop.hidden = false;
  stop.onclick = () => going.abort();
  try {
    const fields = Object.fromEntries(new FormData(form));
    for await (const { name, fields: told } of events("/api/verify", fields, going.signal)) TOLD[name]?.(told);
  } catch (error) {
    if (error.name === "AbortError") fail("Stopped.");
    else if (error.status === 401) form.submit();
    else fail(error.retryAfter ? `${error.message}. Try again in ${Math.ceil(error.retryAfter)} s.` : error.message);
  } finally {
    way.hidden = true;
    judge.disabled = false;
    stop.hidden = true;
  }
}

/** Set up the form. */
export function start() {
  claim.addEventListener("input", soon);
  form.elements.meanings.addEventListener("input", soon);
  claim.addEventListener("keydown", (key) => {
    if (key.key === "Enter" && (key.ctrlKey || key.metaKey)) form.requestSubmit();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  for (const link of document.querySelectorAll("a[data-claim]")) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      claim.value = link.dataset.claim;
      render();
      claim.focus();
      form.scrollIntoView({ block: "nearest" });
    });
  }
  if (claim.value.trim()) render();
}
