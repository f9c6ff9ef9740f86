"""The page on which readers search, and what its script is given to say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from broadsheet.config import settings
from broadsheet.html.leaves import leaf
from broadsheet.html.pages import version
from broadsheet.model import urls
from broadsheet.search import scripts, stems
from broadsheet.search.fields import FACETS
from broadsheet.words import _, language, marked

if TYPE_CHECKING:
    from broadsheet.html.builder import ArchiveHTMLBuilder

Context = dict[str, Any]
TEMPLATE = "search.html"

SYNTAX = (
    (
        ("fish market",),
        marked(
            "Stories with both words come first, then those with one of them. Words are found in "
            "their other forms, and with or without accents."
        ),
    ),
    (('"fish market"',), marked("These words, spelt so, one behind the other.")),
    (("fish -market",), marked("The first word without the other.")),
    (
        ("fish OR trawler", "(fish OR trawler) +strike"),
        marked("One or the other; what has a + must be there."),
    ),
    (("fish*",), marked("All words that begin so.")),
    (
        ("headline:strike", "byline:smith", "caption:quay", 'people:"ann smith"'),
        marked(
            "Only there. The other names are text, credit, warning, places, topics, publication "
            "and source."
        ),
    ),
    (
        ("1926", "1926-05", "1920..1929", "before:1930", "after:1926-05-04"),
        marked("The time. An uncertain date is found when it could be meant."),
    ),
    (("kind:photograph",), marked("Photographs, by their captions, credits and descriptions.")),
)
"""How to ask: examples, and what they find."""

LABELS = (
    marked("Years"),
    marked("People"),
    marked("Places"),
    marked("Topics"),
    marked("Publications"),
)
"""What the facets are called, in their order."""

WORDS = {
    "found": marked("Stories: %s. Photographs: %s."),
    "none": marked("Nothing was found. Other words may be, or fewer of them."),
    "none-narrowed": marked("Nothing was found that fits every choice. Take one of them back."),
    "suggestion": marked("Did you mean %s?"),
    "failed": marked(
        "The search did not get an answer. Load this page again, or try later; these ways lead "
        "through the archive without it."
    ),
    "old-browser": marked(
        "Search needs a newer browser than this one. These ways lead through the archive without "
        "it."
    ),
    "none-here": marked("Nothing to choose from."),
    "more-values": marked("More (%s)"),
    "take-back": marked("Take back: %s"),
    "by-decade": marked(
        "Stories by decade. The arrow keys go from one to the next; Enter chooses one, Shift and "
        "Enter on two choose all between."
    ),
    "by-year": marked(
        "Stories by year. The arrow keys go from one to the next; Enter chooses one, Shift and "
        "Enter on two choose all between."
    ),
    "from": marked("From"),
    "to": marked("To"),
    "apply": marked("Choose"),
    "all-years": marked("All years"),
    "notice-quote": marked("A quotation mark was not closed; it ends with the query."),
    "notice-bracket": marked("There is no other bracket for “%s”."),
    "notice-operator": marked("“%s” stands between nothing; it was taken for a word, or left out."),
    "notice-field": marked("There is no field “%s”; the words were searched together."),
    "notice-date": marked("“%s” is no date; write 1967, 1967-05, 1967-05-04, or 1967..1969."),
    "notice-kind": marked("There is no kind “%s”; write kind:story or kind:photograph."),
    "notice-star": marked("In “%s”, only a star at the end stands for the rest of a word."),
    "notice-reversed": marked("“%s” ends before it begins; it was turned round."),
    "notice-many": marked("The query is too long; so much of it was left out: %s."),
    "notice-missing": marked("“%s” stands nowhere in this archive."),
    "notice-wide": marked("Too many words begin with “%s”; not all of them were searched."),
    "notice-unfinished": marked("The answer is not complete."),
}
"""What the script says, by name; `%s` stands for what it puts in, in its order."""


def publish(builder: ArchiveHTMLBuilder, manifest: str) -> None:
    """Write the page, which leads to the index that begins with *manifest*, once that is whole.

    *manifest* is the path of that file from the site's root.
    """
    server = settings(builder.config).search_server
    first, later = map(version, scripts.client(server=bool(server)))
    page = {
        "client": urls.CLIENT,
        "client_version": first,
        "more": urls.CLIENT_LATER,
        "more_version": later,
        "manifest": "" if server else manifest,
        "server": server,
    }
    told = tuple(page.items())
    builder.write_leaf(leaf(urls.page(urls.SEARCH), TEMPLATE, told, lambda: _context(page)))


def _context(page: Context) -> Context:
    """What the page's template is given; *page* says where the script finds its answers."""
    quiet = stems.quiet(language().partition("_")[0]) if page["server"] else ()
    told = {
        "title": _("Search"),
        "description": _("Find stories and photographs of this archive by their words."),
        "syntax": [{"examples": examples, "meaning": _(said)} for examples, said in SYNTAX],
        "facets": [
            {"name": name, "label": _(label)} for name, label in zip(FACETS, LABELS, strict=True)
        ],
        "words": {name: _(said) for name, said in WORDS.items()},
        "quiet": " ".join(sorted(quiet)),
    }
    return {"kind": "list wide search", "page": {**page, **told}}
