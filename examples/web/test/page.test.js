// The page in a real browser. The oracle is the command: `ianaports --json`, `search --json`, and what it exports.
// CHROMIUM names the browser, IANAPORTS the command; SCREENS a folder for pictures of the screen.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync } from "node:fs";
import { createServer } from "node:http";
import { after, before, test } from "node:test";

import axe from "axe-core";
import { chromium } from "playwright-core";

const site = new URL("../target/site/", import.meta.url);
const files = readdirSync(site).map((name) => "/" + name);
const questions = readFileSync(new URL("questions.txt", import.meta.url), "utf8").trim().split("\n");
const types = { html: "text/html", css: "text/css", js: "text/javascript", svg: "image/svg+xml", wasm: "application/wasm" };

const command = (...words) =>
  spawnSync(process.env.IANAPORTS ?? "ianaports", words, { encoding: "utf8", maxBuffer: 1 << 28, env: { COLUMNS: "0" } });
const lines = (text) => text.split("\n").filter(Boolean);

let browser, server, origin;
/** What no page may have done: a message on the console, an error, a request for anything but its files. */
const faults = [];

before(async () => {
  server = createServer((request, response) => {
    const name = request.url === "/" ? "/index.html" : request.url;
    if (!files.includes(name)) return response.writeHead(404).end();
    response.setHeader("content-type", types[name.split(".").pop()]);
    response.end(readFileSync(new URL("." + name, site)));
  }).listen(0, "127.0.0.1");
  await new Promise((done) => server.once("listening", done));
  origin = `http://127.0.0.1:${server.address().port}/`;
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    chromiumSandbox: process.getuid() !== 0,
  });
});

after(async () => {
  await browser?.close();
  server?.close();
});

async function open(hash = "", options = {}) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
  page.on("console", (message) => faults.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => faults.push(`error: ${error}`));
  page.on("request", (request) => {
    const { origin: host, pathname } = new URL(request.url());
    if (host + "/" !== origin || !(pathname === "/" || files.includes(pathname))) faults.push(`request: ${request.url()}`);
  });
  await page.goto(origin + hash);
  await page.waitForSelector("#legend li");
  return page;
}

/** Asks as a link does, and shows all rows. */
async function ask(page, question) {
  await page.fill("#question", question);
  for (let more; (more = await page.$("#answer button")); ) await more.click();
}

/** Waits until the page has followed its address. */
const follow = (page, hash) => page.waitForFunction((hash) => {
  const asked = location.hash.slice(1);
  const box = document.getElementById("question").value;
  return hash.slice(1) === asked && (box === asked || encodeURIComponent(box) === encodeURIComponent(decodeURIComponent(asked)));
}, hash);

/** What a person reads of the answer. */
const read = (page) =>
  page.evaluate(() => {
    const text = (element) => element?.textContent ?? null;
    const one = (article) => ({
      name: text(article.querySelector(".name")),
      ports: text(article.querySelector(".ports")),
      transports: text(article.querySelector(".transports")).split(", "),
      status: text(article.querySelector(".status")) ?? "assigned",
      description: text(article.querySelector("h3 + p")) ?? "",
      columns: Object.fromEntries([...article.querySelectorAll("dl div")].map((line) => [text(line.children[0]), text(line.children[1])])),
      links: [...article.querySelectorAll("dd a[rel]")].map((link) => [text(link), link.getAttribute("href")]),
    });
    const all = (selector, part = one) => [...document.querySelectorAll(selector)].map(part);
    return {
      summary: text(document.querySelector("#summary")),
      on: all("#on li", (item) => ({
        transport: text(item.querySelector("b")),
        name: text(item.querySelector("a")),
        status: text(item.querySelector("small")),
      })),
      services: all("#services .service"),
      vacant: all("#services .vacant"),
      unofficial: all("#unofficial article"),
      hints: all("#hints p", text),
      past: all("#past article", (article) => {
        const [date, name, ports, transports] = ["time", ".change", ".ports", ".transports"].map((part) => text(article.querySelector(part)));
        const columns = [...article.querySelectorAll("dl div")].map((line) => `${text(line.children[0])}: ${text(line.children[1])}`);
        return transports.split(", ").map((transport) => [date, name, ports, transport, ...columns].join(" | "));
      }).flat(),
      found: all("#found article"),
    };
  });

