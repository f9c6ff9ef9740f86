/* The passage of a story that shows best why it was found, with the words marked. */

const SNIPPET = 240;
const BEFORE = 60;

/* `text` as nodes, with the words marked. */
const withMarks = (text, wanted) => markedUp(text, marked(tokensOf(text), wanted));

/* Whole words of `text`, from shortly before those that are marked. */
function snippetOf(text, wanted) {
  const tokens = marked(tokensOf(text), wanted);
  const from = Math.max(0, bestStart(tokens.filter(({ row }) => row)) - BEFORE);
  const inside = tokens.filter(({ start, end }) => start >= from && end <= from + SNIPPET);
  const first = inside[0]?.start ?? from;
  const start = from && first - /(?<=\s)\S{0,20}$|$/.exec(text.slice(0, first))[0].length;
  const end = from + SNIPPET < text.length ? (inside.at(-1)?.end ?? from + SNIPPET) : text.length;
  return [start ? "… " : "", ...withMarks(text.slice(start, end), wanted), end < text.length ? " …" : ""];
}

/* Where that of the marked tokens stands from which on the most different words are marked. */
function bestStart(tokens) {
  const rowsFrom = ({ start }, place) => {
    const near = tokens.slice(place, place + SNIPPET).filter(({ end }) => end < start + SNIPPET - BEFORE);
    return new Set(near.map(({ row }) => row)).size;
  };
  const counts = tokens.map(rowsFrom);
  return tokens[counts.indexOf(Math.max(...counts))]?.start || 0;
}
