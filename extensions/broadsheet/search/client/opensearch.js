/* A query in the words of OpenSearch, and its answer in ours: search/opensearch.py and server.py.
 *
 * Used where the site names a server. tests/search/opensearch.json keeps both sides equal.
 */

const openSearch = (() => {
  const DAY = 86_400_000;
  const EPOCH = 719_162;
  const STEMMED = { x: "text", h: "headline", c: "caption", w: "warning", t: "topics" };
  const NAMED = { b: "byline", r: "credit", p: "people", l: "places", u: "publication", s: "source" };
  const exactly = (letter) => `exact.${STEMMED[letter] || NAMED[letter] || "all"}`;
  const NAMES = ["people", "places", "topics", "publications"];
  const WORD = "word:";
  const [OPENED, CLOSED] = ["\x02", "\x03"];
  const MARKED = Object.values(STEMMED).map((name) => `${name}.*`);
  const MOST_MARKED = 500_000;
  const MOST_VALUES = 1000;
  const MOST_EXPANSIONS = 1000;
  const MOST_RESULTS = 10_000;
  const BESIDE = 6;
  const WEIGHT = 64;
  const PATIENCE = 15_000;

  /* Where words are looked for in any form. */
  function fieldsOf(letter) {
    if (!letter) return ["all.*", "exact.all^0.1", "headline.*^0.4"];
    return STEMMED[letter] ? [`${STEMMED[letter]}.*`, `${exactly(letter)}^0.1`] : [exactly(letter)];
  }

  const without = (table, unwanted) => Object.fromEntries(Object.entries(table).filter(([, value]) => !unwanted(value)));
  const isNothing = (value) => value === null || (Array.isArray(value) && !value.length);

  function body(query, choices) {
    const asked = {
      from: 0,
      size: Math.min(choices.limit, MOST_RESULTS),
      track_total_hits: true,
      _source: ["shown"],
      query: clauseOf(query),
      post_filter: { bool: { filter: chosen(choices) } },
      sort: sorts(choices.sort),
      aggs: { ...counted(choices), ...anywhere(query) },
      highlight: marksIn(query),
      suggest: otherSpellings(query),
    };
    return without(asked, isNothing);
  }

  function sorts(sort) {
    const byDate = [{ undated: "asc" }, { order: sort === "oldest" ? "asc" : "desc" }];
    return sort === "relevance" ? [{ _score: "desc" }, ...byDate] : byDate;
  }

  /* A clause for each choice, but for the facet that is counted. */
  function chosen(choices, but = "") {
    const clauses = but === "kind" ? [] : [{ term: { kind: choices.kind } }];
    if (but !== "year" && (choices.from || choices.to)) clauses.push(inDays(...yearsOf(choices)));
    for (const name of NAMES) {
      if (!choices[name].length || but === name) continue;
      const should = choices[name].map((key) => ({ prefix: { [`facet.${name}`]: `${key}\t` } }));
      clauses.push({ bool: { should } });
    }
    return clauses;
  }

  function counted(choices) {
    const aggs = { kind: ofWhatIsLeft({ terms: { field: "kind" } }, chosen(choices, "kind")) };
    for (const name of choices.facets) {
      const field = name === "year" ? "year" : `facet.${name}`;
      aggs[name] = ofWhatIsLeft({ terms: { field, size: MOST_VALUES } }, chosen(choices, name));
    }
    const first = { top_hits: { size: BESIDE, _source: ["shown"], sort: sorts(choices.sort) } };
    const photographs = [{ term: { kind: "photograph" } }, ...chosen(choices, "kind")];
    return { ...aggs, photographs: ofWhatIsLeft(first, photographs) };
  }

  const ofWhatIsLeft = (values, filter) => ({ filter: { bool: { filter } }, aggs: { values } });

  /* Whether each word stands anywhere in the archive; words that may be a date need not. */
  function anywhere(query) {
    const nodes = askedOf(query).flatMap((part) => leaves(part, false));
    const words = nodes.filter((node) => node.kind === "word").map((node) => [WORD + node.words[0].form, { filter: matches(node) }]);
    return words.length ? { anywhere: { global: {}, aggs: Object.fromEntries(words) } } : {};
  }

  /* The forms in which the words were found, which only the server's stemmers know. */
  function marksIn(query) {
    const words = single(query).filter((node) => !node.words[0].unspaced);
    if (!words.length) return null;
    return {
      pre_tags: [OPENED],
      post_tags: [CLOSED],
      require_field_match: false,
      max_analyzer_offset: MOST_MARKED,
      highlight_query: { bool: { should: words.map(matches) } },
      fields: Object.fromEntries(MARKED.map((name) => [name, {}])),
    };
  }

  function otherSpellings(query) {
    const words = single(query).map((node) => node.words[0].key);
    if (!words.length) return null;
    const term = { field: "exact.all", analyzer: "whitespace", size: 1 };
    return { words: { text: words.join(" "), term } };
  }

  /* The words, phrases and dates that are looked for. */
  const askedOf = (query) => [...query.required, ...query.optional];
  const wantedOf = (query) => askedOf(query).flatMap((part) => leaves(part));
  const single = (query) => wantedOf(query).filter((node) => node.kind === "word");

  function leaves(node, dated = true) {
    if (node.kind === "not" || (!dated && node.parts.some((part) => part.kind === "date"))) return [];
    return node.parts.length ? node.parts.flatMap((part) => leaves(part, dated)) : [node];
  }

  /* What is marked whatever the server says: the words as they were asked for, row by row. */
  function rows(query) {
    const found = new Set();
    for (const node of wantedOf(query)) {
      const keys = node.words.map((word) => word.key).join(".");
      if (keys) found.add(node.open || node.kind === "prefix" ? `${keys}*` : keys);
    }
    return found;
  }

  function clauseOf(query) {
    const must = query.required.map(scored);
    const asked = query.optional.map(scored);
    const alone = asked.length > 0 && !must.length;
    const clauses = {
      must: alone ? [{ bool: { should: asked } }] : must,
      filter: query.filter.map(matches),
      should: [...(alone ? [] : asked), ...tiers(query)],
      must_not: query.prohibited.map(matches),
    };
    return { bool: without(clauses, isNothing) };
  }

  /* What lifts a document above all scores: all that was asked for, and then its spelling. */
  function tiers(query) {
    const nodes = wantedOf(query);
    const step = WEIGHT * (1 + nodes.reduce((sum, node) => sum + (node.words.length || 1), 0));
    const should = nodes.flatMap(closed).map((token) => ({ constant_score: { filter: spelt(token), boost: step } }));
    if (query.optional.length < 2 && !query.optional.some((node) => node.kind === "run")) return should;
    const whole = { match_all: { boost: step * (should.length + 1) } };
    return [{ bool: without({ filter: query.optional.map(matches), must: [whole], should }, isNothing) }];
  }

  /* The words of a node that are whole. */
  function closed(node) {
    if (node.kind === "prefix") return [];
    return node.open ? node.words.slice(0, -1) : node.words;
  }

  /* What has a word in this spelling; or not at all, but in another of its forms. */
  function spelt(token) {
    const elsewhere = { bool: { must_not: [{ term: { "exact.all": token.key } }] } };
    return { bool: { should: [{ term: { spelled: token.form } }, elsewhere] } };
  }

  /* Of words written as one, any counts. */
  function scored(node) {
    if (node.kind !== "run") return matches(node);
    if (!node.open) return inAnyForm(node, "most_fields");
    const whole = inAnyForm({ ...node, words: node.words.slice(0, -1) }, "most_fields");
    return { bool: { should: [whole, MATCHES.prefix({ ...node, words: node.words.slice(-1) })] } };
  }

  const matches = (node) => MATCHES[node.kind](node);

  function inAnyForm(node, type) {
    const asked = { query: node.words.map((word) => word.form).join(" "), fields: fieldsOf(node.field), type };
    if (type === "phrase_prefix") asked.max_expansions = MOST_EXPANSIONS;
    return { multi_match: asked };
  }

  function phrase(node) {
    const asked = { query: node.words.map((word) => word.key).join(" "), analyzer: "whitespace" };
    if (node.open) asked.max_expansions = MOST_EXPANSIONS;
    return { [node.open ? "match_phrase_prefix" : "match_phrase"]: { [exactly(node.field)]: asked } };
  }

  /* What may have been published in these days. */
  function inDays(first, last) {
    const within = { relation: "intersects", format: "epoch_millis" };
    if (first > -FOREVER) within.gte = (first - EPOCH) * DAY;
    if (last < FOREVER) within.lte = (last + 1 - EPOCH) * DAY - 1;
    return { range: { date: within } };
  }

  const MATCHES = {
    word: (node) => inAnyForm(node, "most_fields"),
    run: (node) => inAnyForm(node, node.open ? "phrase_prefix" : "phrase"),
    phrase,
    prefix: (node) => ({ prefix: { [exactly(node.field)]: { value: node.words[0].key } } }),
    date: (node) => ({ constant_score: { filter: inDays(...node.span) } }),
    kind: (node) => ({ term: { kind: node.name } }),
    and: (node) => ({ bool: { must: node.parts.map(matches) } }),
    or: (node) => ({ bool: { should: node.parts.map(matches) } }),
    not: (node) => ({ bool: { must_not: node.parts.map(matches) } }),
  };

  /* The answer of the index at the address `server`; quiet words are left out among others. */
  async function answer(server, text, choices, quiet) {
    const query = parse(text, quiet);
    const said = await fetch(`${server}/_search`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body(query, choices)),
      credentials: "omit",
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (!said.ok) throw new Error(`${server}: ${said.status}`);
    return read(await said.json(), text, query, choices);
  }

  function read(said, text, query, choices) {
    const { hits, aggregations } = said;
    const told = Object.entries(aggregations.anywhere || {}).filter(([name]) => name.startsWith(WORD));
    const missing = told.filter(([, held]) => !held.doc_count).map(([name]) => name.slice(WORD.length));
    const late = said.timed_out || said._shards.failed ? [{ code: "unfinished", words: "" }] : [];
    const marked = rows(query);
    const beside = aggregations.photographs.values;
    const counts = { story: 0, photograph: 0 };
    for (const { key, doc_count: count } of aggregations.kind.values.buckets) counts[key] = count;
    return {
      results: hits.hits.map((hit) => shown(hit, marked)),
      photographs: async () => beside.hits.hits.map((hit) => shown(hit, marked)),
      counts,
      facets: Object.fromEntries(choices.facets.map((name) => [name, aggregations[name].values.buckets.map(value)])),
      notices: [...query.notices, ...missing.map((words) => ({ code: "missing", words })), ...late],
      suggestion: corrected(text, nearest(said, missing)),
    };
  }

  /* What is shown of a document, with the rows of keys to mark in it; all of it is text. */
  function shown(hit, marked) {
    const found = new Set(marked);
    for (const passage of Object.values(hit.highlight || {}).flat()) {
      for (const [, form] of passage.matchAll(/\x02(.*?)\x03/gs)) {
        for (const { key } of tokensOf(form)) found.add(key);
      }
    }
    return { ...hit._source.shown, marks: [...found] };
  }

  /* A value of a facet: its label, its key, and how many there are; a year is both. */
  function value({ key, doc_count: count }) {
    const [start, label] = String(key).split("\t");
    return [label || start, start, count];
  }

  /* The word that is nearest to each that is missing, by its key. */
  function nearest(said, missing) {
    const keys = new Set(missing.map(keyOf));
    const entries = (said.suggest?.words || []).filter((entry) => entry.options.length && keys.has(entry.text));
    return new Map(entries.map((entry) => [entry.text, entry.options[0].text]));
  }

  /* The query with other words in it; nothing where none is known. */
  function corrected(text, near) {
    if (!near.size) return "";
    return text.replace(/[\p{L}\p{M}\p{N}_]+/gu, (word) => near.get(keyOf(word.toLowerCase())) || word);
  }

  return { answer, body };
})();
