/* The passage of a story that shows best why it was found, with the words marked. */

const SNIPPET = 240;
const BEFORE = 60;

/* `text` as nodes, with the words marked. */
function withMarks(text, wanted) {
  const tokens = tokensOf(text);
  return markedUp(text, tokens, marked(tokens, wanted));
}

function snippetOf(text, wanted) {
  const tokens = tokensOf(text);
  const found = marked(tokens, wanted);
  const first = bestStart(tokens, found);
  const start = wordFrom(text, tokens, first < 0 ? 0 : tokens[first].start - BEFORE);
  const end = wordAfter(text, tokens, start + SNIPPET);
  const inside = tokens.filter((token) => token.start >= start && token.end <= end);
  const at = tokens.indexOf(inside[0]);
  const moved = inside.map((token) => ({ ...token, start: token.start - start, end: token.end - start }));
  const nodes = markedUp(text.slice(start, end), moved, found.slice(at, at + inside.length));
  return [start > 0 ? "… " : "", ...nodes, end < text.length ? " …" : ""];
}

/* The marked token from which on the most different words are marked; -1 where none is. */
function bestStart(tokens, found) {
  let [best, most] = [-1, 0];
  for (let place = 0; place < tokens.length; place++) {
    if (!found[place]) continue;
    const rows = new Set();
    const end = tokens[place].start + SNIPPET - BEFORE;
    for (let next = place; next < tokens.length && tokens[next].end < end; next++) {
      if (found[next]) rows.add(found[next]);
    }
    if (rows.size > most) [best, most] = [place, rows.size];
  }
  return best;
}

/* Where the first word begins that stands at or behind `place`, with a space or nothing before it. */
function wordFrom(text, tokens, place) {
  const parted = ({ start, unspaced }) => start >= place && (unspaced || /\s/.test(text[start - 1]));
  return place > 0 ? tokens.find(parted)?.start || 0 : 0;
}

/* Where the last word ends that ends before `place`. */
function wordAfter(text, tokens, place) {
  if (text.length <= place) return text.length;
  const token = tokens.findLast((each) => each.end <= place);
  return token ? token.end : place;
}
