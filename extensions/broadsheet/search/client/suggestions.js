/* What may have been meant by a word that stands nowhere: the archive's own words: search/suggestions.py. */

const SHORTEST = 3;
const LONG = 5;
const MARK_OF_FIELD = "\u0001";

/* The key that is most like `word`, of those the one in most documents; empty where none is. */
function nearest(index, word) {
  const { key, unspaced } = word.token;
  const length = [...key].length;
  if (word.open || length < SHORTEST || unspaced) return "";
  const most = length >= LONG ? 2 : 1;
  let best = null;
  for (const [other, count] of candidates(index, word)) {
    const steps = distance([...key], [...other], most);
    const here = { steps, count, other, bytes: packed(other) };
    if (steps <= most && (!best || nearer(here, best))) best = here;
  }
  return best ? best.other : "";
}

const nearer = (a, b) =>
  a.steps < b.steps || (a.steps === b.steps && (a.count > b.count || (a.count === b.count && a.bytes < b.bytes)));

/* Words that `word` is compared with, and in how many documents of a segment each stands. */
function candidates(index, word) {
  const found = new Map();
  const add = (key, count) => found.set(key, Math.max(count, found.get(key) || 0));
  const mark = word.key.startsWith(MARK_OF_FIELD) ? word.key.slice(0, 2) : "";
  for (const segment of index.segments) {
    for (const [key, count] of neighbours(segment, word.key)) {
      if (mark ? key.startsWith(mark) : !key.startsWith(MARK_OF_FIELD)) add(unpacked(key.slice(mark.length)), count);
    }
    for (const [key, count] of word.field ? [] : common(segment)) add(key, count);
  }
  return found;
}

/* The keys of the shard in which `key` would stand, and in how many documents each is, so far as told there. */
function neighbours(segment, key) {
  if (!segment.firsts.length) return [];
  const shard = segment.shard(segment.place(key));
  return shard.keys.map((each, place) => {
    const own = shard.refs[place].filter((ref) => ref.shard === shard.number);
    return [each, Math.max(0, ...own.map((ref) => shard.frequencies[ref.group]))];
  });
}

/* The words that stand in most documents, with the number of these. */
const common = (segment) => keptIn(segment.kept, "w", () => jsonIn(segment.bytes("w")));

/* How many letters to put in, take out, change or swap with their neighbour (Damerau); no more than told. */
function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let [older, before, row] = [[], [], [...other.keys(), other.length]];
  for (let at = 0; at < one.length; at++) {
    [older, before, row] = [before, row, [at + 1]];
    for (let place = 0; place < other.length; place++) {
      let steps = Math.min(before[place] + (one[at] !== other[place]), before[place + 1] + 1, row[place] + 1);
      const swapped = at && place && one[at] === other[place - 1] && one[at - 1] === other[place];
      if (swapped) steps = Math.min(steps, older[place - 1] + 1);
      row.push(steps);
    }
    if (Math.min(...row) > most) return most + 1;
  }
  return row.at(-1);
}

/* The query with other words in it; nothing where none is known. */
function corrected(text, near) {
  return near.size ? text.replace(/[\p{L}\p{M}\p{N}_]+/gu, (word) => near.get(keyOf(word.toLowerCase())) || word) : "";
}

/* What is to be said of a query: what was not understood or is not there, and what may have been meant. */
function toldOf(search, text) {
  const words = missing(search);
  const wide = new Set(search.matchers.flatMap((matcher) => [...matcher.wide]));
  const found = words.map((word) => [word.token.key, nearest(search.index, word)]);
  return {
    notices: [
      ...search.query.notices,
      ...words.map((word) => ({ code: "missing", words: word.token.form + (word.open ? "*" : "") })),
      ...[...wide].sort().map((word) => ({ code: "wide", words: `${word}*` })),
    ],
    suggestion: corrected(text, new Map(found.filter(([, key]) => key))),
  };
}

/* The words that stand nowhere, but for those that were also understood as a date. */
function missing(search) {
  const spare = new Set([...search.query.optional, ...search.query.required].flatMap(alsoDates).map((word) => word.name));
  const words = new Map(search.words.map((word) => [word.name, word]));
  return [...words.values()].filter((word) => !spare.has(word.name) && search.nowhere(word));
}

/* The words in `node` beside which a date may be meant. */
function alsoDates(node) {
  const dated = node.parts.some((part) => part.kind === "date");
  return node.parts.flatMap((part) => (dated ? wordsOf(part) : alsoDates(part)));
}
