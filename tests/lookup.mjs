// Run the site's own lookup.js over a folder: read {"queries": [...], "texts": [...]} on stdin, print what it finds.
import { readFileSync } from "node:fs";
import { createContext, runInContext } from "node:vm";

const site = process.argv[2];
const read = (path) => readFileSync(`${site}/${path}`, "utf-8");
const context = createContext({});
runInContext(`${read("static/lookup.js")}; this.make = crossbriefLookup;`, context);
const load = async (name) => {
  let held;
  runInContext(read(`search/${name}.js`), createContext({ crossbriefSearch: (_, data) => (held = data) }));
  return held;
};
const lookup = context.make(await load("index"), load);
const { queries, texts } = JSON.parse(readFileSync(0, "utf-8"));
const found = [];
for (const query of queries) found.push((await lookup.search(query)).records);
console.log(JSON.stringify({ found, words: texts.map((text) => [...lookup.words(text)]) }));
