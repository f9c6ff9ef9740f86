/* What a search may be narrowed to: years as a histogram, and people, places, topics, publications.
 *
 * The counts of each are loaded when it is opened.
 */

const FEW_YEARS = 40;
const FIRST_VALUES = 10;
const MOST_VALUES = 200;

/* Shows what few answers have; `change` is given the state that the reader chooses. */
function drawMore(page, found, state, change) {
  drawNotices(page, found, state);
  drawChosen(page, found, state, change);
  drawFacets(page.narrowing, found.facets, state, change);
}

/* What was not understood, and what may have been meant. */
function drawNotices(page, found, state) {
  const lines = new Set(found.notices.map(({ code, words }) => say(`notice-${code}`, words)));
  page.notices.replaceChildren(...[...lines].filter(Boolean).map((textContent) => element("li", { textContent })));
  if (!found.suggestion) return;
  const [before, after] = say("suggestion").split("%s");
  const link = element("a", { href: addressOf({ ...state, q: found.suggestion }), textContent: found.suggestion });
  page.suggestion.replaceChildren(before, link, after || "");
}

/* The choices that narrow the search, each of which may be taken back. */
function drawChosen(page, found, state, change) {
  const button = (words, next) => {
    const made = element("button", { type: "button", ariaLabel: say("take-back", words) }, element("bdi", { textContent: words }), " ×");
    made.onclick = () => {
      change(next);
      page.box.focus();
    };
    return made;
  };
  const made = [];
  if (state.from || state.to) {
    const words = state.from === state.to ? String(state.from) : `${state.from || ""}–${state.to || ""}`;
    made.push(button(words, { ...state, from: 0, to: 0 }));
  }
  for (const name of VALUES) {
    for (const key of state[name]) {
      const row = (found.facets[name] || []).find((each) => each[1] === key);
      made.push(button(row ? row[0] : key, { ...state, [name]: state[name].filter((each) => each !== key) }));
    }
  }
  page.chosen.replaceChildren(...made.flatMap((each) => [each, " "]));
}

/* Fills the open parts. */
function drawFacets(aside, facets, state, change) {
  for (const part of aside.querySelectorAll(".facet[open]")) {
    const name = part.dataset.facet;
    if (!facets[name]) continue;
    const place = part.querySelector(".counts");
    const focused = place.contains(document.activeElement) && document.activeElement.dataset.value;
    place.replaceChildren(...(name === "year" ? years(facets[name], state, change) : values(name, facets[name], state, change)));
    if (focused) place.querySelector(`[data-value="${CSS.escape(focused)}"]`)?.focus();
  }
}

/* A row of checkboxes with counts: the most frequent, and the rest behind a button. */
function values(name, rows, state, change) {
  if (!rows.length) return [element("p", { className: "none", textContent: say("none-here") })];
  const chosen = new Set(state[name]);
  const ordered = [...rows].sort((a, b) => chosen.has(b[1]) - chosen.has(a[1]) || b[2] - a[2]);
  const list = element("ul", {});
  const add = (some) => list.append(...some.map((row) => value(name, row, chosen, state, change)));
  add(ordered.slice(0, FIRST_VALUES));
  const rest = ordered.slice(FIRST_VALUES, MOST_VALUES);
  if (!rest.length) return [list];
  const more = element("button", { type: "button", textContent: say("more-values", number(rest.length)) });
  more.onclick = () => {
    add(rest);
    more.remove();
    list.children[FIRST_VALUES].querySelector("input").focus();
  };
  return [list, more];
}

function value(name, [label, key, count], chosen, state, change) {
  const box = element("input", { type: "checkbox", checked: chosen.has(key) });
  box.dataset.value = key;
  box.onchange = () => {
    if (box.checked) chosen.add(key);
    else chosen.delete(key);
    change({ ...state, [name]: [...chosen] });
  };
  const words = element("bdi", { textContent: label });
  const row = element("label", {}, box, " ", words, " ", element("span", { className: "count", textContent: number(count) }));
  return element("li", {}, row);
}

