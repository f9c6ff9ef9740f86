/* The search page: what is asked in its address is answered below the box. */

const page = {};
const number = new Intl.NumberFormat(document.documentElement.lang || undefined).format;
const beside = new IntersectionObserver(drawPhotographs);
let latest = 0;
let state = null;
let lastFound = null;

/* What is seldom needed comes in a script of its own, which is lent what it needs. */
const more = () => (page.more ??= new Promise((resolve, reject) => {
  const script = element("script", { src: page.asking.dataset.more, onerror: reject });
  script.onload = () => resolve(globalThis.broadsheetMore({ ...lent, VALUES, element, say, number, linkTo }));
  document.head.append(script);
}));

/* The element `name` with properties and children; a text is text, whatever stands in it. */
function element(name, properties, ...children) {
  const made = document.createElement(name);
  Object.assign(made, properties);
  made.append(...children);
  return made;
}

/* Our own words, in the language of the site. */
const say = (name, ...parts) => {
  const text = page.words.content.querySelector(`[data-of="${name}"]`)?.textContent || "";
  return parts.reduce((words, part) => words.replace("%s", () => part), text);
};

const show = (part, shown) => {
  part.hidden = !shown;
};

function start() {
  for (const part of document.querySelectorAll("[data-part]")) page[part.dataset.part] = part;
  if (typeof DecompressionStream === "undefined") {
    page.excuse.textContent = say("old-browser");
    return;
  }
  page.excuse.remove();
  listen();
  show(page.asking, true);
  ask(stateOf(location.search));
  if (!page.box.value) page.box.focus();
}

function listen() {
  page.asking.onsubmit = (event) => {
    event.preventDefault();
    change({ ...stateOf(""), sort: state.sort, kind: state.kind, q: page.box.value.trim() });
  };
  addEventListener("popstate", () => ask(stateOf(location.search)));
  addEventListener("storage", () => lastFound && draw(lastFound, 0));
  page.further.onclick = showMore;
  page.narrowing.addEventListener("toggle", (event) => event.target.open && ask(state, page.stories.children.length), true);
  page.syntax.ontoggle = async () => (await more()).offerSlash();
}

/* Asks for what the reader chose, and puts it into the address. */
function change(next) {
  history.pushState(null, "", addressOf({ ...next, shown: SHOWN }));
  ask(stateOf(location.search));
}

/* Shows ten more; the focus goes to the first of them. */
async function showMore() {
  const before = page.stories.children.length;
  const next = { ...state, shown: before + SHOWN };
  history.replaceState(null, "", addressOf(next));
  await ask(next, before);
  page.stories.children[before]?.querySelector("a").focus();
}

const openFacets = () =>
  [...page.narrowing.querySelectorAll(".facet")]
    .filter((part) => part.open || state[part.dataset.facet]?.length)
    .map((part) => part.dataset.facet);

/* Answers; what was asked before and comes later is not shown any more. `kept` results stay as they are. */
async function ask(next, kept = 0) {
  const turn = ++latest;
  state = next;
  if (document.activeElement !== page.box || !page.box.value) page.box.value = state.q;
  document.title = [state.q, page.title ??= document.title].filter(Boolean).join(" · ");
  if (!state.q.trim() && !narrowed(state)) {
    show(page.found, false);
    show(page.instead, true);
    return;
  }
  page.found.ariaBusy = "true";
  try {
    const found = await answer(state.q, { ...state, limit: state.shown, facets: openFacets() });
    if (turn === latest) draw(found, kept);
  } catch (fault) {
    if (turn === latest) fail(fault);
  }
  if (turn === latest) page.found.ariaBusy = "false";
}

function fail(fault) {
  console.error(fault);
  page.told.textContent = say("failed");
  for (const part of [page.answers, page.narrowing, page.suggestion, page.notices]) show(part, false);
  show(page.found, true);
  show(page.instead, true);
}

