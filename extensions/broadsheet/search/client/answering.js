/* An answer from the files of the index: what was found, the first of it, and the counts of facets.
 *
 * Another place may answer in its stead: it gives the same things to the page. These are
 * {total, counts, results, photographs, facets, notices, suggestion}; a result is what is shown of a
 * document, with `marks`: rows of keys. `photographs` are {total, results()}, fetched when asked for.
 */

const BESIDE = 3;
const FEW_SHARDS = 2;
const lent = { Bytes, packed, unpacked, jsonIn, keptIn, keyOf, dayNumber, FOREVER, wordsOf };
let opened = null;

/* The index that the page names; its manifest came with the page. */
async function index() {
  const name = [...here.keys()].find((each) => each.startsWith("manifest-"));
  await here.get(name);
  opened ??= new Index(jsonIn(here.get(name)));
  return opened;
}

async function answer(text, choices) {
  const known = await index();
  const query = parse(text, known.quiet);
  if (isEmpty(query) && narrowed(choices)) query.filter.push(nodeOf("not", { parts: [nodeOf("or")] }));
  const choosing = narrowed(choices) || choices.facets.length ? more() : null;
  await fetchAll(filesNeeded(known, query, choices));
  const search = new Search(known, query);
  const chooser = await choosing;
  const found = await whenHere(() => sorted(search, choices, chooser));
  const told = found.odd && more().then(({ toldOf }) => whenHere(() => toldOf(search, text)));
  const marks = await whenHere(() => marksOf(search));
  const shownOf = (hits) => whenHere(() => fragments(hits, marks));
  const { story, photograph } = found.kept;
  return {
    total: found.kept[choices.kind].length,
    counts: { story: story.length, photograph: photograph.length },
    results: await shownOf(found.kept[choices.kind].slice(0, choices.limit)),
    photographs: { total: photograph.length, results: () => shownOf(photograph.slice(0, BESIDE)) },
    facets: found.facets,
    notices: [],
    ...(await told),
  };
}

/* The files that are known to be needed before any of them is read. */
function filesNeeded(known, query, choices) {
  return known.segments.flatMap((segment) => [
    ...choices.facets.map((name) => segment.file(name)),
    ...partsOf(query).flatMap((node) => needsOf(segment, node)),
  ]);
}

/* The dictionary for each word, and where its words stand if that matters; the dates of years that are cut. */
function needsOf(segment, node) {
  const words = wordsOf(node);
  const pairs = node.kind === "phrase" ? pairsOf(segment, words).filter(Boolean) : [];
  const known = pairs.length && words.length === 2;
  return [
    ...node.parts.flatMap((part) => needsOf(segment, part)),
    ...(node.span ? segment.datesFor(...node.span) : []),
    ...pairs.map((pair) => `${segment.name}/t/${segment.place(pair)}`),
    ...words.flatMap((word) => {
      const shards = word.open ? segment.shardsFrom(word.key)[0] : [segment.place(word.key)];
      const placed = words.length > 1 || node.kind === "phrase" || word.field === TEXT || word.open;
      const folders = placed && !known && shards.length <= FEW_SHARDS ? ["t", "x"] : ["t"];
      const numbers = segment.firsts.length ? shards : [];
      return folders.flatMap((folder) => numbers.map((number) => `${segment.name}/${folder}/${number}`));
    }),
  ];
}

/* The hits by kind and in their order; those that every choice leaves, where there is any. */
function sorted(search, choices, chooser) {
  const hits = search.hits().sort(ordering(search.index, choices.sort));
  const ofKind = (kind, some) => some.filter(({ segment, document }) => segment.photographs.has(document) === (kind !== KINDS[0]));
  const left = chooser ? chooser.left(hits, choices) : hits;
  const kept = Object.fromEntries(KINDS.map((kind) => [kind, ofKind(kind, left)]));
  const facets = chooser ? chooser.facets(hits, choices, ofKind) : {};
  return { kept, facets, odd: search.odd() };
}

/* What is shown of each of `hits`. */
function fragments(hits, marks) {
  const contents = bytesOf(...hits.map(({ segment, document }) => segment.fragmentFile(document)));
  return contents.map((content) => ({ ...jsonIn(content), marks }));
}

/* What is marked: phrases as they were asked for, words in every form that was found. */
function marksOf(search) {
  const rows = new Map();
  const add = (...row) => rows.set(row.join("."), row);
  for (const node of search.nodes) {
    const words = wordsOf(node);
    const typed = words.map((word) => word.token.key + (word.open ? "*" : ""));
    if (node.kind === "phrase" || words[0]?.token.unspaced) {
      add(...typed);
      continue;
    }
    words.forEach((word, place) => {
      add(typed[place]);
      for (const matcher of word.open ? [] : search.matchers) {
        for (const { ref } of matcher.groups(word)) {
          for (const key of matcher.segment.shard(ref.shard).forms(ref.group)) add(key.replace(/^\u0001./, ""));
        }
      }
    });
  }
  return [...rows.values()];
}
