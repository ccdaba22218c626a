/* Look words up in the index and rank what is found; see crossbrief/search/. `load` gets a shard. */
"use strict";

function crossbriefLookup({ starts, letters, digits }, load) {
  const WORD = /[\u3040-\u30ff\u3400-\u9fff]|(?:(?![\u3040-\u30ff\u3400-\u9fff])[\p{L}\p{N}])+/gu;

  // As crossbrief/search/tokens.py does.
  const fold = (word) => Array.from(word.toLowerCase(), (letter) => letters[letter] ?? letter).join("");
  function words(text) {
    const bare = text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/['’]\p{L}(?![\p{L}\p{N}])/gu, " ");
    return bare.replace(/(\d),(?=\d{3})/g, "$1").match(WORD) || [];
  }

  // Records by their distances in base 32, for a word with their weights.
  function unpack(text, weighted) {
    const found = new Map();
    for (let at = 0, record = -1; at < text.length; ) {
      let distance = 0;
      for (let digit = 32; digit & 32; distance = distance * 32 + (digit & 31)) digit = digits.indexOf(text[at++]);
      record += distance + 1;
      found.set(record, weighted ? digits.indexOf(text[at++]) : 1);
    }
    return found;
  }

  // `starts` has the first key of each shard. Four are loaded at most.
  async function rows(from, to = from) {
    const shard = (key) => Math.max(0, starts.findLastIndex((start) => start <= key));
    const found = [];
    for (let n = shard(from); n <= Math.min(shard(to), shard(from) + 3); n++)
      found.push(...(await load(`words/${n}`)).filter(([key]) => key >= from && key <= to));
    return found;
  }

  // Every record with this value of a facet; a long list stands in several rows.
  async function facet(name, value) {
    let list = "";
    for (let part = 0, parts = 1; part < parts; part++) {
      const [row] = await rows(`:${name}:${value}:${part}`);
      parts = row?.[2];
      list += row?.[1] || "";
    }
    return unpack(list);
  }

  function add(found, more, unit) {
    more.forEach((weight, record) => found.set(record, Math.max(found.get(record) || 0, weight * unit)));
  }

  async function addNamed(found, entities, share) {
    for (const [entity, unit, page] of entities || [])
      add(found, (await facet("entity", entity)).set(page, 99), unit * share);
  }

  // What has the word or, while it is being typed, a word or a name that begins so.
  async function having(word, open) {
    const clause = { found: new Map(), words: [], cut: false };
    for (const [key, list, unit, cut, entities] of await rows(word, open ? word + "\uffff" : word)) {
      add(clause.found, unpack(list, true), key === word ? unit : unit / 2);
      if (open) await addNamed(clause.found, entities, 0.5);
      clause.words.push(key);
      clause.cut ||= cut;
    }
    return clause;
  }

  // The longest name that the words begin with, of eight at most, and who bears it.
  async function named(asked) {
    for (let length = Math.min(asked.length, 8); length; length--) {
      const [row] = await rows(asked.slice(0, length).map(fold).join(" "));
      if (row?.[4]) return [asked.slice(0, length), row[4]];
    }
    return [asked.slice(0, 1), []];
  }

  /* What has all the words; one whose list is cut may lack. A name finds what concerns its entity, its page
     first; in capitals, nothing else: IS is not the verb. */
  async function search(query) {
    const asked = words(query);
    const clauses = [];
    while (clauses.length < asked.length) {
      const [taken, entities] = await named(asked.slice(clauses.length));
      const alone = entities.length && taken.every((word) => /^\p{Lu}+$/u.test(word));
      for (const word of taken) {
        const open = clauses.length === asked.length - 1 && word.length > 2 && /\S$/.test(query);
        const clause = await having(alone ? word : fold(word), open);
        await addNamed(clause.found, entities, 1 / taken.length);
        clauses.push(clause);
      }
    }
    const whole = clauses.filter((clause) => !clause.cut);
    const counted = whole.length ? whole : clauses;
    const scores = new Map();
    for (const { found } of clauses) found.forEach((score, one) => scores.set(one, (scores.get(one) || 0) + score));
    const records = [...scores.keys()].filter((one) => counted.every(({ found }) => found.has(one)));
    records.sort((a, b) => scores.get(b) - scores.get(a) || a - b);
    return { records, words: clauses.flatMap((clause) => clause.words) };
  }

  return { search, facet, words: (text) => words(text).map(fold) };
}
