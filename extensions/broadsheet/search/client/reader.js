/* The index, opened to be asked: segments, their columns, and what is shown of each: search/reader.py. */

const FORMAT = 2;
const CHUNK = 8192;
const WIDEST = 8;

class Segment {
  constructor(facts, { facets, quiet }) {
    Object.assign(this, facts, { facets, firsts: facts.firsts.map(packed) });
    this.large = new Map(facts.large.map(([key, ...rows]) => [packed(key), rows]));
    this.passed = new Set([...quiet].map(packed).filter((key) => this.large.has(key)));
    for (const name of ["common", "gone", "photographs"]) this[name] = new Set(summed(facts[name]));
    let at = 0;
    this.years = facts.years.map(([year, count]) => {
      const documents = Array.from({ length: count }, () => at++);
      return { documents, low: dayNumber(year, 1, 1), high: dayNumber(year, 12, 31) };
    });
    this.kept = new Map();
  }

  get live() {
    return keptIn(this.kept, "live", () => {
      return new Set([...Array(this.docs).keys()].filter((each) => !this.gone.has(each)));
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
    const count = positions.files.get(ref.group);
    if (!count) {
      positions.places(ref.group, wanted, see);
      return;
    }
    const files = Array.from({ length: count }, (_none, number) => [ref.shard, ref.group, number]);
    together(files.map((file) => () => this.told(file, wanted, see)));
  }

  /* The name of a file of a large group. */
  fileOf(file) {
    return `${this.name}/x/${file.join("-")}`;
  }

  /* The same as `places` for one file of a large group. */
  told(file, wanted, see) {
    const name = this.fileOf(file);
    const [documents, block] = keptIn(this.kept, name, () => {
      const source = new Bytes(bytesOf(name)[0]);
      const among = source.number() && this.shard(file[0]).documents(file[1]);
      const [heads, tails, ...places] = source.several(FILE);
      const stand = summed(joined(heads, tails));
      return [among ? stand.map((place) => among[place]) : stand, new Block(...places)];
    });
    block.places(documents, wanted, [0, 0], see);
  }

  /* How `key` is spelt, if in several ways, as the shard tells it. */
  spellings(key) {
    return this.shard(this.place(key)).spellings.get(key) || new Map();
  }

  /* The name of the file of a column. */
  file(name) {
    return `${this.name}/c${this.fragments ? "" : `/${name}`}`;
  }

  /* The bytes of a column; a recent segment has them all in one file. */
  columnBytes(name) {
    const [content] = bytesOf(this.file(name));
    if (!this.fragments) return content;
    const source = new Bytes(content);
    for (const each of this.facets) {
      const column = source.sized();
      if (each === name) return column;
    }
    return source.sized();
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

  /* The documents of the years that lie between two days, or of those of which only a part does. */
  ofYears(first, last, cut) {
    const fits = ({ low, high }) => low <= last && high >= first && (low < first || high > last) === cut;
    return this.years.filter(fits).flatMap((year) => year.documents);
  }

  /* The files that tell which documents are of a day from `first` to `last`: none for whole years. */
  datesFor(first, last) {
    const name = (document) => this.file(`dates-${Math.floor(document / CHUNK)}`);
    return this.ofYears(first, last, true).map(name);
  }

  /* The documents that may be of a day from `first` to `last`. */
  during(first, last) {
    bytesOf(...this.datesFor(first, last));
    const cut = this.ofYears(first, last, true).filter((each) => this.mayBe(each, first, last));
    const found = new Set([...this.ofYears(first, last, false), ...cut]);
    for (const [early, more, ...gaps] of this.across) {
      const fits = early <= last && early + more >= first;
      for (const each of summed(gaps)) found[fits ? "add" : "delete"](each);
    }
    return found;
  }

  mayBe(document, first, last) {
    const { earliest, latest } = this.dates(Math.floor(document / CHUNK));
    return earliest[document % CHUNK] <= last && latest[document % CHUNK] >= first;
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
    let before = "";
    this.quiet = new Set(manifest.quiet.match(/\d\D+/g)?.map(([shared, ...rest]) => (before = before.slice(0, shared) + rest.join(""))));
    this.facets = manifest.facets;
    this.segments = manifest.segments.map((facts) => new Segment(facts, this));
    for (const segment of this.segments) segment.others = this.segments.filter((each) => each !== segment);
    this.count = this.segments.reduce((sum, segment) => sum + segment.docs - segment.gone.size, 0);
  }
}
