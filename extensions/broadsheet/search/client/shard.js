/* One range of the dictionary, decoded: search/shard.py. What is not asked for is not decoded. */

const STREAMS = 6;
const PLACES_STREAMS = 3;

class Shard {
  constructor(number, content) {
    const source = new Bytes(content);
    this.number = number;
    const [groups, count] = source.numbers(2);
    const [keys, refs, heads, ids, impacts, variants] = source.numbers(STREAMS).map((length) => source.bytes(length));
    const numbers = decoded(heads);
    this.frequencies = [];
    this.sizes = [];
    this.common = [];
    this.firsts = [0];
    for (let group = 0; group < groups; group++) {
      this.frequencies.push(numbers[2 * group]);
      this.sizes.push(numbers[2 * group + 1] >> 2);
      this.common.push(numbers[2 * group + 1] & 3);
      this.firsts.push(this.firsts[group] + numbers[2 * group]);
    }
    this.impacts = impacts;
    this.streams = { keys, refs, ids, variants, count };
    this.kept = new Map();
  }

  /* The keys, sorted, as characters that are bytes. */
  get keys() {
    return keptIn(this.kept, "keys", () => {
      const source = new Bytes(this.streams.keys);
      let before = "";
      return Array.from({ length: this.streams.count }, () => {
        before = before.slice(0, source.number()) + charactersOf(source.sized());
        return before;
      });
    });
  }

  /* The groups of each key: {shard, group, code}. */
  get refs() {
    return keptIn(this.kept, "refs", () => {
      const source = new Bytes(this.streams.refs);
      const one = () => {
        const local = source.number();
        const [shard, group] = local ? [this.number, local - 1] : source.numbers(2);
        return { shard, group, code: source.number() };
      };
      return Array.from({ length: this.streams.count }, () => Array.from({ length: source.number() }, one));
    });
  }

  get gaps() {
    return keptIn(this.kept, "gaps", () => decoded(this.streams.ids));
  }

  find(key) {
    const at = bisect(this.keys, key);
    return this.keys[at] === key ? this.refs[at] : [];
  }

  /* The keys that begin with `key`, each with its groups. */
  beginning(key) {
    const [first, last] = [bisect(this.keys, key), bisect(this.keys, key + "\xff")];
    return this.keys.slice(first, last).map((each, place) => [each, this.refs[first + place]]);
  }

  /* The keys of a group that stand in this shard. */
  forms(group) {
    const mine = (ref) => ref.shard === this.number && ref.group === group;
    return this.keys.filter((_key, place) => this.refs[place].some(mine)).map(unpacked);
  }

  documents(group) {
    return summed(this.gaps.slice(this.firsts[group], this.firsts[group + 1]));
  }

  /* How much a group says of the document at `place` among its documents. */
  level(group, place) {
    const at = this.firsts[group] + place;
    return (this.impacts[at >> 1] >> (4 * (at & 1))) & 15;
  }

  /* The documents in which each spelling of a key stands, for keys that have several. */
  get variants() {
    return keptIn(this.kept, "variants", () => {
      const source = new Bytes(this.streams.variants);
      const found = new Map();
      for (let left = source.number(); left > 0; left--) {
        const forms = new Map();
        found.set(this.keys[source.number()], forms);
        for (let each = source.number(); each > 0; each--) {
          forms.set(textIn(source.sized()), source.rising(source.number()));
        }
      }
      return found;
    });
  }
}

/* A file `x/i`: the places of the groups of a shard, but for those that are in chunks. */
class Positions {
  constructor(shard, content) {
    const source = new Bytes(content);
    this.shard = shard;
    this.chunks = new Map();
    for (let left = source.number(); left > 0; left--) {
      const [group, count] = source.numbers(2);
      this.chunks.set(group, source.rising(count));
    }
    this.block = new Block(source);
    this.firsts = new Map();
    let [posting, place, code] = [0, 0, 0];
    shard.frequencies.forEach((frequency, group) => {
      if (this.chunks.has(group)) return;
      this.firsts.set(group, [posting, place, code]);
      let occurrences = 0;
      for (let at = posting; at < posting + frequency; at++) occurrences += this.block.counts[at];
      posting += frequency;
      place += occurrences;
      if (shard.sizes[group] > 1) code += occurrences;
    });
  }

  places(group, wanted, see) {
    this.block.places(this.shard.documents(group), wanted, this.firsts.get(group), this.shard.sizes[group] > 1, see);
  }
}

/* Three streams: how often, where, and which key. */
class Block {
  constructor(source) {
    const [counts, places, codes] = source.numbers(PLACES_STREAMS).map((length) => source.bytes(length));
    this.counts = decoded(counts);
    this.gaps = decoded(places);
    this.codes = codes;
  }

  /* Calls `see(document, place, code)` for each place in those of `documents` that are `wanted`. */
  places(documents, wanted, [posting, place, code], coded, see) {
    documents.forEach((document, number) => {
      const count = this.counts[posting + number];
      if (wanted.has(document)) {
        let at = 0;
        for (let each = 0; each < count; each++) {
          at += this.gaps[place + each];
          see(document, at, coded ? this.codes[code + each] : 0);
        }
      }
      place += count;
      code += count;
    });
  }
}
