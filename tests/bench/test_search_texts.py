"""The bench of search reads stories from folders as well as from its own words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from . import measure, search, search_engines, search_texts

if TYPE_CHECKING:
    from pathlib import Path

SGML = """<REUTERS NEWID="1"><TITLE>Ice &lt;Fish Co> holds</TITLE>
<BODY>    The quay was shut.
It is open.
    Nobody came.
</BODY></REUTERS>
<REUTERS NEWID="2"><TITLE>Nothing else</TITLE></REUTERS>
"""


def test_stories_are_read_from_sgml(tmp_path: Path) -> None:
    (tmp_path / "one.sgm").write_text(SGML, encoding="latin-1")
    texts = ["The quay was shut. It is open.", "Nobody came."]
    assert list(search_texts.read(tmp_path)) == [
        search_texts.Story("Ice <Fish Co> holds", "", texts),
        search_texts.Story("Nothing else", "", []),
    ]


def test_only_so_many_stories_are_written_as_are_wanted(tmp_path: Path) -> None:
    count, size = search_texts.write(3, folder=None, target=tmp_path / "stories")
    lines = (tmp_path / "stories").read_text(encoding="utf-8").splitlines()
    stories = [search_texts.Story(**json.loads(line)) for line in lines]
    assert (count, size) == (len(stories), sum(story.size for story in stories))
    assert stories == list(search_texts.made(3))


def test_our_index_is_made_and_follows_an_edit(tmp_path: Path) -> None:
    stories = tmp_path / "stories"
    search_texts.write(2, folder=None, target=stories)
    for edit, count in ([], 0), (["--edit", "1"], 1):
        search_engines.main(["broadsheet", str(stories), str(tmp_path / "out"), *edit])
        assert found(tmp_path / "out", "rewritten") == count


def found(site: Path, word: str) -> int:
    """How many stories have *word*."""
    from broadsheet.search import finding, query
    from broadsheet.search.reader import Index

    index = Index(site)
    return len(finding.answer(finding.Search(index, query.parse(word)), "relevance").hits["story"])


def test_the_others_are_compared_with_ours(tmp_path: Path) -> None:
    corpus = search.Corpus(tmp_path, 1000, 10_000)
    rows = [
        search.Row(engine, search.FULL, corpus, measure.Cost(cpu, cpu, 50.0), 3, 4000)
        for engine, cpu in (("broadsheet", 1.0), ("pagefind", 2.5))
    ]
    assert search.table(rows).splitlines()[-1].endswith("| 2.50 | 50 | 3 | 4 | 40.0% | 2.50 |")
