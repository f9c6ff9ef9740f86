/* Which documents answer a query, and in which order: search/finding.py, with the same whole numbers. */

const SCALE = 1000;
const DATE_SCORE = 8 * SCALE;
const NEXT_TO_EACH_OTHER = 4;

const sumOf = (list, value) => list.reduce((sum, each) => sum + value(each), 0);

/* One query over all segments. */
class Search {
  constructor(index, query) {
    this.index = index;
    this.query = query;
    this.matchers = index.segments.map((segment) => new Matcher(segment));
    this.nodes = [...query.optional, ...query.required].flatMap(positive);
    this.words = this.nodes.flatMap((node) => this.weighed(node));
    this.weights = new Map();
  }

  /* The words of `node`, but for those of a phrase that a segment passes over. */
  weighed(node) {
    const words = wordsOf(node);
    const steps = this.matchers.flatMap(({ segment }) => stepsOf(segment, words, node.kind === "phrase"));
    const passed = steps.map((step) => step.passed && step.word.name);
    return words.filter((word) => !passed.includes(word.name));
  }

  /* How much `word` tells of a document; the rarer, the more. */
  weight(word) {
    const count = () => sumOf(this.matchers, (matcher) => matcher.count(matcher.levels(word)));
    return keptIn(this.weights, word.name, () => idf(this.index.count, count()));
  }

  nowhere(word) {
    return !this.matchers.some((matcher) => matcher.groups(word).length);
  }

  /* Whether there is something to be said of the query. */
  odd() {
    const wide = this.matchers.some((matcher) => matcher.wide.size);
    return this.query.notices.length || wide || this.words.some((word) => this.nowhere(word));
  }

  /* Every document that fits, unordered. */
  hits() {
    const counted = this.query.optional.filter((node) => this.anywhere(node));
    return this.matchers.flatMap((matcher) => {
      const { segment } = matcher;
      const fit = this.fitting(matcher);
      const whole = intersection([fit, ...foundBy(matcher, counted)]);
      const spelt = this.words.map((word) => new Set(matcher.spelt(word)));
      const score = this.scoring(matcher);
      return [...fit].map((document) => ({
        segment,
        document,
        kind: KINDS[Number(segment.photographs.has(document))],
        whole: whole.has(document),
        exact: sumOf(spelt, (set) => set.has(document)),
        score: score(document),
      }));
    });
  }

  /* Whether `node` fits any document of the archive. */
  anywhere(node) {
    return this.matchers.some((matcher) => matcher.count(matcher.found(node)));
  }

  /* The documents of a segment that are an answer. */
  fitting(matcher) {
    const { optional, required, filter, prohibited } = this.query;
    const { segment } = matcher;
    const sets = foundBy(matcher, [...required, ...filter]);
    if (!required.length && optional.length) sets.push(union(optional.map((node) => partly(matcher, node))));
    const without = union([segment.gone, ...foundBy(matcher, prohibited)]);
    return new Set([...intersection(sets.length ? sets : [segment.live]).keys()].filter((each) => !without.has(each)));
  }

  /* What gives the score of a document. */
  scoring(matcher) {
    const parts = [
      ...this.words.map((word) => {
        const levels = matcher.levels(word);
        return [this.weight(word), (document) => levels.get(document) || 0];
      }),
      ...this.nodes.map((node) => {
        const found = matcher.found(node);
        return [this.bonus(node), (document) => found.has(document)];
      }),
    ];
    return (document) => sumOf(parts, ([weight, level]) => weight * level(document));
  }

  /* What a date adds, and words that stand next to each other. */
  bonus(node) {
    if (node.kind === "date") return DATE_SCORE;
    if (node.words.length < 2) return 0;
    return NEXT_TO_EACH_OTHER * Math.min(...this.weighed(node).map((word) => this.weight(word)));
  }
}

const foundBy = (matcher, nodes) => nodes.map((node) => matcher.found(node));

/* The documents that `node` fits; for words written as one, those with any of them. */
function partly(matcher, node) {
  const words = node.kind === "run" ? wordsOf(node) : [];
  return union([matcher.found(node), ...words.map((word) => matcher.levels(word))]);
}

/* The weight of a word that stands in `count` of `documents` (BM25). */
function idf(documents, count) {
  const odds = (documents - count + 0.5) / (count + 0.5);
  return Math.max(1, Math.floor(SCALE * Math.log(1 + odds) + 0.5));
}

/* The words, phrases and dates in `node` that are asked for; a kind adds nothing. */
function positive(node) {
  if (node.kind === "not") return [];
  return node.parts.length ? node.parts.flatMap(positive) : [node];
}

/* How hits are sorted. Documents without a date come last, whether oldest or newest is first; those of
 * the recent segment stand in their order right before one of the base.
 */
function ordering(sort) {
  const place = ({ segment: { before }, document }) => (before ? before[document] - 1 / (document + 2) : document);
  const undated = ({ segment, document }) => document >= segment.dated;
  const turn = sort === "oldest" ? 1 : -1;
  const time = (a, b) => undated(a) - undated(b) || turn * (place(a) - place(b));
  if (sort !== "relevance") return time;
  return (a, b) => b.whole - a.whole || b.whole * (b.exact - a.exact) || b.score - a.score || time(a, b);
}
