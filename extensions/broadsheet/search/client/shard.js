/* One range of the dictionary, decoded: search/shard.py. What is not asked for is not decoded. */

const STREAMS = 7;
const PLACES = 3;
const FILE = 5;
const FIELD_AT = 20;
const MARKED = 16;

class Shard {
  constructor(number, content) {
    const source = new Bytes(content);
    this.number = number;
    const [groups, count] = source.numbers(2);
    const [keys, refs, told, heads, tails, impacts, spellings] = source.several(STREAMS);
    const numbers = decoded(told);
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
    this.streams = { keys, refs, heads, tails, spellings, count };
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
      let named = 0;
      const one = () => {
        const back = source.number();
        const [shard, group] = back ? [this.number, named + 1 - back] : source.numbers(2);
        named += back === 1;
        return { shard, group, code: source.number() };
      };
      return Array.from({ length: this.streams.count }, () => Array.from({ length: source.number() }, one));
    });
  }

  get gaps() {
    return keptIn(this.kept, "gaps", () => joined(this.streams.heads, this.streams.tails));
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

  /* For each key that is spelt in several ways, these, and documents of each: of the usual one, which comes
   * first, those that have the key, but not spelt so.
   */
  get spellings() {
    return keptIn(this.kept, "spellings", () => {
      const source = new Bytes(this.streams.spellings);
      const found = new Map();
      for (let left = source.number(); left > 0; left--) {
        const forms = new Map();
        found.set(this.keys[source.number()], forms);
        for (let each = source.number(); each > 0; each--) {
          forms.set(textIn(source.sized()), summed(source.numbers(source.number())));
        }
      }
      return found;
    });
  }
}

/* A file `x/i`: the places of the groups of a shard, but for the large ones. */
class Positions {
  constructor(shard, content) {
    const source = new Bytes(content);
    this.shard = shard;
    this.files = new Map(Array.from({ length: source.number() }, () => source.numbers(2)));
    this.block = new Block(...source.several(PLACES));
    this.firsts = new Map();
    let [at, code] = [0, 0];
    shard.frequencies.forEach((frequency, group) => {
      if (this.files.has(group)) return;
      this.firsts.set(group, [at, code]);
      const [end, codes] = this.block.walk(frequency, at, code, () => {});
      at = end;
      if (shard.sizes[group] > 1) code = codes;
    });
  }

  places(group, wanted, see) {
    this.block.places(this.shard.documents(group), wanted, this.firsts.get(group), see);
  }
}

/* Places, and which key stands at each, which says nothing of a group that has one. */
class Block {
  constructor(heads, tails, codes) {
    this.numbers = joined(heads, tails);
    this.codes = decoded(codes);
  }

  /* Calls `see(document, place, code)` for each place in those of `documents` that are `wanted`. */
  places(documents, wanted, [at, code], see) {
    this.walk(documents.length, at, code, (posting, ...place) => {
      if (wanted.has(documents[posting])) see(documents[posting], ...place);
    });
  }

  /* Calls `see(posting, place, code)` for each place in so many postings; gives where the next ones begin. */
  walk(postings, at, code, see) {
    for (let posting = 0; posting < postings; ) {
      let place = -1;
      for (let number = 0; number < MARKED || !(number & 1); ) {
        number = this.numbers[at++];
        if (number < MARKED) place = (number << FIELD_AT) - 1;
        else see(posting, (place += ((number - MARKED) >> 1) + 1), this.codes[code++]);
      }
      posting++;
    }
    return [at, code];
  }
}
