/* The index, opened to be asked: segments, their columns, and what is shown of each: search/reader.py. */

const FORMAT = 1;
const CHUNK = 8192;
const WIDEST = 8;

class Segment {
  constructor(facts, facets) {
    const { name, docs, dated, dates, firsts, before, fragments } = facts;
    Object.assign(this, { name, docs, dated, before, fragments, facets, bounds: dates });
    this.firsts = firsts.map(packed);
    this.gone = new Set(summed(facts.gone || []));
    this.kept = new Map();
  }

  get live() {
    return keptIn(this.kept, "live", () => {
      const found = new Set();
      for (let each = 0; each < this.docs; each++) if (!this.gone.has(each)) found.add(each);
      return found;
    });
  }

  bytes(name) {
    return bytesOf(`${this.name}/${name}`)[0];
  }

  shard(number) {
    return keptIn(this.kept, `t/${number}`, () => new Shard(number, this.bytes(`t/${number}`)));
  }

  /* The number of the shard in which `key` stands, if it stands in any. */
  place(key) {
    return bisect(this.firsts, key, true) - 1;
  }

  find(key) {
    return this.firsts.length ? this.shard(this.place(key)).find(key) : [];
  }

  /* The shards of keys that begin so, and whether there are more than are read. */
  shardsFrom(key) {
    if (!this.firsts.length) return [[], false];
    const [first, last] = [this.place(key), this.place(key + "\xff")];
    const count = Math.min(last - first + 1, WIDEST);
    return [Array.from({ length: count }, (_none, step) => first + step), last - first >= WIDEST];
  }

  size(ref) {
    return this.shard(ref.shard).sizes[ref.group];
  }

  /* The documents in which a group stands, each with how much it says of it. */
  levels(ref) {
    return keptIn(this.kept, `levels ${ref.shard} ${ref.group}`, () => {
      const shard = this.shard(ref.shard);
      const level = (document, place) => [document, shard.level(ref.group, place)];
      return new Map(shard.documents(ref.group).map(level));
    });
  }

  /* Calls `see(document, place, code)` for each place of a group in the `wanted` documents. */
  places(ref, wanted, see) {
    const positions = keptIn(this.kept, `x/${ref.shard}`, () => {
      return new Positions(this.shard(ref.shard), this.bytes(`x/${ref.shard}`));
    });
    const firsts = positions.chunks.get(ref.group);
    if (!firsts) {
      positions.places(ref.group, wanted, see);
      return;
    }
    const documents = [...this.levels(ref).keys()];
    const parts = firsts.map((first, number) => {
      const end = number + 1 < firsts.length ? firsts[number + 1] : this.docs;
      const inside = documents.slice(bisect(documents, first), bisect(documents, end));
      return { inside, name: `${this.name}/x/${ref.shard}-${ref.group}-${number}` };
    });
    const needed = parts.filter(({ inside }) => inside.some((document) => wanted.has(document)));
    const contents = bytesOf(...needed.map(({ name }) => name));
    needed.forEach(({ inside, name }, number) => {
      const block = keptIn(this.kept, name, () => new Block(new Bytes(contents[number])));
      block.places(inside, wanted, [0, 0, 0], this.size(ref) > 1, see);
    });
  }

  /* The documents where `key` is spelt `form`; none where it has one spelling only. */
  spelt(key, form) {
    return this.shard(this.place(key)).variants.get(key)?.get(form) || [];
  }

  /* The name of the file of a column. */
  file(name) {
    return `${this.name}/c${this.fragments ? "" : `/${name}`}`;
  }

  /* The bytes of a column; a recent segment has them all in one file. */
  columnBytes(name) {
    const [content] = bytesOf(this.file(name));
    if (!this.fragments) return content;
    const columns = keptIn(this.kept, "columns", () => {
      const source = new Bytes(content);
      return new Map([...this.facets, "dates-0"].map((each) => [each, source.sized()]));
    });
    return columns.get(name);
  }

  /* The values of a facet, [label, key] each, and the numbers of those that each document has. */
  column(facet) {
    return keptIn(this.kept, `c/${facet}`, () => {
      const source = new Bytes(this.columnBytes(facet));
      const values = jsonIn(source.sized());
      const counts = decoded(source.sized());
      return { values, codes: counts.map((count) => source.numbers(count)) };
    });
  }

  get kinds() {
    return keptIn(this.kept, "kinds", () => {
      const { values, codes } = this.column("kind");
      const known = values.map(([, key]) => KINDS.indexOf(key));
      return codes.map(([code]) => known[code]);
    });
  }

  /* The first and the last day of each document of a chunk. */
  dates(number) {
    return keptIn(this.kept, `dates-${number}`, () => {
      const source = new Bytes(this.columnBytes(`dates-${number}`));
      const count = Math.min(CHUNK, this.dated - number * CHUNK);
      const earliest = summed(source.numbers(count).map(unzigzag));
      return { earliest, latest: earliest.map((day) => day + source.number()) };
    });
  }

  /* The documents that may be of a day from `first` to `last`; what the manifest says is not read. */
  during(first, last) {
    const found = new Set();
    const cut = [];
    this.bounds.forEach(([low, high, end], number) => {
      if (low > last || end < first) return;
      const from = number * CHUNK;
      const to = Math.min(from + CHUNK, this.dated);
      if (low >= first && high <= last) for (let each = from; each < to; each++) found.add(each);
      else cut.push(number);
    });
    bytesOf(...cut.map((number) => this.file(`dates-${number}`)));
    for (const number of cut) {
      const { earliest, latest } = this.dates(number);
      earliest.forEach((day, place) => {
        if (day <= last && latest[place] >= first) found.add(number * CHUNK + place);
      });
    }
    return found;
  }

  /* The file of what is shown of a document. */
  fragmentFile(document) {
    return this.fragments ? `f/${this.fragments[document]}` : `${this.name}/a/${document}`;
  }
}

/* All segments, as the manifest tells of them. */
class Index {
  constructor(manifest) {
    if (manifest.format !== FORMAT) throw manifest.format;
    this.quiet = new Set(manifest.quiet);
    this.facets = manifest.facets;
    this.segments = manifest.segments.map((facts) => new Segment(facts, manifest.facets));
    this.count = this.segments.reduce((sum, segment) => sum + segment.docs - segment.gone.size, 0);
  }
}
