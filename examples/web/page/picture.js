// The picture of all ports: 256 a row, from 0 at the top left.

import { portClasses, portLegend, portLine } from "./crate.js";
import { make, number } from "./answer.js";

const ROW = 256;
const [ports, marks] = ["ports", "marks"].map((id) => document.getElementById(id));
const readout = document.getElementById("readout");
const idle = readout.textContent;
const dark = matchMedia("(prefers-color-scheme: dark)");

let classes;
let legend;
/** The port under the pointer, the one that the keys are on, and the ranges of the answer. */
let pointed = null;
let keyed = 0;
let answered = [];

/** Draws the picture, and calls `asked` with each port that is chosen. */
export function start(asked) {
  classes = portClasses();
  legend = portLegend();
  label();
  new ResizeObserver(draw).observe(marks.parentElement);
  dark.addEventListener("change", draw);
  marks.addEventListener("pointermove", (event) => point(under(event)));
  marks.addEventListener("pointerleave", () => point(null));
  marks.addEventListener("click", (event) => {
    walk(under(event));
    asked(keyed);
  });
  marks.addEventListener("focus", () => walk(keyed));
  marks.addEventListener("blur", mark);
  marks.addEventListener("keydown", (event) => {
    const step = {
      ArrowLeft: -1, ArrowRight: 1, ArrowUp: -ROW, ArrowDown: ROW,
      PageUp: -16 * ROW, PageDown: 16 * ROW, Home: -65536, End: 65536,
    }[event.key];
    if (step) walk(Math.max(0, Math.min(65535, keyed + step)));
    else if (event.key === "Enter" || event.key === " ") asked(keyed);
    else return;
    event.preventDefault();
  });
}

/** Marks the ports of an answer, each range as its first and last port. */
export function markAnswer(ranges) {
  answered = ranges;
  if (ranges.length && marks !== document.activeElement) keyed = ranges[0][0];
  if (classes) mark();
}

function under(event) {
  const { left, top, width, height } = marks.getBoundingClientRect();
  const place = (at, size) => Math.max(0, Math.min(ROW - 1, Math.floor((at / size) * ROW)));
  return place(event.clientY - top, height) * ROW + place(event.clientX - left, width);
}

function point(port) {
  pointed = port;
  say(port ?? (marks === document.activeElement ? keyed : null));
  mark();
}

function walk(port) {
  keyed = port;
  marks.ariaValueNow = port;
  marks.ariaValueText = portLine(port);
  say(port);
  mark();
}

function say(port) {
  readout.textContent = port === null ? idle : portLine(port);
}

const color = (one) => (dark.matches ? one.dark : one.color);

function draw() {
  const side = Math.round(marks.parentElement.clientWidth * devicePixelRatio);
  ports.width = ports.height = marks.width = marks.height = side;
  const palette = legend.classes.map((one) => [1, 3, 5].map((at) => parseInt(color(one).slice(at, at + 2), 16)));
  const small = new OffscreenCanvas(ROW, ROW);
  const image = new ImageData(ROW, ROW);
  classes.forEach((one, port) => image.data.set([...palette[one], 255], 4 * port));
  small.getContext("2d").putImageData(image, 0, 0);
  const context = ports.getContext("2d");
  context.imageSmoothingEnabled = false;
  context.drawImage(small, 0, 0, side, side);
  for (const [at, swatch] of document.querySelectorAll("#legend i").entries()) {
    swatch.style.background = color(legend.classes[at]);
  }
  mark();
}

/** The answer's ports, and the one that is looked at. */
function mark() {
  const context = marks.getContext("2d");
  const cell = marks.width / ROW;
  const thin = devicePixelRatio;
  context.clearRect(0, 0, marks.width, marks.height);
  const stroke = (path) => {
    for (const [width, style] of [[4 * thin, "#14181d"], [2 * thin, "#ffd84d"]]) {
      context.lineWidth = width;
      context.strokeStyle = style;
      context.stroke(path);
    }
  };
  for (const [first, last] of answered.slice(0, 200)) {
    const path = new Path2D();
    if (last - first < 4) {
      const [x, y] = [first + last + 1, 0].map((at) => at / 2);
      path.arc(((x % ROW) - y) * cell, (Math.floor(first / ROW) + 0.5) * cell, Math.max(7 * thin, 3 * cell), 0, 7);
    } else {
      outline(path, first, last, cell);
    }
    stroke(path);
  }
  const looked = pointed ?? (marks === document.activeElement ? keyed : null);
  if (looked !== null) {
    const path = new Path2D();
    const around = Math.max(4 * thin, cell);
    path.rect((looked % ROW) * cell - around, Math.floor(looked / ROW) * cell - around, cell + 2 * around, cell + 2 * around);
    stroke(path);
  }
}

/** The border of a range, which may go over several rows. */
function outline(path, first, last, cell) {
  const [top, left] = [Math.floor(first / ROW), first % ROW];
  const [bottom, right] = [Math.floor(last / ROW), (last % ROW) + 1];
  const line = top === bottom
    ? [[left, top], [right, top], [right, top + 1], [left, top + 1]]
    : [[left, top], [ROW, top], [ROW, bottom], [right, bottom], [right, bottom + 1], [0, bottom + 1], [0, top + 1], [left, top + 1]];
  line.forEach(([x, y], at) => path[at ? "lineTo" : "moveTo"](x * cell, y * cell));
  path.closePath();
}

function label() {
  document.getElementById("legend").replaceChildren(...legend.classes.map(({ label, ports }) =>
    make("li", {}, make("i"), make("b", {}, number(ports)), make("span", {}, label))));
  document.getElementById("axis").replaceChildren(
    ...Array.from({ length: 16 }, (_, at) => make("li", {}, number(at * 16 * ROW))));
  document.getElementById("parts").replaceChildren(...legend.parts.map(({ name, first, last }) => {
    const part = make("li", {}, make("span", {}, name));
    part.style.flexGrow = last - first + 1;
    return part;
  }));
}
