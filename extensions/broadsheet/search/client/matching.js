/* Which documents of a segment fit a part of a query: search/matching.py, with sets of numbers. */

const TEXT = "x";
const LETTERS = "xhbcrwpltus";
const NAMES = "brplus";
const BEHIND = packed("\u{10ffff}");
const VERY = 2;

/* A word of a query in a field; `name` tells it from all others, `key` is what the dictionary has, and
 * `anywhere` the word that has the places of all fields, and `plain` what its key is.
 */
function wordOf(field, token, open) {
  const letter = field === TEXT ? "" : field;
  const key = packed(letter ? `\u0001${letter}${token.key}` : token.key);
  const anywhere = letter && wordOf("", token, open);
  return { field, token, open, key, anywhere, plain: packed(token.key), name: [field, token.form, token.key, open].join(" ") };
}

/* The words of a word, a prefix, a phrase or a run. */
function wordsOf(node) {
  const opened = node.open || node.kind === "prefix";
  node.asked ??= node.words.map((token, place) => wordOf(node.field, token, opened && place === node.words.length - 1));
  return node.asked;
}

/* What is read of the words of a run or of a phrase. In a phrase the `files` of a word whose groups are all
 * large follow from the next word that is not passed over: these tell its places before that. Of a word that
 * is `passed` over nothing else matters.
 */
function stepsOf(segment, words, phrase) {
  let stop = "";
  return words.reduceRight((behind, word) => {
    const quiet = segment.passed.has(word.plain);
    const files = ((stop && segment.large.get(word.plain)) || []).map(([shard, group, count, code]) => {
      return { file: [shard, group, sumOf(bytesIn(stop), Number) % count], codes: code < 0 ? null : new Set([code]) };
    });
    const step = { word, files, passed: stop && quiet };
    if (phrase && !word.open && !quiet) stop = word.plain;
    return [step, ...behind];
  }, []);
}

/* What two words that follow each other are in the dictionary, where a segment may know them. */
function pairOf(segment, words) {
  const [one, other] = words;
  const may = ({ field, open, key }) => !field && !open && segment.common.has(segment.place(key));
  const alike = (each, beside) => !segment.passed.has(each.key) || segment.large.has(beside.key);
  const both = words.length === 2 && words.every(may) && alike(one, other) && alike(other, one);
  return both && `${BEHIND}${one.key}\u0002${other.key}`;
}

/* What is in any of `sets`; one that is alone is given as it is, since large ones take long to copy. */
const union = (sets) => {
  if (sets.length === 1) return sets[0];
  const found = new Set();
  for (const set of sets) for (const each of set.keys()) found.add(each);
  return found;
};

/* What is in all of `sets`, of which the smallest is gone through. */
const intersection = (sets) => {
  const [first, ...others] = [...sets].sort((a, b) => a.size - b.size);
  if (!others.length) return first;
  const found = new Set();
  for (const each of first.keys()) if (others.every((set) => set.has(each))) found.add(each);
  return found;
};

class Matcher {
  constructor(segment) {
    this.segment = segment;
    this.wide = new Set();
    this.kept = new Map();
  }

  /* The documents that `node` fits; among them may be some that are gone. */
  found(node) {
    return keptIn(this.kept, node, () => this.find(node));
  }

  find(node) {
    const { segment } = this;
    if (node.kind === "and") return intersection(node.parts.map((part) => this.found(part)));
    if (node.kind === "or") return union(node.parts.map((part) => this.found(part)));
    if (node.kind === "date") return segment.during(...node.span);
    if (node.kind === "not") {
      const without = this.found(node.parts[0]);
      return new Set([...segment.live].filter((each) => !without.has(each)));
    }
    if (node.kind === "kind") {
      const photograph = node.name !== KINDS[0];
      return new Set([...segment.live].filter((each) => segment.photographs.has(each) === photograph));
    }
    return this.sequence(wordsOf(node), node.kind === "phrase");
  }

  /* The documents in which `words` follow each other. */
  sequence(words, exact) {
    const [{ field }] = words;
    if (words.length === 1) return this.anywhere(words[0], this.groups(words[0], exact), exact);
    const steps = stepsOf(this.segment, words, exact);
    const groups = steps.map(({ word, passed }) => !passed && this.groups(word, exact));
    const { gone } = this.segment;
    const pair = exact && this.pair(words, groups);
    const known = pair ? [pair] : groups.filter(Boolean).map((each) => this.documents(each));
    const wanted = new Set([...intersection(known).keys()].filter((each) => !gone.has(each)));
    if (pair) return wanted;
    const placed = together(steps.map(({ word, files }) => () => this.places(files.length ? files : this.placed(word, exact), field, wanted)));
    const followed = (document) => {
      const [first, ...others] = placed.map((each) => each.get(document) || new Set());
      return [...first].some((start) => others.every((there, step) => there.has(start + step + 1)));
    };
    return new Set([...wanted].filter(followed));
  }

