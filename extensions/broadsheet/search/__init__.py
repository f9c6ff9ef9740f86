"""How it is found: the index of the texts, the query, the page, and the answer in a terminal."""