/** What the page has to show of a record that the command prints. */
function shown(record) {
  const columns = {
    "alias of": record.alias_of,
    aliases: [...new Set(record.aliases)].join(", "),
    "service type": record.service_type,
    "TXT keys": record.txt_keys === "" ? "not stated" : record.txt_keys,
    reference: record.references.map(({ text }) => text).join(", "),
    "service code": record.service_code && String(record.service_code),
    unauthorized: record.unauthorized_use,
    notes: record.notes,
  };
  return {
    name: record.name,
    ports: ports(record),
    transport: record.transport ?? "any transport",
    status: record.status,
    description: record.description,
    columns: Object.fromEntries(Object.entries(columns).filter(([, value]) => value)),
    links: record.references.filter(({ url }) => url).map(({ text, url }) => [text, url]),
  };
}

const ports = ({ first_port: first, last_port: last }) =>
  first === null ? "no port" : first === last ? `${first}` : `${first}-${last}`;

/** What the page has to say of a change that the command prints. */
function changed({ date, before, after }) {
  const title = (side) => side && (side.name ?? side.status);
  const [was, is] = [title(before), title(after)];
  const place = after ?? before;
  const columns = { status: "status", description: "description", reference: "references", "unauthorized use": "unauthorized_use", notes: "notes" };
  const shown = (value) => value || "none";
  const differences = Object.entries(columns)
    .filter(([, field]) => before && after && shown(before[field]) !== shown(after[field]))
    .map(([column, field]) => `${column}: ${shown(before[field])} → ${shown(after[field])}`);
  if (was === is && !differences.length) return [];
  const name = was === is ? is : `${shown(was)} → ${shown(is)}`;
  return [date, name, place.first_port === null ? null : ports(place), place.transport ?? "any transport", ...differences].join(" | ");
}

/** Rows a transport each. */
const apart = (rows) =>
  rows.flatMap(({ transports, ...row }) => transports.map((transport) => {
    const columns = { ...row.columns };
    // DNS-SD has two kinds, the other transports under the second.
    const type = columns["service type"]?.split(", ").find((type) => type.endsWith(transport === "tcp" ? "._tcp" : "._udp"));
    return { ...row, columns: type ? { ...columns, "service type": type } : columns, transport };
  }));
/** In an order that does not depend on how they were merged. */
const unique = (rows) => [...new Set(rows.map((row) => JSON.stringify(row, Object.keys(row).sort().concat(Object.keys(row.columns ?? {})))))].sort();

/** The status of each port on each transport, of rows for ranges. */
const each = (rows) =>
  rows.flatMap(({ ports, transport, status }) => {
    const [first, last = first] = ports.split("-").map(Number);
    return Array.from({ length: last - first + 1 }, (_, at) => `${first + at}/${transport} ${status}`);
  }).sort();

