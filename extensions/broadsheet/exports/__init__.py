"""How it goes out: every export reads the catalogue's records, and nothing else.

An export of the whole archive has a function `files`, which gives each file with a digest of what
it is made of, so that it is only made where that changed. An export of one story gives its text, or
the tags for the head of its page.
"""

EXPORTS = (
    "broadsheet.exports.table",
    "broadsheet.exports.datapackage",
    "broadsheet.exports.feeds",
    "broadsheet.exports.sitemap",
)
"""The exports of the whole archive, in the order in which they are made."""
