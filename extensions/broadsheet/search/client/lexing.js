/* The text of a query, cut into signs and units: search/lexing.py does the same.
 *
 * A node is {kind, field, words, open, parts, span, name}; a part {node, want}; a lexeme {sign, part}.
 */

const MOST_WORDS = 32;
const DEEPEST = 32;
const FIELDS = {
  __proto__: null,
  date: "",
  before: "",
  after: "",
  kind: "",
  headline: "h",
  title: "h",
  byline: "b",
  by: "b",
  text: "x",
  caption: "c",
  photo: "c",
  credit: "r",
  warning: "w",
  people: "p",
  person: "p",
  places: "l",
  place: "l",
  topics: "t",
  topic: "t",
  publication: "u",
  source: "s",
};
const KIND_NAMES = [/^stor(y|ies)$/i, /^photo(graph)?s?$/i];
const NOTHING = /\s+|[+-](?=[\s+)|\-]|$)/uy;
const QUOTED = /"([^"]*)("?)/uy;
const WORD = /(?:[^\s"()|]|(?<=[\u0590-\u05ff])"(?=[\u0590-\u05ff]))+/uy;
const NAME = /([A-Za-z]+):(?![\s:/)|]|$)/uy;
const SIGN = /(?:OR|AND|NOT)(?=[\s"()]|$)|[+\-|]/uy;

const dateNode = (span) => nodeOf("date", { span });
const nodeOf = (kind, rest) => ({ kind, field: "", words: [], open: false, parts: [], ...rest });
const unitLexeme = (node, want = "optional") => ({ sign: "", part: { node, want } });

class Lexer {
  constructor(text, quiet) {
    this.text = text.replace(/[“”„‟«»]/g, '"').replace(/[＂：（）｜＊＋－]/g, (wide) => wide.normalize("NFKC"));
    this.quiet = quiet;
    this.notices = [];
    this.at = 0;
    this.fields = [""];
    this.found = [];
  }

  /* What `pattern` matches here; what follows it is next. */
  take(pattern) {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found) this.at = pattern.lastIndex;
    return found;
  }

  notice(code, words = "") {
    this.notices.push({ code, words });
  }

  lexemes() {
    while (this.at < this.text.length) if (!this.take(NOTHING)) this.one();
    if (this.fields.length > 1) this.notice("bracket", "(");
    return this.found;
  }

  one() {
    const sign = this.take(SIGN)?.[0];
    if (sign) this.found.push({ sign });
    else this.unit();
  }

  /* A bracket opens, for the field `letter`, or closes. */
  bracket(sign, letter) {
    this.at += 1;
    if (this.fields.length === { ")": 1, "(": DEEPEST }[sign]) {
      this.notice("bracket", sign);
      return;
    }
    if (sign === "(") this.fields.push(letter);
    else this.fields.pop();
    this.found.push({ sign });
  }

  /* A word, a phrase, a date, or a bracket, perhaps in a field; brackets have no days. */
  unit() {
    const start = this.at;
    const named = this.take(NAME)?.[1];
    const name = named?.toLowerCase();
    const letter = FIELDS[name] || this.fields.at(-1);
    if (named && !(name in FIELDS)) {
      this.notice("field", named);
      this.at = start;
    }
    const sign = this.text[this.at];
    if (sign === "(" || sign === ")") this.bracket(sign, letter);
    else if (FIELDS[name] === "") this.filter(name, this.rest());
    else if (sign === '"') this.phrase(this.quoted(), letter);
    else this.word(this.rest(), letter);
  }

  /* The characters up to the next space, or what stands between quotation marks. */
  rest() {
    return this.text[this.at] === '"' ? this.quoted() : this.take(WORD)[0];
  }

  /* What stands between two quotation marks, or from one to the end. */
  quoted() {
    const [, text, end] = this.take(QUOTED);
    if (!end) this.notice("quote");
    return text;
  }

  add(node, want) {
    this.found.push(unitLexeme(node, want));
  }

  /* A span of days, or a kind of documents. */
  filter(name, text) {
    const kind = name === "kind" ? KINDS.find((_kind, place) => KIND_NAMES[place].test(text)) : "";
    const span = name === "kind" ? null : this.span(name, text);
    if (kind) this.add(nodeOf(name, { name: kind }), "filter");
    else if (span) this.add(dateNode(span), "filter");
    else this.notice(name === "kind" ? "kind" : "date", text);
  }

  /* The days that are asked for by a date or a range, by what is before it, or after it. */
  span(name, text) {
    let span = spanOf(text);
    if (span && span[0] > span[1]) {
      this.notice("reversed", text);
      const [first, , last] = halvesOf(text);
      span = spanOf(`${last}..${first}`);
    }
    if (span && name === "before") return [-FOREVER, span[0] - 1];
    return span && name === "after" ? [span[1] + 1, FOREVER] : span;
  }

  /* Words in this order and of this spelling. */
  phrase(text, letter) {
    const words = this.shortened(unitsOf(text).flat());
    if (words.length) this.add(sequence("phrase", letter, words), "required");
  }

  /* A word, several that are written as one, the beginning of one, or a date. */
  word(text, letter) {
    const want = letter && this.fields.length === 1 ? "required" : "optional";
    const range = /^[.…]/.test(halvesOf(text)[1]) ? this.span("date", text) : null;
    if (range && !letter) {
      this.add(dateNode(range), "filter");
      return;
    }
    const start = text.replace(/\*+$/, "");
    if (start.includes("*")) this.notice("star", text);
    let nodes = unitsOf(start).map((unit) => this.written(this.shortened(unit), letter, start !== text));
    const span = !letter && daysOf(text.replace(/[,.;:!]+$/, ""));
    const before = this.found.at(-1)?.sign;
    if (span && nodes.length) {
      nodes = [nodeOf("or", { parts: [nodes[0], dateNode(span)] })];
    } else if (["+", "-", "NOT", "OR", "AND"].includes(before) && nodes.length > 1) {
      nodes = [nodeOf("and", { parts: nodes })];
    }
    for (const node of nodes) this.add(node, want);
  }

  /* The node of words that are written as one, without quiet ones that they begin with. */
  written(words, letter, star) {
    const first = Math.max(words.findIndex((word) => !this.quiet.has(word.key)), 0);
    return sequence("run", letter, words.slice(first), star && !words.at(-1).unspaced);
  }

  /* `words` without those beyond the number that one unit may have. */
  shortened(words) {
    if (words.length > MOST_WORDS) this.notice("many", String(words.length - MOST_WORDS));
    return words.slice(0, MOST_WORDS);
  }
}

/* The words of `text`, together where nothing parts them; unspaced characters stand for themselves. */
function unitsOf(text) {
  const found = [];
  let ended = true;
  for (const token of tokensOf(text)) {
    if (ended || token.unspaced !== found.at(-1).at(-1).unspaced) found.push([]);
    found.at(-1).push(token);
    ended = token.single;
  }
  return found;
}

/* A phrase or a run of `words`; a run of one word is a word, or the beginning of one. */
function sequence(kind, letter, words, star = false) {
  const single = words.at(-1).single;
  const paired = single && words.length > 1 && words.at(-2).unspaced && !words.at(-2).single;
  const kept = paired ? words.slice(0, -1) : words;
  const begins = star || (single && !paired);
  if (kind === "run" && kept.length === 1) return nodeOf(begins ? "prefix" : "word", { field: letter, words: kept });
  return nodeOf(kind, { field: letter, words: kept, open: begins });
}
