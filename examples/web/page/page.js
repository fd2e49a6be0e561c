// The box, and the addresses: what is after the # is the question.

import { answer, registry } from "./crate.js";
import { address, number, show } from "./answer.js";
import { markAnswer, start } from "./picture.js";

const box = document.getElementById("question");
const out = document.getElementById("answer");
const title = document.title;

const ROWS = 50;
let rows = ROWS;
/** Whether the question that is shown has an entry of its own in the browser's history. */
let settled = true;

function asked() {
  const typed = location.hash.slice(1);
  try {
    return decodeURIComponent(typed);
  } catch {
    return typed;
  }
}

function respond() {
  const question = box.value.trim();
  const found = answer(question, rows);
  out.replaceChildren(...show(found, () => {
    rows += 10 * ROWS;
    respond();
  }));
  document.getElementById("summary").textContent = found.summary;
  document.getElementById("examples").hidden = question !== "";
  document.title = question ? `${question} · ${title}` : title;
  markAnswer(found.ports);
}

/** A key: the first after an answer was settled makes a new entry, the next ones change it. */
box.addEventListener("input", () => {
  const question = box.value.trim();
  history[settled ? "pushState" : "replaceState"](null, "", question ? address(question) : location.pathname + location.search);
  settled = false;
  rows = ROWS;
  respond();
});
box.addEventListener("change", () => (settled = true));
document.getElementById("form").addEventListener("submit", (event) => {
  event.preventDefault();
  settled = true;
  box.select();
});

/** A link, a port of the picture, back and forward, or an address that was typed. */
addEventListener("hashchange", () => {
  settled = true;
  rows = ROWS;
  box.value = asked();
  respond();
});

addEventListener("keydown", (event) => {
  if (event.key === "/" && document.activeElement !== box) {
    event.preventDefault();
    box.focus();
    box.select();
  }
});

box.value = asked() || box.value;
respond();
const { edition, records, names } = registry();
document.getElementById("edition").textContent =
  `IANA's registry of ${edition}: ${number(records)} records, ${number(names)} service names`;
// The answer comes first.
requestAnimationFrame(() => setTimeout(() => start((port) => (location.hash = port))));
