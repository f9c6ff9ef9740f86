/* What is asked, as it stands in the page's address, so that a search can be sent, kept and gone back to. */

const SORTS = ["relevance", "oldest", "newest"];
const KINDS = ["story", "photograph"];
const VALUES = ["people", "places", "topics", "publications"];
const SHOWN = 10;
const MOST_SHOWN = 500;

/* What the part of an address behind `?` says; a year that is not said is 0. */
function stateOf(search) {
  const said = new URLSearchParams(search);
  const oneOf = (name, known) => known.find((each) => each === said.get(name)) || known[0];
  const number = (name) => Number(/^\d{1,4}$/.exec(said.get(name)));
  return {
    q: said.get("q") || "",
    kind: oneOf("kind", KINDS),
    sort: oneOf("sort", SORTS),
    from: number("from"),
    to: number("to"),
    ...Object.fromEntries(VALUES.map((name) => [name, [...new Set(said.getAll(name))]])),
    shown: Math.min(Math.max(number("shown"), SHOWN), MOST_SHOWN),
  };
}

/* The address of `state`; what is as it would be without is not said. */
function addressOf(state) {
  const said = new URLSearchParams();
  for (const [name, usual] of Object.entries(stateOf(""))) {
    for (const value of [state[name]].flat()) if (value !== usual) said.append(name, value);
  }
  return `?${said}`;
}

/* Whether anything is chosen beside the words. */
const narrowed = (state) => state.from || state.to || VALUES.some((name) => state[name].length);
