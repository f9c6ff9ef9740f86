/* The search page: what is asked in its address is answered below the box. */

const page = {};
const number = (value) => value.toLocaleString(document.documentElement.lang || undefined);
const beside = new IntersectionObserver(drawPhotographs);
let latest = 0;
let state = null;
let lastFound = null;

/* What is seldom needed comes in a script of its own, which is lent what it needs. */
const more = () => (page.more ??= run(page.asking.dataset.more).then(() =>
  globalThis.broadsheetMore(...lent)));

/* Loads a script; done when it has run. */
const run = (src) => new Promise((onload, onerror) => {
  document.head.append(element("script", { src, onload, onerror }));
});

/* The element `name` with properties and children; a text is text, whatever stands in it. */
function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/* Our own words, in the language of the site. */
const say = (name, ...parts) => {
  const text = page.words.content.querySelector(`[data-of="${name}"]`)?.textContent || "";
  return parts.reduce((words, part) => words.replace("%s", () => part), text);
};

/* Shows the parts that are told to be, and hides those that are told not to. */
const show = (shown) => {
  for (const name in shown) page[name].hidden = !shown[name];
};

function start() {
  for (const part of document.querySelectorAll("[data-part]")) page[part.dataset.part] = part;
  page.excuse.remove();
  if (!globalThis.DecompressionStream) {
    fail(say("old-browser"));
    return;
  }
  listen();
  ask(stateOf(location.search));
  if (!page.box.value) page.box.focus();
}

function listen() {
  page.asking.onsubmit = (event) => {
    event.preventDefault();
    change({ ...stateOf(""), sort: state.sort, kind: state.kind, q: page.box.value.trim() });
  };
  page.found.onclick = follow;
  addEventListener("popstate", () => ask(stateOf(location.search)));
  addEventListener("storage", () => lastFound && draw(lastFound, 0));
  page.further.onclick = async () => (await more()).showMore(page, state, ask);
  page.narrowing.addEventListener("toggle", (event) => event.target.open && ask(state, page.stories.children.length), true);
  page.syntax.ontoggle = async () => (await more()).offerSlash();
}

/* A link to another state of this page changes it, if it is to be shown in its place. */
function follow(event) {
  const link = event.target.closest("a[href^='?']");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  change(stateOf(link.search));
}

/* Asks for what the reader chose, and puts it into the address. */
function change(next) {
  history.pushState(null, "", addressOf({ ...next, shown: SHOWN }));
  ask(stateOf(location.search));
}

const openFacets = () =>
  [...page.narrowing.querySelectorAll(".facet")]
    .filter((part) => part.open || state[part.dataset.facet]?.length)
    .map((part) => part.dataset.facet);

/* Answers; what was asked before and comes later is not shown any more. `kept` results stay as they are. */
async function ask(next, kept = 0) {
  const turn = ++latest;
  state = next;
  page.box.value = state.q;
  document.title = [state.q, page.title ??= document.title].filter(Boolean).join(" · ");
  if (!state.q.trim() && !narrowed(state)) {
    show({ found: false, instead: true });
    return;
  }
  page.found.ariaBusy = "true";
  show({ instead: false });
  const found = await answer(state.q, { ...state, limit: state.shown, facets: openFacets() }).catch(console.error);
  if (turn !== latest) return;
  if (found) draw(found, kept);
  else fail(say("failed"));
  page.found.ariaBusy = "false";
}

/* Says what is heard by those who listen; where it stands elsewhere too, it is not seen. */
function tell(words, unseen) {
  page.told.textContent = words;
  page.told.classList.toggle("unseen", unseen);
}

function fail(words) {
  clear();
  tell(words, false);
  show({ found: true, instead: true, answers: false, narrowing: false, photographs: false });
}

/* Takes away what only some answers have. */
function clear() {
  for (const part of [page.notices, page.suggestion, page.chosen]) part.replaceChildren();
}

/* Puts an answer on the page. */
function draw(found, kept) {
  lastFound = found;
  const { story, photograph } = found.counts;
  const some = story || photograph;
  const few = narrowed(state);
  tell(some ? say("found", number(story), number(photograph)) : say(few ? "none-narrowed" : "none"), some);
  while (page.stories.children.length > kept) page.stories.lastChild.remove();
  page.stories.append(...found.results.slice(kept).map((one) => filled("story", one)));
  drawOrders(found.counts);
  show({
    found: true,
    instead: !some,
    answers: some,
    on: found.results.length < Math.min(found.counts[state.kind], MOST_SHOWN),
    narrowing: some || few,
    photographs: state.kind === KINDS[0] && photograph,
  });
  clear();
  if (openFacets().length || few || found.notices.length || found.suggestion) {
    more().then(({ drawMore }) => drawMore(page, found, state, change));
  }
  if (!kept) page.beside.replaceChildren();
  beside.disconnect();
  beside.observe(page.photographs);
}

/* The counts, and the links to the same search for the other kind or in another order. */
function drawOrders(counts) {
  for (const part of page.found.querySelectorAll("[data-count]")) part.textContent = number(counts[part.dataset.count]);
  for (const link of page.found.querySelectorAll("[data-choice]")) {
    const { choice, value } = link.dataset;
    link.href = addressOf({ ...state, [choice]: value, shown: SHOWN });
    link.ariaCurrent = state[choice] === value || null;
  }
}

/* How each thing that is known of an entry is shown; all of it is text. */
const SHOWS = { t: withMarks, b: withMarks, c: withMarks, x: snippetOf };
const HIDDEN = { b: "", c: "", x: "", i: null, hidden: " " };

/* A story or a photograph: the template with what is known of it. */
function filled(template, one) {
  const row = page[template].content.firstElementChild.cloneNode(true);
  const hides = one.w && globalThis.chosenForWarning?.(one.wk || []) === "hide";
  const known = { ...one, ...(hides && HIDDEN) };
  for (const part of row.querySelectorAll("[data-shows]")) {
    const name = part.dataset.shows;
    const shown = SHOWS[name] || ((text) => [text]);
    if (known[name]) part.append(...shown(known[name], one.marks));
    else part.closest("p, span")?.remove();
  }
  row.querySelector("a").href = addressOfStory(one);
  if (one.l) row.lang = one.l;
  row.dir = one.r || "auto";
  drawPicture(row, known.i);
  return row;
}

function drawPicture(row, picture) {
  const image = row.querySelector("img");
  if (!picture) {
    image.remove();
    return;
  }
  const [address, width, height] = picture;
  row.classList.add("pictured");
  Object.assign(image, { width, height, src: rooted(address) });
}

/* An address from the site's root as a link from here. */
const rooted = (address) => "../" + address;

/* The story, told which words to mark. */
function addressOfStory(one) {
  const marks = encodeURIComponent(written(one.marks)).replaceAll("%2C", ",");
  return rooted(one.a).replace(/#|$/, (place) => (marks && `?marks=${marks}`) + place);
}

/* The photographs beside the stories are loaded when they come into sight. */
async function drawPhotographs(seen) {
  if (!seen.at(-1).isIntersecting) return;
  beside.disconnect();
  const turn = latest;
  const rows = await lastFound.photographs();
  if (turn !== latest) return;
  page.beside.replaceChildren(...rows.map((one) => filled("picture", one)));
  show({ all: lastFound.counts.photograph > rows.length });
}

document.addEventListener("DOMContentLoaded", start);
