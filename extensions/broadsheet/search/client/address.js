/* What is asked, as it stands in the page's address, so that a search can be sent, kept and gone back to. */

const SORTS = ["relevance", "oldest", "newest"];
const KINDS = ["story", "photograph"];
const VALUES = ["people", "places", "topics", "publications"];
const SHOWN = 10;
const MOST_SHOWN = 500;

function stateOf(search) {
  const said = new URLSearchParams(search);
  const oneOf = (name, known) => (known.includes(said.get(name)) ? said.get(name) : known[0]);
  const number = (name) => (/^\d{1,4}$/.test(said.get(name) || "") ? Number(said.get(name)) : null);
  const state = {
    q: said.get("q") || "",
    sort: oneOf("sort", SORTS),
    kind: oneOf("kind", KINDS),
    from: number("from"),
    to: number("to"),
    shown: Math.min(Math.max(number("shown"), SHOWN), MOST_SHOWN),
  };
  for (const name of VALUES) state[name] = [...new Set(said.getAll(name))];
  return state;
}

/* The address of `state`; what is as it would be without is not said. */
function addressOf(state) {
  const said = new URLSearchParams();
  if (state.q) said.set("q", state.q);
  if (state.kind !== KINDS[0]) said.set("kind", state.kind);
  if (state.sort !== SORTS[0]) said.set("sort", state.sort);
  for (const name of ["from", "to"]) if (state[name] !== null) said.set(name, state[name]);
  for (const name of VALUES) for (const value of state[name]) said.append(name, value);
  if (state.shown > SHOWN) said.set("shown", state.shown);
  return `?${said}`;
}

/* Whether anything is chosen beside the words. */
const narrowed = (state) =>
  state.from !== null || state.to !== null || VALUES.some((name) => state[name].length > 0);