test("a hundred questions are answered as the command answers them", async (context) => {
  const page = await open();
  for (const question of questions) {
    await ask(page, question);
    const page_ = await read(page);
    const { status, stdout, stderr } = command("--json", "--", question);
    const known = status === 2 ? null : JSON.parse(stdout);
    let beside = [];
    if (known) {
      const services = page_.services.map((row) => {
        // The number, without the characters that it stands for.
        if (row.columns["service code"]) row.columns["service code"] = row.columns["service code"].split(" ")[0];
        return row;
      });
      assert.deepEqual(unique(apart(services)), unique(known.records.map(shown)), question);
      const vacant = page_.on.length
        ? page_.on.filter(({ status }) => status !== "assigned").map((one) => ({ ...one, ports: question.split("/")[0] }))
        : apart(page_.vacant);
      assert.deepEqual(each(vacant), each(known.vacant), question);
      beside = known.unofficial;
      const hints = page_.hints.join("\n");
      const { near = [], described = [], elsewhere = [], once } = known.hints ?? {};
      assert.ok(!near.length || hints.includes(near.join(", ")), `${question}: ${near}`);
      for (const { name, ports } of described) assert.ok(hints.includes(`${name} ${ports} `), `${question}: ${name}`);
      for (const on of elsewhere) assert.ok(hints.includes(on), `${question}: ${on}`);
      if (once) assert.ok(hints.includes(once.gone) && hints.includes(once.after?.name ?? ""), `${question}: ${once.gone}`);
    } else {
      assert.deepEqual([page_.services, page_.vacant], [[], []], question);
      if (!page_.found.length) assert.ok(stderr.includes(page_.summary), `${question}: ${page_.summary}`);
    }
    if (known?.vacant.length || /^\d+(-\d+)?(\/|$)/.test(known?.query ?? "")) {
      assert.deepEqual(page_.found, [], question);
    } else {
      // What the command finds in a name or a description, and not only in a person.
      const words = question.toLowerCase().split(/\s+/);
      const searched = lines(command("search", "--json", "--", ...words).stdout).map(JSON.parse);
      beside = beside.concat(searched.flatMap(({ unofficial }) => unofficial ?? []));
      const wanted = searched
        .filter(({ unofficial }) => !unofficial)
        .filter((record) => words.every((word) => `${record.name}\n${record.description}`.toLowerCase().includes(word)))
        .map((record) => [record.name, ports(record), record.transport ?? "any transport"].join(" "));
      const got = [...page_.services, ...page_.found]
        .flatMap(({ name, ports, transports }) => transports.map((transport) => [name, ports, transport].join(" ")));
      const others = known?.records.map((record) => [record.name, ports(record), record.transport ?? "any transport"].join(" ")) ?? [];
      assert.deepEqual([...new Set(got)].sort(), [...new Set([...wanted, ...others])].sort(), question);
    }
    assert.deepEqual(
      page_.unofficial.map(({ name, ports, transports, columns }) => [name, ports, transports.join(), columns.source].join(" ")),
      [...new Set(beside.map(({ name, ports, transports, source }) => [name, ports, transports.join(), source.replace("https://", "")].join(" ")))],
      question);
    const past = lines(command("changes", "--json", "--", question).stdout).map(JSON.parse);
    assert.deepEqual([...new Set(page_.past)].sort(), [...new Set(past.flatMap(changed))].sort(), question);
    const people = (known?.records ?? []).flatMap((record) => [...record.assignees, ...record.contacts]).map(({ name }) => name);
    const page_text = JSON.stringify(page_);
    for (const name of people) {
      assert.ok(!name?.includes(" ") || !page_text.includes(name), `${question}: ${name} is on the page`);
    }
  }
  assert.ok(questions.length >= 100);
  context.diagnostic(`${questions.length} questions`);
});

test("each key is answered", async () => {
  const page = await open();
  await page.focus("#question");
  const summaries = [];
  for (const key of "https") {
    await page.keyboard.type(key);
    summaries.push((await read(page)).summary);
  }
  assert.equal(new Set(summaries).size, 5, summaries);
  assert.equal(new URL(page.url()).hash, "#https");
  assert.equal(await page.title(), "https · Ports and services");
});

