/* What a reader asks: text becomes a tree, with a word on each thing that was not understood.
 *
 * Nothing that is typed is an error. search/query.py holds the same functions.
 */

const MOST_UNITS = 32;
const OPERATORS = ["OR", "AND", "NOT", "|"];

/* `text` as {optional, required, filter, prohibited, notices}; quiet words are left out among others. */
function parse(text, quiet = new Set()) {
  const lexer = new Lexer(text, quiet);
  const { notices } = lexer;
  const lexemes = few(settled(lexer.lexemes(), notices), quiet, notices);
  const parts = new Parser(lexemes).parts();
  const loud = parts.some((part) => ["optional", "required"].includes(part.want) && !isQuiet(part, quiet));
  const query = { optional: [], required: [], filter: [], prohibited: [] };
  for (const part of parts) if (!(loud && isQuiet(part, quiet))) query[part.want].push(part.node);
  const told = new Map(notices.map((notice) => [`${notice.code} ${notice.words}`, notice]));
  return { ...query, notices: [...told.values()] };
}

const partsOf = ({ optional, required, filter, prohibited }) => [...optional, ...required, ...filter, ...prohibited];
const isEmpty = (query) => !partsOf(query).length;

/* Whether a part is optional and has only quiet words. */
function isQuiet({ node, want }, quiet) {
  const plain = ["word", "run"].includes(node.kind) && want === "optional" && !node.field;
  return plain && node.words.every((word) => quiet.has(word.key));
}

/* `lexemes` with each bar as OR, and lone operators as the words that they are. */
function settled(lexemes, notices) {
  const found = [];
  lexemes.forEach((lexeme, place) => {
    const { sign } = lexeme;
    const after = lexemes[place + 1] ? lexemes[place + 1].sign : ")";
    const ends = found.length > 0 && ["", ")"].includes(found.at(-1).sign);
    if (!OPERATORS.includes(sign)) {
      found.push(lexeme);
    } else if (["", "(", "+", "-", "NOT"].includes(after) && (sign === "NOT" || ends)) {
      found.push(sign === "|" ? { sign: "OR" } : lexeme);
    } else {
      notices.push({ code: "operator", words: sign });
      for (const unit of unitsOf(sign)) {
        found.push({ sign: "", part: { node: sequence("run", "", unit), want: "optional" } });
      }
    }
  });
  return found;
}

/* `lexemes` without the units beyond those that a query may have. */
function few(lexemes, quiet, notices) {
  let [loud, hushed] = [0, 0];
  const kept = lexemes.filter(({ part }) => {
    if (!part) return true;
    return (isQuiet(part, quiet) ? ++hushed : ++loud) <= MOST_UNITS;
  });
  if (loud > MOST_UNITS) notices.push({ code: "many", words: String(loud - MOST_UNITS) });
  return kept;
}

/* Makes parts of lexemes: OR binds closer than standing side by side, which inside (…) is AND. */
class Parser {
  constructor(lexemes) {
    this.lexemes = lexemes;
    this.at = 0;
  }

  get sign() {
    return this.at < this.lexemes.length ? this.lexemes[this.at].sign : "end";
  }

  /* Everything up to the end of the bracket, or of the query. */
  parts(inside = false) {
    const found = [];
    while (this.sign !== "end" && !(inside && this.sign === ")")) {
      const start = this.at;
      const joined = this.sign === "AND";
      if (joined) this.at += 1;
      let part = this.choice();
      if (part && joined && found.length) {
        found.push(needed(found.pop()));
        part = needed(part);
      }
      if (part) found.push(part);
      if (this.at === start) this.at += 1;
    }
    return found;
  }

  /* A part, or several with OR between them. */
  choice() {
    const plus = this.sign === "+";
    const found = [this.operand()];
    while (this.sign === "OR") {
      this.at += 1;
      found.push(this.operand());
    }
    const parts = found.filter(Boolean);
    if (parts.length < 2) return parts[0];
    const whole = { node: nodeOf("or", { parts: parts.map(inner) }), want: wantOf(parts) };
    return plus ? needed(whole) : whole;
  }

  /* A unit or a bracket, with the signs before it. */
  operand() {
    let [plus, denied] = [false, false];
    while (["+", "-", "NOT"].includes(this.sign)) {
      if (this.sign === "+") plus = true;
      else denied = !denied;
      this.at += 1;
    }
    const part = this.sign === "(" ? this.bracket() : this.unit();
    if (part && denied) return { node: part.node, want: "prohibited" };
    return part && plus ? needed(part) : part;
  }

  unit() {
    return this.sign ? undefined : this.lexemes[this.at++].part;
  }

  /* What stands in a bracket, as one part. */
  bracket() {
    this.at += 1;
    const parts = this.parts(true);
    if (this.sign === ")") this.at += 1;
    const nodes = parts.map(inner);
    if (!nodes.length) return undefined;
    return { node: nodes.length === 1 ? nodes[0] : nodeOf("and", { parts: nodes }), want: wantOf(parts) };
  }
}

const needed = (part) => (part.want === "optional" ? { ...part, want: "required" } : part);
const inner = ({ node, want }) => (want === "prohibited" ? nodeOf("not", { parts: [node] }) : node);
const wantOf = (parts) => (parts.every((part) => part.want === "filter") ? "filter" : "optional");
