/* Which words of a text are marked: those that a search found, in whatever form they stand there.
 *
 * What is wanted is a list of rows of keys: one key for a word, several for words that follow each
 * other. A key that ends in `*` stands for all that begin so. In an address the rows are written
 * `strike,strikes,fish.quay,harb*`: keys hold letters and figures only.
 */

const MOST_ROWS = 80;

const written = (wanted) => wanted.slice(0, MOST_ROWS).map((row) => row.join(".")).join();

const wantedIn = (text) => text.split(",").filter(Boolean).map((row) => row.split("."));

const fits = (key, wanted) => (wanted.endsWith("*") ? key.startsWith(wanted.slice(0, -1)) : key === wanted);

/* For each token whether it is marked: the number of the row that it belongs to, from 1, or 0. */
function marked(tokens, wanted) {
  const found = new Array(tokens.length).fill(0);
  const firsts = new Map();
  const begins = [];
  wanted.forEach((row, number) => {
    if (row[0].endsWith("*")) begins.push(number);
    else firsts.set(row[0], [...(firsts.get(row[0]) || []), number]);
  });
  tokens.forEach((token, place) => {
    for (const number of [...(firsts.get(token.key) || []), ...begins]) {
      const row = wanted[number];
      if (row.every((key, step) => tokens[place + step] && fits(tokens[place + step].key, key))) {
        found.fill(number + 1, place, place + row.length);
      }
    }
  });
  return found;
}

/* Puts a mark around each run of marked tokens of `text`; gives nodes, of which none is markup. */
function markedUp(text, tokens, found) {
  const nodes = [];
  let at = 0;
  for (let place = 0; place < tokens.length; place++) {
    if (!found[place]) continue;
    const start = tokens[place].start;
    let end = tokens[place].end;
    while (found[place + 1] && tokens[place + 1].start < end) end = tokens[++place].end;
    if (start > at) nodes.push(document.createTextNode(text.slice(at, start)));
    const mark = document.createElement("mark");
    mark.textContent = text.slice(start, end);
    nodes.push(mark);
    at = end;
  }
  if (at < text.length) nodes.push(document.createTextNode(text.slice(at)));
  return nodes;
}
