/* What a reader asks: text becomes a tree, with a word on each thing that was not understood.
 *
 * Nothing that is typed is an error. search/query.py holds the same functions.
 */

const MOST_UNITS = 32;
const OPERATORS = ["OR", "AND", "NOT", "|"];

/* `text` as {optional, required, filter, prohibited, notices}; quiet words are left out among others. */
function parse(text, quiet = new Set()) {
  const lexer = new Lexer(text, quiet);
  const parts = partsIn(few(settled(lexer.lexemes(), lexer), lexer));
  const loud = parts.some((part) => ["optional", "required"].includes(part.want) && !isQuiet(part, quiet));
  const query = { optional: [], required: [], filter: [], prohibited: [], notices: lexer.notices };
  for (const part of parts) if (!(loud && isQuiet(part, quiet))) query[part.want].push(part.node);
  return query;
}

const partsOf = ({ optional, required, filter, prohibited }) => [...optional, ...required, ...filter, ...prohibited];

/* Whether a part is optional and has only quiet words. */
function isQuiet({ node, want }, quiet) {
  const plain = ["word", "run"].includes(node.kind) && want === "optional" && !node.field;
  return plain && node.words.every((word) => quiet.has(word.key));
}

/* `lexemes` with each bar as OR, and lone operators as the words that they are. */
function settled(lexemes, lexer) {
  const found = [];
  lexemes.forEach((lexeme, place) => {
    const { sign } = lexeme;
    const after = lexemes[place + 1]?.sign ?? ")";
    const ends = ["", ")"].includes(found.at(-1)?.sign);
    if (!OPERATORS.includes(sign)) {
      found.push(lexeme);
    } else if (["", "(", "+", "-", "NOT"].includes(after) && (sign === "NOT" || ends)) {
      found.push(sign === "|" ? { sign: "OR" } : lexeme);
    } else {
      lexer.notice("operator", sign);
      for (const unit of unitsOf(sign)) found.push(unitLexeme(sequence("run", "", unit)));
    }
  });
  return found;
}

/* `lexemes` without the units beyond those that a query may have. */
function few(lexemes, lexer) {
  let [loud, hushed] = [0, 0];
  const kept = lexemes.filter(({ part }) => !part || (isQuiet(part, lexer.quiet) ? ++hushed : ++loud) <= MOST_UNITS);
  if (loud > MOST_UNITS) lexer.notice("many", String(loud - MOST_UNITS));
  return kept;
}

/* Takes the next of `lexemes` away if it is one of `signs`, and gives its sign. */
const taken = (lexemes, ...signs) => signs.includes(lexemes[0]?.sign) && lexemes.shift().sign;

/* The parts up to the sign `end`, or all: OR binds closer than standing side by side, which in (…) is AND. */
function partsIn(lexemes, end) {
  const found = [];
  while (lexemes.length && lexemes[0].sign !== end) {
    const left = lexemes.length;
    const joined = taken(lexemes, "AND");
    const part = choice(lexemes);
    if (part && joined && found.length) found.push(needed(found.pop()), needed(part));
    else if (part) found.push(part);
    if (lexemes.length === left) lexemes.shift();
  }
  return found;
}

/* A part, or several with OR between them. */
function choice(lexemes) {
  const plus = lexemes[0]?.sign === "+";
  const found = [operand(lexemes)];
  while (taken(lexemes, "OR")) found.push(operand(lexemes));
  const parts = found.filter(Boolean);
  if (parts.length < 2) return parts[0];
  const whole = { node: nodeOf("or", { parts: parts.map(inner) }), want: wantOf(parts) };
  return plus ? needed(whole) : whole;
}

/* A unit or a bracket, with the signs before it. */
function operand(lexemes) {
  const signs = [];
  while (["+", "-", "NOT"].includes(lexemes[0]?.sign)) signs.push(lexemes.shift().sign);
  const part = taken(lexemes, "(") ? bracket(lexemes) : lexemes[0]?.part && lexemes.shift().part;
  if (part && signs.filter((sign) => sign !== "+").length % 2) return { node: part.node, want: "prohibited" };
  return part && signs.includes("+") ? needed(part) : part;
}

/* What stands in a bracket, as one part. */
function bracket(lexemes) {
  const parts = partsIn(lexemes, ")");
  lexemes.shift();
  const nodes = parts.map(inner);
  const node = nodes.length > 1 ? nodeOf("and", { parts: nodes }) : nodes[0];
  return node && { node, want: wantOf(parts) };
}

const needed = (part) => (part.want === "optional" ? { ...part, want: "required" } : part);
const inner = ({ node, want }) => (want === "prohibited" ? nodeOf("not", { parts: [node] }) : node);
const wantOf = (parts) => (parts.every((part) => part.want === "filter") ? "filter" : "optional");