  /* The documents in which two `words` follow each other, where these are known. */
  pair(words, groups) {
    const { segment } = this;
    const key = pairOf(segment, words);
    const common = groups.map((each) => (each ? each.reduce((all, { ref }) => all & segment.shard(ref.shard).common[ref.group], 3) : VERY));
    if (!key || !(common[0] & common[1])) return null;
    const [one, other] = groups.map((each) => this.documents(each || []));
    const [first, second] = words.map(({ plain }) => segment.passed.has(plain));
    const among = [...(first || (!second && one.size > other.size) ? other : one).keys()].sort((a, b) => a - b);
    return new Set(segment.find(key).flatMap((ref) => segment.shard(ref.shard).documents(ref.group)).map((rank) => among[rank]));
  }

  /* The documents with any of `groups`; places are read only where they matter. */
  anywhere(word, groups, exact) {
    const sure = groups.filter((each) => !each.codes && word.field !== TEXT);
    const others = groups.filter((each) => !sure.includes(each));
    const known = this.documents(sure);
    const wanted = new Set([...this.documents(others).keys()].filter((each) => !known.has(each)));
    if (!wanted.size) return known;
    return union([known, this.places(word.anywhere ? this.placed(word, exact) : others, word.field, wanted)]);
  }

  documents(groups) {
    return union(groups.map((each) => this.segment.levels(each.ref)));
  }

  /* Where any of `groups`, or of files of large ones, stands in the `wanted` documents, with the keys asked for. */
  places(groups, field, wanted) {
    const found = new Map();
    for (const { ref, file, codes } of wanted.size ? groups : []) {
      const see = (document, place, code) => {
        if ((!field || LETTERS[place >> FIELD_AT] === field) && (!codes || codes.has(code))) {
          keptIn(found, document, () => new Set()).add(place);
        }
      };
      if (ref) this.segment.places(ref, wanted, see);
      else this.segment.told(file, wanted, see);
    }
    return found;
  }

  /* The groups whose places are those of `word`: in a field, of the same keys anywhere. */
  placed(word, exact) {
    const { anywhere, field, open, key } = word;
    if (!anywhere || !open) return this.groups(anywhere || word, exact || (anywhere && NAMES.includes(field)));
    return this.several(together(this.beginning(key).map(([each]) => () => this.segment.find(each.slice(2)))));
  }

  /* The groups of `word`: in any form, or as it is spelt; of all that begin so, where it is open. */
  groups(word, exact = false) {
    return keptIn(this.kept, `groups ${exact} ${word.name}`, () => this.readGroups(word, exact));
  }

  readGroups(word, exact) {
    if (!word.open) {
      const refs = this.segment.find(word.key);
      const found = refs.length || exact ? refs : this.related(word.key);
      return found.map((ref) => this.group(ref, new Set([ref.code]), !exact));
    }
    if (this.segment.shardsFrom(word.key)[1]) this.wide.add(word.token.form);
    return this.several(this.beginning(word.key).map(([, refs]) => refs));
  }

  /* The groups of a word that is not in this segment, by its forms in the others. */
  related(key) {
    const { segment } = this;
    const found = segment.others.flatMap((other) => other.find(key).flatMap((ref) => other.shard(ref.shard).forms(ref.group)));
    const refs = together([...new Set(found)].map((form) => () => segment.find(packed(form)))).flat();
    return [...new Map(refs.map((ref) => [`${ref.shard} ${ref.group}`, ref])).values()];
  }

  /* The keys that begin with `key`, each with its groups. */
  beginning(key) {
    return this.segment.shardsFrom(key)[0].flatMap((number) => this.segment.shard(number).beginning(key));
  }

  /* The groups of several keys, of which the references were `found`. */
  several(found) {
    const groups = new Map();
    for (const ref of found.flat()) {
      const name = `${ref.shard} ${ref.group}`;
      keptIn(groups, name, () => ({ ref, codes: new Set() })).codes.add(ref.code);
    }
    return [...groups.values()].map(({ ref, codes }) => this.group(ref, codes, false));
  }

  group(ref, codes, every) {
    return { ref, codes: every || codes.size === this.segment.size(ref) ? null : codes };
  }

  /* How much `word` says of each document: the most that one of its groups says. */
  levels(word) {
    return keptIn(this.kept, `levels ${word.name}`, () => {
      const groups = this.groups(word);
      if (groups.length === 1) return this.segment.levels(groups[0].ref);
      const found = new Map();
      for (const { ref } of groups) {
        for (const [document, level] of this.segment.levels(ref)) {
          if (level > (found.get(document) || 0)) found.set(document, level);
        }
      }
      return found;
    });
  }

  /* How many of `documents` are not gone. */
  count(documents) {
    return documents.size - [...this.segment.gone].filter((each) => documents.has(each)).length;
  }

  /* The documents where `word` stands as it was typed, if it also stands otherwise. */
  spelt(word) {
    if (word.open || !this.groups(word).length) return [];
    const spellings = this.segment.spellings(word.key);
    const listed = new Set(spellings.get(word.token.form));
    if (spellings.keys().next().value !== word.token.form) return listed;
    return [...this.levels(word).keys()].filter((each) => !listed.has(each));
  }
}
