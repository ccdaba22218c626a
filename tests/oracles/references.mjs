// Format CSL-JSON items with citeproc-js. In, on standard input: [{id, item, locator}]. Out: {id: {form: text}}.
// The first argument is the folder that references.py describes.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const folder = resolve(process.argv[2]);
const CSL = createRequire(join(folder, "x.js"))("citeproc");
const asked = JSON.parse(readFileSync(0, "utf8"));
const items = Object.fromEntries(asked.map((one) => [one.id, { ...one.item, id: one.id }]));
const system = {
  retrieveItem: (id) => items[id],
  retrieveLocale: () => readFileSync(join(folder, "locales-en-US.xml"), "utf8"),
};
const engine = (style) => new CSL.Engine(system, readFileSync(join(folder, `${style}.csl`), "utf8"), "en-US");
const styles = [
  ["chicago-notes-bibliography", "chicago-bibliography", "chicago-note"],
  ["chicago-author-date", "chicago-author-date", "chicago-in-text"],
  ["apa", "apa-reference", "apa-in-text"],
].map(([style, ...forms]) => [engine(style), ...forms]);

const made = {};
for (const { id, locator } of asked) {
  made[id] = {};
  for (const [style, list, cited] of styles) {
    style.rebuildProcessorState([], "html");
    style.updateItems([id]);
    const entry = style.makeBibliography()[1][0];
    made[id][list] = entry === undefined ? "" : entry.replace(/<\/?div[^>]*>/g, "").trim();
    const use = { id, ...locator };
    const first = style.processCitationCluster({ citationItems: [use], properties: { noteIndex: 1 } }, [], []);
    made[id][cited] = first[1][0][1];
    if (cited === "chicago-note") {
      const before = [[first[1][0][2], 1]];
      const later = style.processCitationCluster({ citationItems: [use], properties: { noteIndex: 20 } }, before, []);
      made[id]["chicago-short-note"] = later[1].at(-1)[1];
    }
  }
}
console.log(JSON.stringify(made));
