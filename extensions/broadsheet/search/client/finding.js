/* Which documents answer a query, and in which order: search/finding.py, with the same whole numbers. */

const SCALE = 1000;
const DATE_SCORE = 8 * SCALE;
const NEXT_TO_EACH_OTHER = 4;

/* One query over all segments. */
class Search {
  constructor(index, query) {
    this.index = index;
    this.query = query;
    this.matchers = index.segments.map((segment) => new Matcher(segment));
    this.asked = [...query.optional, ...query.required];
    this.nodes = this.asked.flatMap(positive);
    this.words = this.nodes.flatMap(wordsOf);
    this.weights = new Map();
  }

  /* How much `word` tells of a document; the rarer, the more. */
  weight(word) {
    return keptIn(this.weights, word.name, () => {
      const count = this.matchers.reduce((sum, matcher) => sum + matcher.levels(word).size, 0);
      return idf(this.index.count, count);
    });
  }

  /* Whether there is something to be said of the query. */
  odd() {
    const nowhere = (word) => !this.matchers.some((matcher) => matcher.groups(word).length);
    const wide = this.matchers.some((matcher) => matcher.wide.size);
    return this.query.notices.length || wide || this.words.some(nowhere);
  }

  /* Every document that fits, unordered. */
  hits() {
    const counted = this.query.optional.filter((node) => this.anywhere(node));
    return this.matchers.flatMap((matcher) => {
      const fit = this.fitting(matcher);
      const whole = intersection([fit, ...counted.map((node) => matcher.found(node))]);
      const scores = this.scores(matcher, fit);
      const exact = this.exact(matcher, whole);
      return [...fit].map((document) => ({
        segment: matcher.segment,
        document,
        whole: whole.has(document) ? 1 : 0,
        exact: exact.get(document) || 0,
        score: scores.get(document),
      }));
    });
  }

  /* Whether `node` fits any document of the archive. */
  anywhere(node) {
    return this.matchers.some((matcher) => [...matcher.found(node)].some((each) => !matcher.segment.gone.has(each)));
  }

  /* The documents of a segment that are an answer. */
  fitting(matcher) {
    const { optional, required, filter, prohibited } = this.query;
    if (isEmpty(this.query)) return new Set();
    const sets = [...required, ...filter].map((node) => matcher.found(node));
    if (optional.length && !required.length) sets.push(union(optional.map((node) => this.partly(matcher, node))));
    const fit = intersection([matcher.segment.live, ...sets]);
    const without = prohibited.map((node) => matcher.found(node));
    return new Set([...fit].filter((each) => !without.some((set) => set.has(each))));
  }

  /* The documents that `node` fits; for words written as one, those with any of them. */
  partly(matcher, node) {
    const found = matcher.found(node);
    return node.kind === "run" ? union([found, ...wordsOf(node).map((word) => matcher.levels(word))]) : found;
  }

  scores(matcher, fit) {
    const scores = new Map([...fit].map((document) => [document, 0]));
    const add = (document, score) => {
      if (scores.has(document)) scores.set(document, scores.get(document) + score);
    };
    for (const word of this.words) {
      const weight = this.weight(word);
      for (const [document, level] of matcher.levels(word)) add(document, weight * level);
    }
    for (const node of this.nodes) {
      const bonus = this.bonus(node);
      if (bonus) for (const document of matcher.found(node)) add(document, bonus);
    }
    return scores;
  }

  /* What a date adds, and words that stand next to each other. */
  bonus(node) {
    if (node.kind === "date") return DATE_SCORE;
    if (node.words.length < 2) return 0;
    return NEXT_TO_EACH_OTHER * Math.min(...wordsOf(node).map((word) => this.weight(word)));
  }

  /* How many words are spelt as they were asked for, in those of `whole` where any is. */
  exact(matcher, whole) {
    const found = new Map();
    for (const word of this.words) {
      for (const document of matcher.spelt(word)) {
        if (whole.has(document)) found.set(document, (found.get(document) || 0) + 1);
      }
    }
    return found;
  }
}

/* The weight of a word that stands in `count` of `documents` (BM25). */
function idf(documents, count) {
  const odds = Math.max(0, documents - count + 0.5) / (count + 0.5);
  return Math.max(1, Math.floor(SCALE * Math.log(1 + odds) + 0.5));
}

/* The words, phrases and dates in `node` that are asked for. */
function positive(node) {
  if (["and", "or"].includes(node.kind)) return node.parts.flatMap(positive);
  return ["not", "kind"].includes(node.kind) ? [] : [node];
}

/* How hits are sorted. Documents without a date come last, whether oldest or newest is first. */
function ordering(index, sort) {
  const added = (sum, segment) => sum + (segment.before ? segment.docs : 0);
  const space = index.segments.reduce(added, 1);
  const place = ({ segment, document }) =>
    segment.before ? segment.before[document] * space + document : document * space + space - 1;
  const undated = ({ segment, document }) => (document >= segment.dated ? 1 : 0);
  const time = (a, b) => undated(a) - undated(b) || (sort === "oldest" ? place(a) - place(b) : place(b) - place(a));
  if (sort !== "relevance") return time;
  return (a, b) => b.whole - a.whole || b.exact - a.exact || b.score - a.score || time(a, b);
}
