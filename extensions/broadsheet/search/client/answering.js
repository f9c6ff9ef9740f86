/* An answer from the files of the index: what was found, the first of it, and the counts of facets.
 *
 * Another place may answer in its stead: it gives the same things to the page. These are
 * {counts, results, photographs, facets, notices, suggestion}; a result is what is shown of a document,
 * with `marks`: rows of keys. `photographs()` are fetched when they are asked for.
 */

const BESIDE = 3;
const FEW_SHARDS = 2;
let opened = null;

/* The index that the page names; its manifest came with the page, and first of all. */
const index = () =>
  (opened ??= inflated(Object.values(texts)[0]).then((content) => new Index(jsonIn(content))));

async function answer(text, choices) {
  const known = await index();
  const query = parse(text, known.quiet);
  if (!partsOf(query).length) query.filter.push(narrowed(choices) ? nodeOf("not", { parts: [nodeOf("or")] }) : nodeOf("or"));
  const choosing = narrowed(choices) || choices.facets.length ? more() : {};
  const needed = (segment) => [
    ...choices.facets.map((name) => segment.file(name)),
    ...partsOf(query).flatMap((node) => needsOf(segment, node)),
  ];
  await fetchAll(known.segments.flatMap(needed));
  const search = new Search(known, query);
  const chooser = await choosing;
  const found = await whenHere(() => sorted(search, choices, chooser));
  const told = found.odd && more().then(({ toldOf }) => whenHere(() => toldOf(search, text)));
  const marks = await whenHere(() => marksOf(search));
  const shownOf = (hits) => whenHere(() => fragments(hits, marks));
  const { story, photograph } = found.kept;
  return {
    counts: { story: story.length, photograph: photograph.length },
    results: await shownOf(found.kept[choices.kind].slice(0, choices.limit)),
    photographs: () => shownOf(photograph.slice(0, BESIDE)),
    facets: found.facets,
    notices: [],
    ...(await told),
  };
}

/* The dictionary for each word, and where its words stand if that matters; the dates of years that are cut. */
function needsOf(segment, node) {
  const words = wordsOf(node);
  const phrase = node.kind === "phrase";
  const pair = phrase && pairOf(segment, words);
  return [
    ...node.parts.flatMap((part) => needsOf(segment, part)),
    ...(node.span ? segment.datesFor(...node.span) : []),
    ...(pair ? [`${segment.name}/t/${segment.place(pair)}`] : []),
    ...stepsOf(segment, words, phrase).flatMap(({ word, files, passed }) => {
      const own = passed ? [] : shardsOf(segment, word, "t");
      if (pair || !(words.length > 1 || phrase || word.field === TEXT || word.open)) return own;
      const told = files.map(({ file }) => segment.fileOf(file));
      return [...own, ...(told.length ? told : shardsOf(segment, word.open ? word : word.anywhere || word, "t", "x"))];
    }),
  ];
}

/* The files of some shards of a word: not where they stand, if these are many. */
function shardsOf(segment, word, ...folders) {
  if (!segment.firsts.length) return [];
  const shards = word.open ? segment.shardsFrom(word.key)[0] : [segment.place(word.key)];
  const few = shards.length <= FEW_SHARDS && !(word.open && word.anywhere);
  return folders.filter((folder) => folder === "t" || few).flatMap((folder) => shards.map((number) => `${segment.name}/${folder}/${number}`));
}

/* The hits by kind and in their order; those that every choice leaves, where there is any. */
function sorted(search, choices, { left = (hits) => hits, facets = () => ({}) }) {
  const hits = search.hits().sort(ordering(choices.sort));
  const kept = left(hits, choices);
  const ofKind = KINDS.map((kind) => [kind, kept.filter((hit) => hit.kind === kind)]);
  return { kept: Object.fromEntries(ofKind), facets: facets(hits, choices), odd: search.odd() };
}

/* What is shown of each of `hits`. */
function fragments(hits, marks) {
  const contents = bytesOf(...hits.map(({ segment, document }) => segment.fragmentFile(document)));
  return contents.map((content) => ({ ...jsonIn(content), marks }));
}

/* What is marked: phrases as they were asked for, words in every form that was found. */
function marksOf(search) {
  const marksIn = (node) => {
    const words = wordsOf(node);
    const typed = words.map((word) => word.token.key + (word.open ? "*" : ""));
    if (node.kind === "phrase" || words[0]?.token.unspaced) return typed.join(".");
    return [...typed, ...words.flatMap((word) => formsOf(search, word))];
  };
  return [...new Set(search.nodes.flatMap(marksIn))];
}

/* The forms of `word` that the archive has. */
function formsOf(search, word) {
  const ofGroup = ({ segment }, { ref }) => segment.shard(ref.shard).forms(ref.group);
  const ofSegment = (matcher) => matcher.groups(word).flatMap((group) => ofGroup(matcher, group));
  return word.open ? [] : search.matchers.flatMap(ofSegment).map((key) => key.replace(/^\u0001./, ""));
}
