/* Words: what of a text is one, and under which key it is found: search/tokens.py does the same. */

const LONGEST = 64;

/* Characters of scripts that set no spaces, or write words together: each pair is a word. */
const UNSPACED =
  "\\u0e00-\\u0eff\\u1000-\\u109f\\ua9e0-\\ua9ff\\uaa60-\\uaa7f" +
  "\\u1100-\\u11ff\\u3130-\\u318f\\ua960-\\ua97f\\uac00-\\ud7ff\\u1780-\\u17ff\\u19e0-\\u19ff" +
  "\\u2e80-\\u2fdf\\u3005-\\u3007\\u3021-\\u3029\\u3038-\\u303b" +
  "\\u3041-\\u30ff\\u3100-\\u312f\\u31a0-\\u31bf\\u31f0-\\u31ff" +
  "\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{1b000}-\\u{1b16f}\\u{20000}-\\u{3ffff}";
const PARTS = new RegExp(`([${UNSPACED}]+)|[^${UNSPACED}]+`, "gu");
const WORDS = /([\p{L}\p{M}\p{N}_]+)(?:['’][sS](?![\p{L}\p{M}\p{N}_]))?/gu;
const SILENT = /[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670\u06d6-\u06ed]+/gu;
const ALIKE = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", þ: "th", ł: "l", ı: "i", ς: "σ" };

/* What a word is found under: without accents, and with letters that look alike as one. */
function keyOf(form) {
  const bare = form.normalize("NFKD").toLowerCase().replace(SILENT, "");
  return bare.replace(/[ßæœøđðþłıς]/g, (letter) => ALIKE[letter]).normalize("NFC");
}

/* The words of a text, in small letters, with their keys and from where to where they stand.
 *
 * `unspaced` are pairs of characters of a script that sets no spaces, and the last of a run of them.
 */
function tokensOf(text) {
  const found = [];
  const add = (form, start, end, unspaced) => {
    found.push({ form, key: keyOf(form), start, end, unspaced, single: unspaced && [...form].length === 1 });
  };
  for (const match of text.matchAll(WORDS)) {
    const word = match[1].normalize("NFKC").toLowerCase();
    const last = match.index + match[1].length;
    if (!word.replace(SILENT, "")) continue;
    let at = match.index;
    for (const [part, unspaced] of word.matchAll(PARTS)) {
      const end = part === word ? last : Math.min(last, at + part.length);
      if (unspaced) {
        const characters = [...part];
        characters.forEach((first, place) => {
          const form = first + (characters[place + 1] || "");
          add(form, at, Math.min(last, at + form.length), true);
          at += first.length;
        });
      } else {
        add(part.length > LONGEST ? [...part].slice(0, LONGEST).join("") : part, at, end, false);
      }
      at = end;
    }
  }
  return found;
}
