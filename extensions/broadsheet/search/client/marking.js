/* Which words of a text are marked: those that a search found, in whatever form they stand there.
 *
 * What is wanted is a list of rows of keys: one key for a word, several with points between them for
 * words that follow each other. A key that ends in `*` stands for all that begin so. In an address
 * the rows are written `strike,strikes,fish.quay,harb*`: keys hold letters and figures only.
 */

const MOST_ROWS = 80;

const written = (wanted) => wanted.slice(0, MOST_ROWS).join();

const fits = (key, wanted) => (wanted.endsWith("*") ? key?.startsWith(wanted.slice(0, -1)) : key === wanted);

/* The tokens, of which those that are marked have the number of the row that they belong to, from 1. */
function marked(tokens, wanted) {
  const places = new Map();
  tokens.forEach(({ key }, place) => keptIn(places, key, () => []).push(place));
  wanted.forEach((written, number) => {
    const keys = written.split(".");
    for (const place of keys[0].endsWith("*") ? tokens.keys() : places.get(keys[0]) || []) {
      const run = tokens.slice(place, place + keys.length);
      if (keys.every((key, step) => fits(run[step]?.key, key))) for (const token of run) token.row = number + 1;
    }
  });
  return tokens;
}

/* Puts a mark around each run of marked tokens of `text`; gives texts and nodes, and no markup. */
function markedUp(text, tokens) {
  const nodes = [];
  let mark = null;
  let [first, at] = [0, 0];
  for (const { start, end } of tokens.filter(({ row }) => row)) {
    if (start >= at) {
      mark = document.createElement("mark");
      nodes.push(text.slice(at, start), mark);
      first = start;
    }
    mark.textContent = text.slice(first, end);
    at = end;
  }
  return [...nodes, text.slice(at)];
}
