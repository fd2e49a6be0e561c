// An answer as elements of the page. Nothing is decided here.

/** An element with properties and children: strings, elements, lists of them, or nothing. */
export function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children.flat(9).filter((child) => child != null && child !== false && child !== ""));
  return element;
}

export const number = (value) => value.toLocaleString("en");

/** The address of a question on this page. */
export const address = (question) =>
  "#" + encodeURIComponent(question).replaceAll("%2F", "/").replaceAll("%2B", "+");

const ask = (question, shown = question, className = "") =>
  make("a", { href: address(question), className }, shown);

const away = ({ text, url }) =>
  url ? make("a", { href: url, rel: "noreferrer", className: "away" }, text) : text;

const asked = (questions) => questions.length > 0 && listed(questions.map((question) => ask(question)));

const listed = (parts) => parts.flatMap((part, at) => (at ? [", ", part] : [part]));

/** The answer's sections; `more` is called for further rows. */
export function show(answer, more) {
  return [
    answer.on.length > 0 && transports(answer.on),
    rows(answer.rows, "services", "IANA's registry", answer.more, more),
    answer.hints && hints(answer.hints),
    answer.unofficial.length > 0 && make("section", { id: "unofficial" },
      make("h2", {}, "Unofficial names, which IANA does not have there"), answer.unofficial.map(unofficial)),
    answer.past.length > 0 && make("section", { id: "past" }, make("h2", {}, "The past"), answer.past.map(past),
      rest(answer.more_past, more)),
    rows(answer.found, "found", "Records with these words", answer.more_found, more),
  ].filter(Boolean);
}

function transports(on) {
  return make("ul", { id: "on", ariaLabel: "On each transport" }, on.map(({ transport, status, name }) =>
    make("li", { className: status }, make("b", {}, transport), " ", name ? ask(name) : "", " ", make("small", {}, status))));
}

function rows(list, id, title, more, showMore) {
  if (!list.length) return null;
  return make("section", { id },
    make("h2", {}, title),
    list.map(row),
    rest(more, showMore));
}

const rest = (count, showMore) =>
  count > 0 && make("p", {}, make("button", { type: "button", onclick: showMore }, `Show more: ${number(count)} are left`));

function row(record) {
  const { name, ports, transports, status, description } = record;
  const assigned = status === "assigned";
  return make("article", { className: assigned ? "service" : "vacant" },
    make("h3", {},
      name ? ask(name, name, "name") : null,
      ports ? ask(ports, ports, "ports") : make("span", { className: "ports none" }, "no port"),
      make("span", { className: "transports" }, transports.length ? transports.join(", ") : "any transport"),
      !assigned && make("span", { className: `status ${status}` }, status)),
    description && make("p", {}, description),
    record.columns && columns(record.columns));
}

function columns(record) {
  const lines = [
    ["alias of", record.alias_of && ask(record.alias_of)],
    ["aliases", asked(record.aliases)],
    ["service type", asked(record.service_types)],
    ["TXT keys", record.txt_keys],
    ["reference", record.references.length > 0 && listed(record.references.map(away))],
    ["service code", record.service_code],
    ["unauthorized", record.unauthorized],
    ["notes", record.notes],
  ].filter(([, value]) => value);
  return lines.length > 0 &&
    make("dl", {}, lines.map(([label, value]) => line(label, value)));
}

const line = (label, value) => make("div", {}, make("dt", {}, label), make("dd", {}, value));

function unofficial({ row: { name, ports, transports, alias_of, description }, source }) {
  return make("article", { className: "unofficial" },
    make("h3", {},
      ask(name, name, "name"),
      ask(ports, ports, "ports"),
      make("span", { className: "transports" }, transports.join(", "))),
    make("p", {}, alias_of ? ["another name for ", ask(alias_of)] : description),
    make("dl", {}, line("source", away(source))));
}

function hints({ elsewhere, near, described, once }) {
  const item = (...parts) => make("p", {}, ...parts);
  return make("section", { id: "hints" },
    make("h2", {}, "What may be meant"),
    elsewhere.length > 0 && item("It is not on this transport, but on ", elsewhere.join(", "), "."),
    once && item("It was registered once", once.ports && [", on ", ask(once.ports, once.ports, "ports")], `, and was gone by ${once.gone}.`,
      once.now && [" There is ", ask(once.now, once.now, "name"), " now."]),
    near.length > 0 && item("Names near it: ", asked(near)),
    described.map(({ name, ports, description }) => item(ask(name, name, "name"), " ", ask(ports, ports, "ports"), " ", description)));
}

/** A change as before and after. */
function past({ change: { date, ports, before, after, description, differences }, transports }) {
  const name = before === after ? [bold(after)] : [gone(before), " → ", came(after)];
  return make("article", {},
    make("h3", {},
      make("time", {}, date),
      make("span", { className: "change" }, name),
      ports && ask(ports, ports, "ports"),
      make("span", { className: "transports" }, transports.length ? transports.join(", ") : "any transport")),
    description && make("p", {}, description),
    differences.length > 0 && make("dl", {}, differences.map(({ column, before, after }) =>
      line(column, [gone(before), " → ", came(after)]))));
}

const bold = (text) => make("b", {}, text);
const gone = (text) => text === null ? make("i", {}, "none") : make("del", {}, text);
const came = (text) => text === null ? make("i", {}, "none") : make("ins", {}, text);
