/* The files of the index: asked for by <script>, which works from a folder on a disk too, and inflated.
 *
 * Each is one line, BS("NAME", "BASE64"), of bytes that zlib deflated. What is asked of the index reads
 * only what is here already: where a file is missing it stops, the file is fetched with all others that
 * are known to be needed, and it is asked again.
 */

const here = new Map();
const arrivals = new Map();

/* What the files of the index call; the manifest does so by itself, since it comes with the page. */
globalThis.BS = (name, text) => {
  const came = inflated(text).then((bytes) => here.set(name, bytes).get(name));
  if (arrivals.has(name)) arrivals.get(name)(came);
  else here.set(name, came);
};

async function inflated(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/* Fetches the files that are not here yet, all at once; what failed may be tried again. */
const fetchAll = (names) => Promise.all(names.map((name) => keptIn(here, name, () => inserted(name))));

function inserted(name) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    arrivals.set(name, resolve);
    script.src = `${name}.js`;
    script.onload = () => script.remove();
    script.onerror = () => here.delete(name) && reject(name);
    document.head.append(script);
  });
}

/* Says which files are missing. */
class Missing {
  constructor(names) {
    this.names = names;
  }
}

const isHere = (name) => here.get(name) instanceof Uint8Array;

/* The bytes of the files, if all of them are here. */
function bytesOf(...names) {
  const missing = names.filter((name) => !isHere(name));
  if (missing.length) throw new Missing(missing);
  return names.map((name) => here.get(name));
}

/* What each of `works` gives, if all files that any of them reads are here. */
function together(works) {
  const missing = [];
  const found = works.map((work) => {
    try {
      return work();
    } catch (fault) {
      if (!(fault instanceof Missing)) throw fault;
      missing.push(...fault.names);
      return null;
    }
  });
  if (missing.length) throw new Missing(missing);
  return found;
}

/* What `work` gives, as soon as all files that it reads are here. */
async function whenHere(work) {
  for (;;) {
    try {
      return work();
    } catch (fault) {
      if (!(fault instanceof Missing)) throw fault;
      await fetchAll(fault.names);
    }
  }
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

  /* Numbers that rise, written as gaps. */
  rising(count) {
    return summed(this.numbers(count));
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

/* Text as bytes, each a character, so that texts compare as their bytes do; and back. */
const packed = (text) => charactersOf(new TextEncoder().encode(text));
const unpacked = (key) => textIn(Uint8Array.from(key, (letter) => letter.charCodeAt(0)));

function charactersOf(bytes) {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

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

/* What `make` gives, kept for the next time under `name` in the map `kept`. */
function keptIn(kept, name, make) {
  if (!kept.has(name)) kept.set(name, make());
  return kept.get(name);
}