/* Bars for decades, or for the years of a shorter time; a bar chosen with Shift ends a range. */
function years(rows, state, change) {
  const counts = new Map(rows.map(([, key, count]) => [Number(key), count]));
  if (!counts.size) return [element("p", { className: "none", textContent: say("none-here") })];
  const all = [...counts.keys()];
  const first = state.from || Math.min(...all);
  const last = state.to || Math.max(...all);
  const step = last - first >= FEW_YEARS ? 10 : 1;
  const bars = barsOf(counts, Math.floor(first / step) * step, last, step);
  const most = Math.max(...bars.map((bar) => bar.count), 1);
  const choose = (from, to) => change({ ...state, from, to });
  const group = element("div", { className: "bars", role: "group", ariaLabel: say(step > 1 ? "by-decade" : "by-year") });
  let begun = null;
  for (const bar of bars) group.append(button(bar, most));
  group.onkeydown = (event) => rove(event, group);
  group.onclick = (event) => {
    const pressed = event.target.closest("button");
    if (!pressed) return;
    const bar = bars[[...group.children].indexOf(pressed)];
    if (event.shiftKey && begun) choose(Math.min(begun.from, bar.from), Math.max(begun.to, bar.to));
    else if (event.shiftKey) begun = bar;
    else choose(bar.from, bar.to);
  };
  group.firstElementChild.tabIndex = 0;
  const ends = element("p", { className: "ends", ariaHidden: "true" });
  ends.append(element("span", { textContent: bars[0].label }), element("span", { textContent: bars.at(-1).label }));
  return [group, ends, range(state, all, choose)];
}

function barsOf(counts, first, last, step) {
  const bars = [];
  for (let from = first; from <= last; from += step) {
    let count = 0;
    for (let year = from; year < from + step; year++) count += counts.get(year) || 0;
    const to = from + step - 1;
    bars.push({ from, to, count, label: step > 1 ? `${from}–${to}` : String(from) });
  }
  return bars;
}

function button(bar, most) {
  const made = element("button", { type: "button", tabIndex: -1, ariaLabel: `${bar.label}: ${number(bar.count)}` });
  made.title = made.ariaLabel;
  made.dataset.value = bar.from;
  const height = element("span", {});
  height.style.blockSize = `${bar.count ? Math.max(3, (100 * bar.count) / most) : 0}%`;
  made.append(height);
  return made;
}

/* The arrow keys go from bar to bar, in the direction in which the page is read. */
function rove(event, group) {
  const bars = [...group.children];
  const here = bars.indexOf(document.activeElement);
  const forward = getComputedStyle(group).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
  const steps = { ArrowLeft: -1, ArrowRight: -1, [forward]: 1, Home: -here, End: bars.length - 1 - here };
  const next = bars[here + steps[event.key]];
  if (!next) return;
  event.preventDefault();
  bars[here].tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}

/* The same by writing the years. */
function range(state, all, choose) {
  const field = (name, year) => {
    const box = element("input", { type: "number", min: 1, max: 9999, value: state[name] || year, name });
    box.dataset.value = name;
    return [element("label", {}, say(name), " ", box), box];
  };
  const [fromLabel, from] = field("from", Math.min(...all));
  const [toLabel, to] = field("to", Math.max(...all));
  const form = element("form", { className: "range" }, fromLabel, toLabel, element("button", { textContent: say("apply") }));
  form.onsubmit = (event) => {
    event.preventDefault();
    choose(...[from.valueAsNumber || 0, to.valueAsNumber || 0].sort((a, b) => (a && b ? a - b : 0)));
  };
  if (state.from || state.to) {
    const every = element("button", { type: "button", textContent: say("all-years") });
    every.onclick = () => choose(0, 0);
    form.append(every);
  }
  return form;
}

/* Shows ten more; the focus goes to the first of them. */
async function showMore(page, state, ask) {
  const before = page.stories.children.length;
  const next = { ...state, shown: before + SHOWN };
  history.replaceState(null, "", addressOf(next));
  await ask(next, before);
  page.stories.children[before]?.querySelector("a").focus();
}

/* Whether the key / leads to the box is the reader's choice. */
function offerSlash() {
  const slash = document.querySelector("#slash");
  try {
    slash.checked = localStorage.getItem("broadsheet-slash") !== "off";
    slash.onchange = () => localStorage.setItem("broadsheet-slash", slash.checked ? "on" : "off");
  } catch {
    slash.closest("p").remove();
  }
}
