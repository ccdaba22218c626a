/* The search page. The address has the words and the choice. */
"use strict";

const FOLDER = new URL("../search/", document.currentScript.src);
const PAGE = 20;
const FILES = 24; // in more, only what is shown counts
const get = (selector, within = document) => within.querySelector(selector);
const copy = (id) => get(id).content.firstElementChild.cloneNode(true);
const [form, field, told, found, more] = document.querySelectorAll(".search, #search_words, #search_status, .found, .more");
const facets = Array.from(document.querySelectorAll("details[data-facet]"), (box) => ({ box, facet: box.dataset.facet }));
const plain = { createPolicy: (name, rules) => rules };
const policy = (window.trustedTypes || plain).createPolicy("crossbrief", { createScriptURL: address });
const shards = {};
let index, lookup, asked, timer;
let turn = 0;

// Nothing but a shard of this index becomes a script.
function address(name) {
  if (!/^(index|(words|records)\/\d+)$/.test(name)) throw new TypeError(name);
  return new URL(`${name}.js`, FOLDER).href;
}

function load(name) {
  shards[name] ||= new Promise((done, failed) => {
    const script = document.createElement("script");
    const src = policy.createScriptURL(name);
    Object.assign(script, { src, onload: () => done(shards[name].data), onerror: failed });
    document.head.append(script);
  });
  return shards[name];
}
const crossbriefSearch = (name, data) => (shards[name].data = data);

function read() {
  asked = new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : location.search);
  if (field.value !== asked.get("q")) field.value = asked.get("q");
  show(PAGE);
}

function show(size) {
  update(size, ++turn).catch(() => (told.textContent = told.dataset.failed));
}

async function update(size, mine) {
  index ||= await load("index");
  lookup ||= crossbriefLookup(index, load);
  const { records, words } = await lookup.search(field.value);
  const sets = {};
  for (const { facet } of facets)
    for (const value of asked.getAll(facet))
      sets[facet] = new Map([...(sets[facet] || []), ...(await lookup.facet(facet, value))]);
  const given = field.value.trim();
  const every = given ? records : [...(Object.values(sets)[0]?.keys() || [])].sort((a, b) => a - b);
  const narrowed = (but) => every.filter((one) => Object.entries(sets).every(([facet, set]) => facet === but || set.has(one)));
  const kept = narrowed();
  const shown = kept.slice(0, size);
  const file = (record) => Math.floor(record / index.block);
  const few = new Set(every.map(file)).size <= FILES;
  const known = {};
  const know = async (record) => {
    const { mark, values, rows } = await load(`records/${file(record)}`);
    const row = rows[record % index.block];
    known[record] = { mark, row, pairs: row[5].map((n) => values[n]) };
  };
  await Promise.all((few ? every : shown).map(know));
  if (mine !== turn) return;
  const said = told.dataset[kept.length ? "found" : "none"];
  told.textContent = given || every.length ? said.replace("{n}", kept.length) : "";
  get("ol", found).replaceChildren(...shown.map((one) => result(known[one], words)));
  found.hidden = !every.length;
  more.hidden = kept.length <= size;
  get(".facets > p").hidden = few;
  for (const { box, facet } of facets) options(box, facet, narrowed(facet).flatMap((one) => known[one]?.pairs || []));
}

function result({ mark, row: [path, speaker, text, after, detail] }, hits) {
  const item = copy("#search_result");
  const [source, lead, said, accusation, place] = item.firstElementChild.children;
  if (mark) Object.assign(source, { textContent: mark[0], href: `../${mark[1]}`, className: `mark hue-${mark[2]}` });
  else source.remove();
  lead.textContent = speaker && `${speaker}:`;
  for (const part of text.split(/((?:\p{N},(?=\p{N}{3})|[\p{L}\p{M}\p{N}])+)/u)) {
    const node = document.createElement(hits.includes(lookup.words(part)[0]) ? "mark" : "span");
    node.textContent = part;
    said.append(node);
  }
  accusation.textContent = after;
  Object.assign(place, { textContent: detail, href: `../${path}` });
  return item;
}

function options(box, facet, pairs) {
  if (box.contains(document.activeElement)) return; // its own counts stay
  const chosen = asked.getAll(facet);
  const counts = new Map(chosen.map((value) => [value, [0, value]]));
  for (const [name, value, said] of pairs)
    if (name === facet) counts.set(value, [(counts.get(value)?.[0] || 0) + 1, said]);
  const order = [...counts].sort(([a, [one]], [b, [other]]) => other - one || (a < b ? -1 : 1));
  const items = order.map(([value, [count, said]]) => {
    const item = copy("#search_option");
    const [tick, words, number] = item.firstElementChild.children;
    Object.assign(tick, { name: facet, value, checked: chosen.includes(value) });
    [words.textContent, number.textContent] = [said, count];
    return item;
  });
  get("ul", box).replaceChildren(...items);
  box.hidden = !items.length;
}

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(() => {
    history.replaceState(null, "", `#${new URLSearchParams(new FormData(form))}`);
    read();
  }, 100);
});
more.addEventListener("click", () => show(get("ol", found).children.length + PAGE));
addEventListener("hashchange", read);
addEventListener("keydown", (event) => {
  if (event.key === "/" && event.target !== field && get("#search_key").checked) {
    event.preventDefault();
    field.focus();
  }
});
form.hidden = false;
read();
