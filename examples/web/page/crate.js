// The crate: a question in, an answer out.

const bytes = await (await fetch("ianaports.wasm")).arrayBuffer();
const { room, text, ask, line, classes, legend, about, memory } = (await WebAssembly.instantiate(bytes)).instance.exports;

// The bytes that a function has left in memory. Their place may move with the next call.
const said = (length) => new Uint8Array(memory.buffer, text(), length);
const string = (length) => new TextDecoder().decode(said(length));

/** The answer to what is typed, with so many rows at most. */
export function answer(question, rows) {
  const typed = new TextEncoder().encode(question);
  const place = room(typed.length);
  new Uint8Array(memory.buffer, place, typed.length).set(typed);
  return JSON.parse(string(ask(rows)));
}

/** What a port is, in a line. */
export const portLine = (port) => string(line(port));

/** The class of each port, as a place in the list of `portLegend`. */
export const portClasses = () => said(classes()).slice();

/** The classes in words and colors, and the parts of the port space. */
export const portLegend = () => JSON.parse(string(legend()));

/** The edition of the registry, and how much is in it. */
export const registry = () => JSON.parse(string(about()));
