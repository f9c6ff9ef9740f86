/* In a story that was opened from a search: its words are marked, with a way from one to the next.
 *
 * Marks are made of text nodes. None opens what a warning covers: words below a closed warning are
 * marked when the reader has opened it.
 */

const PLACES = "main > :not(.around, script)";
const HEARD = 40;
const LEFT_OUT = "script, style, .marks, svg, math";

function start() {
  const wanted = (new URLSearchParams(location.search).get("marks") || "").split(",").filter(Boolean);
  const words = document.querySelector("form.find");
  if (!wanted.length || !words) return;
  markStory(wanted);
  if (allMarks().length) showBar(words.dataset);
}

/* Marks the text, across the elements that it stands in. */
function markStory(wanted) {
  const tokens = [];
  for (const node of textNodes()) {
    for (const token of tokensOf(node.data)) tokens.push({ ...token, node });
  }
  const nodes = new Map();
  for (const token of marked(tokens, wanted)) {
    if (token.row) keptIn(nodes, token.node, () => []).push(token);
  }
  for (const [node, found] of nodes) {
    const made = markedUp(node.data, found);
    for (const one of made) if (one.localName === "mark") one.className = "found";
    node.replaceWith(...made);
  }
}

function textNodes() {
  const found = [];
  for (const part of document.querySelectorAll(PLACES)) {
    const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      if (!walker.currentNode.parentElement.closest(LEFT_OUT)) found.push(walker.currentNode);
    }
  }
  return found;
}

const allMarks = () => [...document.querySelectorAll("mark.found")];
const marksShown = () => allMarks().filter((mark) => mark.checkVisibility());

/* The bar at the foot of the window: where one is, on, back, and an end to it. */
function showBar(words) {
  const bar = document.createElement("div");
  bar.className = "marks";
  bar.role = "group";
  bar.ariaLabel = words.marks;
  const told = document.createElement("p");
  told.role = "status";
  const button = (name, says, press) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = name;
    made.textContent = says;
    made.onclick = press;
    return made;
  };
  let here = null;
  const tell = () => {
    const marks = marksShown();
    const place = marks.indexOf(here) + 1;
    const count = new Intl.NumberFormat(document.querySelector("form.find").lang || undefined).format;
    told.textContent = words.marksCount.replace("%s", () => (place ? `${count(place)}/` : "") + count(marks.length));
  };
  const go = (step) => {
    const marks = marksShown();
    if (!marks.length) return;
    const now = marks.indexOf(here);
    const from = now < 0 && step < 0 ? 0 : now;
    here?.classList.remove("here");
    here = marks[(from + step + marks.length) % marks.length];
    here.classList.add("here");
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    here.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
    tell();
    const heard = document.createElement("span");
    heard.className = "unseen";
    heard.textContent = ` ${around(here)}`;
    told.append(heard);
  };
  bar.append(
    told,
    button("earlier", words.marksEarlier, () => go(-1)),
    button("later", words.marksLater, () => go(1)),
    button("away", words.marksAway, () => away(bar)),
  );
  document.addEventListener("toggle", tell, true);
  document.querySelector("main").after(bar);
  tell();
}

/* The words around a mark, for those who hear where they are. */
function around(mark) {
  const range = document.createRange();
  const block = mark.closest("p, li, dd, td, figcaption, h1, h2, h3, h4, blockquote") || mark.parentElement;
  range.selectNodeContents(block);
  range.setEndBefore(mark);
  const at = range.toString().length;
  return block.textContent.slice(Math.max(0, at - HEARD), at + 2 * HEARD);
}

/* Takes the marks away, from the page and from its address. */
function away(bar) {
  for (const mark of allMarks()) {
    const parent = mark.parentNode;
    mark.replaceWith(mark.textContent);
    parent.normalize();
  }
  bar.remove();
  const address = new URL(location.href);
  address.searchParams.delete("marks");
  history.replaceState(null, "", address.href);
  const title = document.querySelector("h1");
  title.tabIndex = -1;
  title.focus({ preventScroll: true });
}

start();
