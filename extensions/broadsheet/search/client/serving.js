/* An answer from the server that the site names, in the place of the files of the index. */

const answer = (text, choices) => {
  const { server, quiet } = page.asking.dataset;
  return openSearch.answer(server, text, choices, new Set(quiet.split(" ")));
};