test("the picture has the colors of what the command exports for all ports", async () => {
  const svg = command("export", "svg").stdout;
  const legend = Object.fromEntries(
    [...svg.matchAll(/height="14" fill="(#[0-9a-f]{6})"[^]*?<text[^>]*>[\d,]+<\/text>\s*<text[^>]*>([^<]*)<\/text>/g)].map(([, color, label]) => [label, color]));
  assert.equal(Object.keys(legend).length, 8);
  const status = new Map();
  for (const line of lines(command("export", "ports", "--all").stdout).slice(1)) {
    const [, transport, port] = line.split(",", 3);
    status.set(`${port}/${transport}`, /,(assigned|reserved|de-assigned|unassigned|dynamic),/.exec(line)[1]);
  }
  const color = (port) => {
    const [tcp, udp, sctp, dccp] = ["tcp", "udp", "sctp", "dccp"].map((on) => status.get(`${port}/${on}`));
    const is = (wanted) => tcp === wanted || udp === wanted;
    if (tcp === "assigned" && udp === "assigned") return legend["assigned on TCP and UDP"];
    if (tcp === "assigned") return legend["assigned on TCP, not on UDP"];
    if (udp === "assigned") return legend["assigned on UDP, not on TCP"];
    if (sctp === "assigned" || dccp === "assigned") return legend["assigned on SCTP or DCCP alone"];
    for (const one of ["reserved", "de-assigned"]) if (is(one)) return legend[one];
    return is("dynamic") ? legend["dynamic: for anyone's use, never assigned"] : legend.unassigned;
  };
  for (const width of [360, 1600]) {
    const page = await open("", { viewport: { width, height: 900 }, colorScheme: "light" });
    const colors = await page.evaluate(() => {
      const canvas = document.getElementById("ports");
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      const middle = (place) => Math.floor(((place + 0.5) * canvas.width) / 256);
      return Array.from({ length: 65536 }, (_, port) => {
        const at = 4 * (middle(port >> 8) * canvas.width + middle(port % 256));
        return "#" + [...data.slice(at, at + 3)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
      });
    });
    const wrong = colors.flatMap((one, port) => (one === color(port) ? [] : [`${port}: ${one}, not ${color(port)}`]));
    assert.deepEqual(wrong, [], `${width}`);
    await page.close();
  }
});

test("the pointer and the arrow keys walk through the picture", async () => {
  const page = await open();
  const readout = () => page.textContent("#readout");
  const box = await (await page.$("#marks")).boundingBox();
  const place = (port) => [box.x + ((port % 256) + 0.5) * (box.width / 256), box.y + ((port >> 8) + 0.5) * (box.height / 256)];
  for (const [port, line] of [[443, "443: https on tcp, udp, sctp"], [6000, "6000: x11 on tcp, udp"], [60000, "60000: dynamic"]]) {
    await page.mouse.move(...place(port));
    assert.ok((await readout()).startsWith(line), await readout());
  }
  await page.mouse.click(...place(22));
  await follow(page, "#22");
  await page.focus("#marks");
  for (const [key, port] of [["ArrowRight", 23], ["ArrowDown", 279], ["ArrowLeft", 278], ["ArrowUp", 22], ["End", 65535], ["ArrowDown", 65535], ["Home", 0], ["PageDown", 4096]]) {
    await page.keyboard.press(key);
    assert.equal(await page.getAttribute("#marks", "aria-valuenow"), `${port}`, key);
    assert.ok((await page.getAttribute("#marks", "aria-valuetext")).startsWith(`${port}: `));
  }
  await page.keyboard.press("Enter");
  await follow(page, "#4096");
});

test("every link asks for what it says, and back and forward lead through the answers", async () => {
  const page = await open("#5432");
  const links = await page.$$eval("#answer a[href^='#']", (all) => all.map((link) => [link.getAttribute("href"), link.textContent]));
  assert.ok(links.length > 5);
  for (const [href, text] of links) {
    assert.equal(decodeURIComponent(href.slice(1)), text);
    await page.goto(origin + "#5432");
    await follow(page, "#5432");
    await page.click(`#answer a[href="${href}"] >> nth=0`);
    await follow(page, href);
    assert.notEqual((await read(page)).summary, "");
  }
  for (const odd of ["#whois%2B%2B", "#_ipp._tcp", "#name%20server", "#%E0%A4%A", "#<b>"]) {
    await page.goto("about:blank");
    await page.goto(origin + odd);
    await page.waitForSelector("#legend li");
    assert.notEqual((await read(page)).summary, "", odd);
  }
  await page.goto(origin);
  await page.fill("#question", "ssh");
  await page.keyboard.press("Enter");
  await page.click("#services .ports");
  await follow(page, "#22");
  await page.click("#map", { position: { x: 100, y: 200 } });
  await page.waitForFunction(() => document.getElementById("question").value > "22");
  const third = await page.inputValue("#question");
  for (const [step, question] of [["goBack", "22"], ["goBack", "ssh"], ["goBack", ""], ["goForward", "ssh"], ["goForward", "22"], ["goForward", third]]) {
    await page[step]();
    await follow(page, question && `#${question}`);
    const { summary } = await read(page);
    assert.equal(summary === "", question === "");
  }
});

test("the keyboard reaches everything", async () => {
  const page = await open("#https");
  await page.focus("h1 a");
  const reached = new Set();
  for (let at = 0; at < 200; at += 1) {
    reached.add(await page.evaluate(() => {
      const all = [...document.querySelectorAll("a, button, input, [tabindex]")];
      return all.indexOf(document.activeElement);
    }));
    await page.keyboard.press("Tab");
  }
  const count = await page.$$eval("a, button, input, [tabindex]", (all) => all.filter((one) => one.checkVisibility()).length);
  assert.equal([...reached].filter((at) => at >= 0).length, count);
  await page.focus("#marks");
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.id), "question");
});

