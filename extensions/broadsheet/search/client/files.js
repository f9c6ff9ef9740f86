/* The files of the index: asked for by <script>, which works from a folder on a disk too, and inflated.
 *
 * Each is one line, BS("NAME", "BASE64"), of bytes that zlib deflated. What is asked of the index reads
 * only what is here already: where a file is missing it stops, the file is fetched with all others that
 * are known to be needed, and it is asked again.
 */

const here = new Map();
const texts = {};

/* What the files of the index call; the manifest does so by itself, since it comes with the page. */
globalThis.BS = (name, text) => {
  texts[name] = text;
};

/* The bytes in `text`; of a file that was another one there is no text, and what there is may be cut off. */
async function inflated(text) {
  const stream = new Response(bytesIn(atob(text))).body.pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/* Fetches the files that are not here yet, all at once; what failed may be tried again. */
const fetchAll = (names) => Promise.all(names.map((name) => keptIn(here, name, () => inserted(name))));

async function inserted(name) {
  try {
    await run(`${name}.js`);
    here.set(name, await inflated(texts[name]));
  } catch (fault) {
    here.delete(name);
    throw fault;
  }
}

/* The bytes of the files, if all of them are here; the names of those that are not are thrown. */
function bytesOf(...names) {
  const missing = names.filter((name) => !(here.get(name) instanceof Uint8Array));
  if (missing.length) throw missing;
  return names.map((name) => here.get(name));
}

/* What `work` gives, or what `otherwise` does with the names of files that it missed. */
function tried(work, otherwise) {
  try {
    return work();
  } catch (fault) {
    if (!Array.isArray(fault)) throw fault;
    return otherwise(fault);
  }
}

/* What each of `works` gives, if all files that any of them reads are here. */
function together(works) {
  const missing = [];
  const found = works.map((work) => tried(work, (names) => missing.push(...names)));
  if (missing.length) throw missing;
  return found;
}

/* What `work` gives, as soon as all files that it reads are here. */
async function whenHere(work) {
  return tried(work, (names) => fetchAll(names).then(() => whenHere(work)));
}

const textIn = (bytes) => new TextDecoder().decode(bytes);
const jsonIn = (bytes) => JSON.parse(textIn(bytes));

/* Bytes that are read from the front. */
class Bytes {
  constructor(content) {
    this.content = content;
    this.place = 0;
  }

  /* The next varint: LEB128, seven bits to a byte, the lowest first. */
  number() {
    let [value, scale] = [0, 1];
    for (;;) {
      const byte = this.content[this.place++];
      value += (byte & 127) * scale;
      if (byte < 128) return value;
      scale *= 128;
    }
  }

  numbers(count) {
    return Array.from({ length: count }, () => this.number());
  }

  /* So many streams, which stand behind their lengths. */
  several(count) {
    return this.numbers(count).map((length) => this.bytes(length));
  }

  bytes(count) {
    this.place += count;
    return this.content.subarray(this.place - count, this.place);
  }

  /* The bytes that stand behind their length. */
  sized() {
    return this.bytes(this.number());
  }
}

const unzigzag = (number) => (number % 2 ? -(number + 1) / 2 : number / 2);

function summed(gaps) {
  let sum = 0;
  return gaps.map((gap) => (sum += gap));
}

/* All varints in `content`. */
function decoded(content) {
  const source = new Bytes(content);
  const found = [];
  while (source.place < content.length) found.push(source.number());
  return found;
}

/* The numbers in two streams, of which the first has the heads and the second the tails. */
function joined(heads, tails) {
  const source = new Bytes(tails);
  return Array.from(heads, (head) => {
    if (head < 128) return head;
    return source.number() + 128 * (head - 127 + (head > 254 && source.number()));
  });
}

/* Text as bytes, each a character, so that texts compare as their bytes do; and back. */
const packed = (text) => charactersOf(new TextEncoder().encode(text));
const unpacked = (key) => textIn(bytesIn(key));
const charactersOf = (bytes) => String.fromCharCode(...bytes);
const bytesIn = (characters) => Uint8Array.from(characters, (one) => one.charCodeAt(0));

/* The first place in the sorted `list` whose value is not less than `value`, or is more than it. */
function bisect(list, value, right = false) {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle] < value || (right && list[middle] === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}
