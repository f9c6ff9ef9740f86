/* What `make` gives, kept for the next time under `name` in the map `kept`. */
function keptIn(kept, name, make) {
  if (!kept.has(name)) kept.set(name, make());
  return kept.get(name);
}