const looked = ["", "#443", "#6000-6063", "#_ipp._tcp", "#sftp", "#avi-nms", "#name%20server"];

test("contrast, names for a screen reader, and no wider than the screen", async () => {
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [360, 800, 1600]) {
      for (const hash of looked) {
        const page = await open(hash, { colorScheme, viewport: { width, height: 900 } });
        await page.evaluate(axe.source);
        const { violations, passes } = await page.evaluate(() => axe.run());
        const where = `${hash} ${width} ${colorScheme}`;
        assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]), [], where);
        assert.ok(passes.some(({ id }) => id === "color-contrast"), where);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), where);
        if (process.env.SCREENS) {
          mkdirSync(process.env.SCREENS, { recursive: true });
          await page.screenshot({ path: `${process.env.SCREENS}/${hash.slice(1).replace(/\W/g, "_") || "start"}-${width}-${colorScheme}.png`, fullPage: true });
        }
        await page.close();
      }
    }
  }
});

test("the first answer stands within a second on a processor slowed six times", async (context) => {
  const runs = [];
  for (let run = 0; run < 5; run += 1) {
    const page = await browser.newPage();
    const devtools = await page.context().newCDPSession(page);
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: 6 });
    await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
    await page.addInitScript(() => {
      new MutationObserver((_, observer) => {
        if (!document.querySelector("#services article")) return;
        observer.disconnect();
        // After the next picture of the screen.
        requestAnimationFrame(() => setTimeout(() => (window.answered = performance.now())));
      }).observe(document, { childList: true, subtree: true });
    });
    await page.goto(origin + "#443/tcp");
    const clock = await (await page.waitForFunction(() => window.answered)).jsonValue();
    const { metrics } = await devtools.send("Performance.getMetrics");
    runs.push({ clock, processor: 1000 * metrics.find(({ name }) => name === "TaskDuration").value });
    await page.close();
  }
  const least = (of) => Math.round(Math.min(...runs.map((run) => run[of])));
  context.diagnostic(`from opening to the first answer: ${least("clock")} ms by the clock, ${least("processor")} ms of the processor`);
  // By the clock it is longer where the machine does other things, too.
  assert.ok(least("processor") < 1000);
});

test("a key is answered before the next, slowed six times", async (context) => {
  const page = await open();
  await (await page.context().newCDPSession(page)).send("Emulation.setCPUThrottlingRate", { rate: 6 });
  const times = {};
  for (const question of ["443", "https", "htps", "name server", "e", "0-65535"]) {
    times[question] = await page.evaluate((question) => {
      const box = document.getElementById("question");
      const start = performance.now();
      box.value = question;
      box.dispatchEvent(new Event("input"));
      return Math.round(performance.now() - start);
    }, question);
  }
  context.diagnostic(`milliseconds to an answer: ${JSON.stringify(times)}`);
  assert.ok(Math.max(...Object.values(times)) < 2000);
});

test("the policy forbids other hosts, and nothing was said or asked for elsewhere", async () => {
  assert.deepEqual(faults, []);
  const page = await open();
  const policy = await page.getAttribute("meta[http-equiv=Content-Security-Policy]", "content");
  assert.match(policy, /default-src 'none'/);
  assert.ok(!policy.includes("http") && !policy.includes("unsafe-inline") && !policy.includes("'unsafe-eval'"));
  const blocked = await page.evaluate(() => fetch("http://127.0.0.1:9/").then(() => "fetched", () => "blocked"));
  assert.equal(blocked, "blocked");
  assert.ok(faults.some((fault) => fault.includes("Content Security Policy")), "the browser names the policy");
});