/* Puts an answer on the page. */
function draw(found, kept) {
  lastFound = found;
  show(page.found, true);
  show(page.instead, !found.total && !found.photographs.total);
  tell(found);
  drawOrders(found);
  const rows = found.results.slice(kept).map((one) => filled("story", one));
  while (page.stories.children.length > kept) page.stories.lastChild.remove();
  page.stories.append(...rows);
  show(page.answers, found.total || found.photographs.total);
  show(page.on, found.results.length < Math.min(found.total, MOST_SHOWN));
  show(page.narrowing, found.total || found.photographs.total || narrowed(state));
  for (const part of [page.notices, page.suggestion, page.chosen]) part.replaceChildren();
  if (openFacets().length || narrowed(state) || found.notices.length || found.suggestion) {
    more().then(({ drawMore }) => drawMore(page, found, state, change));
  }
  if (!kept) page.beside.replaceChildren();
  beside.disconnect();
  beside.observe(page.photographs);
  page.heading.textContent = say("photograph", number(found.photographs.total));
  show(page.photographs, state.kind === "story" && found.photographs.total);
}

/* Says how much was found, to those who see and to those who listen. */
function tell(found) {
  const { story, photograph } = found.counts;
  const none = say(narrowed(state) ? "none-narrowed" : "none");
  page.told.textContent = story || photograph ? say("found", number(story), number(photograph)) : none;
  page.told.classList.toggle("unseen", story || photograph);
}

/* A link to another state of this page. */
function linkTo(next, words, current = false) {
  const link = element("a", { href: addressOf(next), textContent: words });
  if (current) link.ariaCurrent = "true";
  link.onclick = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    change(next);
  };
  return link;
}

function drawOrders(found) {
  const item = (name, value, words) => {
    const here = state[name] === value;
    return element("li", {}, linkTo({ ...state, [name]: value }, words, here));
  };
  const links = () => [...page.orders.querySelectorAll("a")];
  const place = links().indexOf(document.activeElement);
  const kinds = KINDS.map((kind) => item("kind", kind, say(kind, number(found.counts[kind]))));
  page.kinds.replaceChildren(...kinds);
  page.sorts.replaceChildren(...SORTS.map((sort) => item("sort", sort, say(sort))));
  links()[place]?.focus();
}

/* A story or a photograph: the template with the entry's own words in it, as text. */
function filled(template, one) {
  const row = page[template].content.firstElementChild.cloneNode(true);
  const hidden = one.w && globalThis.chosenForWarning?.(one.wk || []) === "hide";
  const put = (selector, nodes) => {
    const part = row.querySelector(selector);
    if (nodes.length) part?.append(...nodes);
    else part?.remove();
  };
  const text = (words) => (words && !hidden ? withMarks(words, one.marks) : []);
  if (one.l) row.lang = one.l;
  row.dir = one.r || "auto";
  const link = row.querySelector("a");
  link.href = addressOfStory(one);
  link.append(...withMarks(one.t || "", one.marks));
  put(".byline", text(one.b));
  put(".dated", one.d ? [one.d] : []);
  put(".publication", one.p ? [one.p] : []);
  put(".credit", text(one.c));
  put(".where", row.querySelector(".where").children.length ? [""] : []);
  put(".warned bdi", one.w ? [one.w] : []);
  if (!one.w) row.querySelector(".warned").remove();
  if (!hidden) row.querySelector(".chosen-hidden").remove();
  put(".excerpt", one.x && !hidden ? snippetOf(one.x, one.marks) : []);
  drawPicture(row, hidden ? null : one.i);
  return row;
}

function drawPicture(row, picture) {
  const image = row.querySelector("img");
  if (!picture) {
    image.remove();
    return;
  }
  row.classList.add("pictured");
  [image.width, image.height] = [picture[1], picture[2]];
  image.src = rooted(picture[0]);
}

/* An address from the site's root as a link from here. */
const rooted = (address) => "../" + address;

/* The story, told which words to mark. */
function addressOfStory(one) {
  const [path, place] = rooted(one.a).split("#");
  const marks = written(one.marks);
  const asked = marks ? `?marks=${encodeURIComponent(marks).replaceAll("%2C", ",")}` : "";
  return path + asked + (place ? `#${place}` : "");
}

/* The photographs beside the stories are loaded when they come into sight. */
async function drawPhotographs(seen) {
  if (!seen.some((one) => one.isIntersecting) || page.beside.children.length) return;
  const turn = latest;
  const rows = await lastFound.photographs.results();
  if (turn !== latest || page.beside.children.length) return;
  page.beside.append(...rows.map((one) => filled("picture", one)));
  const all = linkTo({ ...state, kind: "photograph" }, say("all-photographs"));
  if (lastFound.photographs.total > rows.length) page.beside.append(element("li", {}, all));
}

document.addEventListener("DOMContentLoaded", start);
