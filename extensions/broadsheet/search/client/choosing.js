/* What a search is narrowed to: which hits the choices leave, and how many there are of each value. */

/* The hits that every choice leaves, but for that of the facet `but`. */
function left(hits, choices, but = "") {
  const tests = [...testsOf(choices)].filter(([name]) => name !== but);
  return hits.filter((hit) => tests.every(([, test]) => test(hit)));
}

/* The values of each facet that is asked for; a facet is counted without its own choice. */
function facets(hits, choices) {
  const ofKind = hits.filter((hit) => hit.kind === choices.kind);
  const row = (name) => [name, facetOf(left(ofKind, choices, name), name)];
  return Object.fromEntries(choices.facets.map(row));
}

/* For each facet with a choice whether a hit fits it. */
function testsOf(choices) {
  const tests = new Map();
  if (choices.from || choices.to) {
    const span = yearsOf(choices);
    const during = new Map();
    tests.set("year", ({ segment, document }) => keptIn(during, segment, () => segment.during(...span)).has(document));
  }
  for (const name of VALUES) {
    if (!choices[name].length) continue;
    const wanted = new Set(choices[name]);
    tests.set(name, ({ segment, document }) => {
      const { values, codes } = columnOf(segment, name);
      return codes[document].some((code) => wanted.has(values[code][1]));
    });
  }
  return tests;
}

/* Each value of a facet among `hits`: label, key, and how many have it. */
function facetOf(hits, name) {
  const rows = new Map();
  for (const { segment, document } of hits) {
    const { values, codes } = columnOf(segment, name);
    for (const code of codes[document]) {
      const [label, key] = values[code];
      keptIn(rows, key, () => [label, key, 0])[2] += 1;
    }
  }
  return [...rows.values()].sort((a, b) => b[2] - a[2] || (a[0] < b[0] ? -1 : 1));
}

/* The values of a facet, [label, key] each, and the numbers of those that each document has. */
function columnOf(segment, facet) {
  return keptIn(segment.kept, `c/${facet}`, () => {
    const source = new Bytes(segment.columnBytes(facet));
    const values = jsonIn(source.sized());
    const counts = new Bytes(source.sized());
    const codes = [];
    while (codes.length < segment.docs) codes.push(source.numbers(counts.number()));
    return { values, codes };
  });
}
