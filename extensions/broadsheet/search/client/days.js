/* Days as numbers, and the days that a date in a query allows: search/days.py, function by function. */

const FOREVER = 10_000_000;
const DATE = /^([0-9]{4}|[0-9]{3}[Xx]|[0-9]{2}[Xx]{2})(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX))?)?[?~%]?$/;
const RANGE = /^([^./…]*)(\.\.+|…|\/)([^./…]*)$/;
const OTHER_DIGITS = /[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]/g;
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const SEASONS = { 21: [3, 5], 22: [6, 8], 23: [9, 11], 24: [12, 12] };

const western = (text) => text.replace(OTHER_DIGITS, (digit) => digit.charCodeAt(0) & 15);

function dayNumber(year, month, day) {
  const before = year - 1;
  const leaps = Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400);
  let days = before * 365 + leaps + day - 1;
  for (let each = 1; each < month; each++) days += monthLength(year, each);
  return days;
}

function monthLength(year, month) {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && leap ? 29 : MONTH_DAYS[month - 1];
}

/* The first and the last day of `1967`, `196X`, `1967-05`, `1967-21` (spring) or `1967-05-04`. */
function daysOf(text) {
  const found = DATE.exec(western(text));
  if (!found) return null;
  const [year, month, day] = [found[1].toUpperCase(), found[2] || "XX", found[3] || "XX"];
  const early = Number(year.replaceAll("X", "0"));
  const late = Number(year.replaceAll("X", "9"));
  if (month === "XX") return day === "XX" ? [dayNumber(early, 1, 1), dayNumber(late, 12, 31)] : null;
  return early === late ? daysWithin(early, Number(month), day) : null;
}

/* A month or a season of a year, or a day of a month. */
function daysWithin(year, month, day) {
  if (day === "XX" && SEASONS[month]) {
    const [first, last] = SEASONS[month];
    return [dayNumber(year, first, 1), dayNumber(year, last, monthLength(year, last))];
  }
  if (month < 1 || month > 12) return null;
  const length = monthLength(year, month);
  if (day === "XX") return [dayNumber(year, month, 1), dayNumber(year, month, length)];
  const number = Number(day);
  return number >= 1 && number <= length ? Array(2).fill(dayNumber(year, month, number)) : null;
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
