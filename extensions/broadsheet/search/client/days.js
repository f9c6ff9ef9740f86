/* Days as numbers, and the days that a date in a query allows, as search/days.py has them. */

const FOREVER = 10_000_000;
const DATE = /^(\d{4}|\d{3}[Xx]|\d\d[Xx]{2})(?:-(\d\d|XX)(?:-(\d\d|XX))?)?[?~%]?$/;
const RANGE = /^([^./…]*)(\.\.+|…|\/)([^./…]*)$/;
const OTHER_DIGITS = /[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]/g;
const UNIX_DAY = 719_162;
const DAY = 86_400_000;
const SEASONS = { 21: [3, 5], 22: [6, 8], 23: [9, 11], 24: [12, 12] };

const western = (text) => text.replace(OTHER_DIGITS, (digit) => digit.charCodeAt(0) & 15);

/* The number of a day; day 0 of a month is the last of the month before. */
const dayNumber = (year, month, day) => new Date(0).setUTCFullYear(year, month - 1, day) / DAY + UNIX_DAY;

/* The first and the last day of `1967`, `196X`, `1967-05`, `1967-21` (spring) or `1967-05-04`. */
function daysOf(text) {
  const [, year, month = "XX", day = "XX"] = DATE.exec(western(text)) || [];
  if (!year) return null;
  const [early, late] = [0, 9].map((digit) => Number(year.replace(/X/gi, digit)));
  if (month === "XX") return day === "XX" ? [dayNumber(early, 1, 1), dayNumber(late, 12, 31)] : null;
  return early === late ? daysWithin(early, Number(month), day) : null;
}

/* A month or a season of a year, or a day of a month. */
function daysWithin(year, month, day) {
  const [early, late] = (day === "XX" && SEASONS[month]) || [month, month];
  if (early < 1 || late > 12) return null;
  const [first, last] = [dayNumber(year, early, 1), dayNumber(year, late + 1, 0)];
  const number = first + Number(day) - 1;
  if (day === "XX") return [first, last];
  return number >= first && number <= last ? [number, number] : null;
}

/* What stands before and behind `..` or `/`, and which of them; empty where none does. */
function halvesOf(text) {
  const found = RANGE.exec(text.replaceAll("/..", "..").replaceAll("../", ".."));
  return found ? found.slice(1) : [text, "", ""];
}

/* The days of a date, or of a range of two, either of which may be missing; the first may be later. */
function spanOf(text) {
  const [before, sign, behind] = halvesOf(text);
  if (!sign || !(before || behind)) return daysOf(text);
  const first = before ? daysOf(before) : [-FOREVER, -FOREVER];
  const last = behind ? daysOf(behind) : [FOREVER, FOREVER];
  return first && last && [first[0], last[1]];
}
