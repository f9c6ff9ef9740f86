/* Words: what of a text is one, and under which key it is found: search/tokens.py does the same. */

const LONGEST = 64;

/* Characters of scripts that set no spaces, or write words together: each pair is a word. Of what words
 * are made of, these few ranges hold the same as those of tokens.py.
 */
const UNSPACED =
  "\\u0e00-\\u0eff\\u1000-\\u109f\\u1100-\\u11ff\\u1780-\\u17ff" +
  "\\u2e80-\\u3029\\u3038-\\u303b\\u3041-\\u31ff\\u3400-\\u9fff" +
  "\\ua960-\\ua97f\\ua9e0-\\ua9ff\\uaa60-\\uaa7f\\uac00-\\ud7ff\\uf900-\\ufaff" +
  "\\u{1b000}-\\u{1b16f}\\u{20000}-\\u{3ffff}";
const PARTS = new RegExp(`([${UNSPACED}]+)|[^${UNSPACED}]+`, "gu");
const WORDS = /([\p{L}\p{M}\p{N}_]+)(?:['’][sS](?![\p{L}\p{M}\p{N}_]))?/gu;
const SILENT = /[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670\u06d6-\u06ed]+/gu;
const ALIKE = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", þ: "th", ł: "l", ı: "i", ς: "σ" };

/* What a word is found under: without accents, and with letters that look alike as one. */
function keyOf(form) {
  const bare = form.normalize("NFKD").toLowerCase().replace(SILENT, "");
  return bare.replace(/[^a-z]/g, (letter) => ALIKE[letter] || letter).normalize("NFC");
}

/* The words of a text, in small letters, with their keys and from where to where they stand.
 *
 * `unspaced` are pairs of characters of a script that sets no spaces, and the last of a run of them.
 */
function tokensOf(text) {
  const found = [];
  for (const match of text.matchAll(WORDS)) {
    const word = match[1].normalize("NFKC").toLowerCase();
    const last = match.index + match[1].length;
    if (!word.replace(SILENT, "")) continue;
    let at = match.index;
    for (const [part, unspaced] of word.matchAll(PARTS)) {
      const letters = [...part];
      const pieces = unspaced ? letters : [part];
      pieces.forEach((piece, place) => {
        const form = unspaced ? piece + (letters[place + 1] || "") : letters.slice(0, LONGEST).join("");
        const end = part === word && !unspaced ? last : Math.min(last, at + Math.max(form.length, piece.length));
        found.push({ form, key: keyOf(form), start: at, end, unspaced: !!unspaced, single: !!unspaced && form === piece });
        at += piece.length;
      });
    }
  }
  return found;
}
