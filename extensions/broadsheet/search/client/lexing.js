/* The text of a query, cut into signs and units: search/lexing.py, function by function.
 *
 * A node is {kind, field, words, open, parts, span, name}; a part {node, want}; a lexeme {sign, part}.
 */

const MOST_WORDS = 32;
const DEEPEST = 32;
const FIELDS = {
  __proto__: null,
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
const STORIES = /^stor(y|ies)$/i;
const PHOTOGRAPHS = /^photo(graph)?s?$/i;
const FILTERS = ["date", "before", "after", "kind"];
const SIGNS = "“”„‟«»＂：（）｜＊＋－";
const PLAIN_SIGNS = '""""""":()|*+-';
const BLANK = /\s+/uy;
const WORD = /(?:[^\s"()|]|(?<=[\u0590-\u05ff])"(?=[\u0590-\u05ff]))+/uy;
const NAME = /([A-Za-z]+):(?![\s:/)|]|$)/uy;
const OPERATOR = /(OR|AND|NOT)(?=[\s"()]|$)/uy;
const NO_SIGN = /[\s+)|\-]|$/uy;

const nodeOf = (kind, rest) => ({ kind, field: "", words: [], open: false, parts: [], ...rest });
const plainSigns = (text) => text.replace(new RegExp(`[${SIGNS}]`, "g"), (sign) => PLAIN_SIGNS[SIGNS.indexOf(sign)]);

class Lexer {
  constructor(text, quiet) {
    this.text = plainSigns(text);
    this.quiet = quiet;
    this.notices = [];
    this.at = 0;
    this.fields = [""];
    this.found = [];
  }

  match(pattern) {
    pattern.lastIndex = this.at;
    return pattern.exec(this.text);
  }

  notice(code, words = "") {
    this.notices.push({ code, words });
  }

  lexemes() {
    while (this.at < this.text.length) {
      const blank = this.match(BLANK);
      if (blank) this.at += blank[0].length;
      else this.one();
    }
    if (this.fields.length > 1) this.notice("bracket", "(");
    return this.found;
  }

  one() {
    const sign = this.text[this.at];
    const operator = this.match(OPERATOR);
    if (operator) {
      this.at += operator[0].length;
      this.found.push({ sign: operator[1] });
    } else if ("()|".includes(sign)) {
      this.at += 1;
      this.bracket(sign, this.fields.at(-1));
    } else if ("+-".includes(sign)) {
      this.at += 1;
      if (!this.match(NO_SIGN)) this.found.push({ sign });
    } else {
      this.unit();
    }
  }

  /* A bracket opens, for the field `letter`, or closes; or a bar stands between two units. */
  bracket(sign, letter) {
    if (this.fields.length === { ")": 1, "(": DEEPEST }[sign]) {
      this.notice("bracket", sign);
      return;
    }
    if (sign === "(") this.fields.push(letter);
    else if (sign === ")") this.fields.pop();
    this.found.push({ sign });
  }

  /* A word, a phrase, a date, or a bracket, perhaps in a field; brackets have no days. */
  unit() {
    let letter = this.fields.at(-1);
    const named = this.match(NAME);
    const name = named ? named[1].toLowerCase() : "";
    const filter = FILTERS.includes(name);
    if (named && (filter || FIELDS[name])) {
      this.at += named[0].length;
      letter = FIELDS[name] || letter;
    } else if (named) {
      this.notice("field", named[1]);
    }
    if (filter && this.text[this.at] !== "(") {
      this.filter(name, this.rest());
    } else if (this.text[this.at] === "(") {
      this.at += 1;
      this.bracket("(", letter);
    } else if (this.text[this.at] === '"') {
      this.phrase(this.quoted(), letter);
    } else {
      this.word(this.rest(), letter);
    }
  }

  /* The characters up to the next space, or what stands between quotation marks. */
  rest() {
    if (this.text[this.at] === '"') return this.quoted();
    const found = this.match(WORD);
    this.at += found ? found[0].length : 1;
    return found ? found[0] : "";
  }

  /* What stands between two quotation marks, or from one to the end. */
  quoted() {
    let end = this.text.indexOf('"', this.at + 1);
    if (end < 0) {
      this.notice("quote");
      end = this.text.length;
    }
    const text = this.text.slice(this.at + 1, end);
    this.at = end + 1;
    return text;
  }

  add(node, want = "optional") {
    this.found.push({ sign: "", part: { node, want } });
  }

  /* A span of days, or a kind of documents. */
  filter(name, text) {
    const asked = name === "kind";
    const kind = asked && ((STORIES.test(text) && KINDS[0]) || (PHOTOGRAPHS.test(text) && KINDS[1]));
    const span = asked ? null : this.span(name, text);
    if (kind) this.add(nodeOf("kind", { name: kind }), "filter");
    else if (span) this.add(nodeOf("date", { span }), "filter");
    else this.notice(asked ? "kind" : "date", text);
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
      this.add(nodeOf("date", { span: range }), "filter");
      return;
    }
    const start = text.replace(/\*+$/, "");
    if (start.includes("*")) this.notice("star", text);
    const found = unitsOf(start).map((unit) => this.shortened(unit));
    let nodes = found.map((unit) => this.written(unit, letter, start !== text));
    const span = letter ? null : daysOf(text.replace(/[,.;:!]+$/, ""));
    const before = this.found.at(-1)?.sign;
    if (span && nodes.length) {
      nodes = [nodeOf("or", { parts: [nodes[0], nodeOf("date", { span })] })];
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
