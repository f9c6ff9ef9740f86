/* Which documents of a segment fit a part of a query: search/matching.py, with sets of numbers. */

const TEXT_END = 1 << 20;
const TEXT = "x";
const BEHIND = packed("\u{10ffff}");

/* A word of a query in a field; `name` tells it from all others, `key` is what the dictionary has. */
function wordOf(field, token, open) {
  const letter = field === TEXT ? "" : field;
  const key = packed(letter ? `\u0001${letter}${token.key}` : token.key);
  return { field, token, open, key, name: [field, token.form, token.key, open].join(" ") };
}

/* The words of a word, a prefix, a phrase or a run. */
function wordsOf(node) {
  const opened = node.open || node.kind === "prefix";
  node.asked ??= node.words.map((token, place) => wordOf(node.field, token, opened && place === node.words.length - 1));
  return node.asked;
}

/* What each two words that follow each other are in the dictionary, where a segment may know them. */
function pairsOf(segment, words) {
  const may = ({ field, open, key }) => !field && !open && segment.common.has(segment.place(key));
  const pair = (word, at) => may(words[at]) && may(word) && `${BEHIND}${words[at].key}\u0002${word.key}`;
  return words.slice(1).map(pair);
}

const union = (sets) => {
  const found = new Set();
  for (const set of sets) for (const each of set.keys()) found.add(each);
  return found;
};

/* What is in all of `sets`, of which the smallest is gone through. */
const intersection = (sets) => {
  const [first, ...others] = [...sets].sort((a, b) => a.size - b.size);
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
    const groups = words.map((word) => this.groups(word, exact));
    const [{ field }] = words;
    if (words.length === 1) return this.anywhere(groups[0], field);
    const pairs = exact ? this.pairs(words, groups) : [];
    const lists = [...groups, ...pairs].map((each) => this.documents(each));
    const wanted = new Set([...intersection(lists)].filter((each) => !this.segment.gone.has(each)));
    if (pairs.length && words.length === 2) return wanted;
    const placed = together(groups.map((each) => () => this.places(each, field, wanted)));
    const followed = (document) => {
      const [first, ...others] = placed.map((each) => each.get(document) || new Set());
      return [...first].some((start) => others.every((there, step) => there.has(start + step + 1)));
    };
    return new Set([...wanted].filter(followed));
  }

  /* The groups of each two of `words` that follow each other, where these are known. */
  pairs(words, groups) {
    const common = groups.map((each) => each.reduce((all, { ref }) => all & this.segment.shard(ref.shard).common[ref.group], 3));
    const known = pairsOf(this.segment, words).filter((pair, at) => pair && common[at] & common[at + 1]);
    return known.map((pair) => this.segment.find(pair).map((ref) => ({ ref })));
  }

  /* The documents with any of `groups`; places are read only where they matter. */
  anywhere(groups, field) {
    const sure = groups.filter((each) => !each.codes && field !== TEXT);
    const others = groups.filter((each) => !sure.includes(each));
    const known = this.documents(sure);
    const wanted = new Set([...this.documents(others)].filter((each) => !known.has(each)));
    return union([known, this.places(others, field, wanted)]);
  }

  documents(groups) {
    return union(groups.map((each) => this.segment.levels(each.ref)));
  }

  /* Where any of `groups` stands in the `wanted` documents, with the keys asked for. */
  places(groups, field, wanted) {
    const found = new Map();
    const end = field === TEXT ? TEXT_END : Infinity;
    for (const { ref, codes } of wanted.size ? groups : []) {
      this.segment.places(ref, wanted, (document, place, code) => {
        if (place < end && (!codes || codes.has(code))) {
          keptIn(found, document, () => new Set()).add(place);
        }
      });
    }
    return found;
  }

  /* The groups of `word`: in any form, or as it is spelt; of all that begin so, where it is open. */
  groups(word, exact = false) {
    return keptIn(this.kept, `groups ${exact} ${word.name}`, () => this.readGroups(word, exact));
  }

  readGroups(word, exact) {
    if (!word.open) {
      return this.segment.find(word.key).map((ref) => this.group(ref, new Set([ref.code]), !exact));
    }
    const [shards, more] = this.segment.shardsFrom(word.key);
    if (more) this.wide.add(word.token.form);
    const found = new Map();
    for (const number of shards) {
      for (const [, refs] of this.segment.shard(number).beginning(word.key)) {
        for (const ref of refs) {
          const name = `${ref.shard} ${ref.group}`;
          keptIn(found, name, () => ({ ref, codes: new Set() })).codes.add(ref.code);
        }
      }
    }
    return [...found.values()].map(({ ref, codes }) => this.group(ref, codes, false));
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

  /* The documents where `word` stands as it was typed, if it also stands otherwise. */
  spelt(word) {
    return word.open || !this.groups(word).length ? [] : this.segment.spelt(word.key, word.token.form);
  }
}
