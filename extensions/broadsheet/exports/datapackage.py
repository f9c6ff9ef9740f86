"""`datapackage.json`: what the catalogue's files hold, with their sizes and checksums.

https://specs.frictionlessdata.io/data-package/.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from broadsheet.model import urls
from broadsheet.model.slugs import slug
from broadsheet.model.web import File

if TYPE_CHECKING:
    from collections.abc import Iterator

    from broadsheet.model.web import Whole

NUMBERS = {"words": "integer"}
LICENCES = {
    "https://creativecommons.org/publicdomain/zero/1.0/": "CC0-1.0",
    "https://creativecommons.org/licenses/by/4.0/": "CC-BY-4.0",
    "https://creativecommons.org/licenses/by-sa/4.0/": "CC-BY-SA-4.0",
    "https://opendatacommons.org/licenses/pddl/1-0/": "PDDL-1.0",
}


def files(whole: Whole) -> Iterator[File]:
    """The description of the files that were written before it."""
    held = [whole.held(address) for address in (urls.TABLE, urls.CATALOGUE)]
    words = [whole.licence, *(hashlib.sha256(content).hexdigest() for content in held)]
    yield File(urls.PACKAGE, whole.digest(words), lambda: package(whole, *held))


def package(whole: Whole, table: bytes, catalogue: bytes) -> str:
    """The description, as JSON."""
    site = whole.site
    said = {
        "profile": "data-package",
        "name": slug(site.name) or "archive",
        "title": site.name,
        "homepage": site.at("index.html"),
        "licenses": [_licence(whole.licence)] if whole.licence else [],
        "resources": [
            {
                **_resource("catalogue", urls.TABLE, table),
                "profile": "tabular-data-resource",
                "format": "csv",
                "mediatype": "text/csv",
                "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "header": True},
                "schema": {"fields": _fields(table), "missingValues": [""]},
            },
            {
                **_resource("catalogue-json", urls.CATALOGUE, catalogue),
                "format": "json",
                "mediatype": "application/json",
            },
        ],
    }
    known = {name: value for name, value in said.items() if value}
    return json.dumps(known, ensure_ascii=False, indent=1) + "\n"


def _resource(name: str, address: str, content: bytes) -> dict[str, Any]:
    return {
        "name": name,
        "path": address,
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
    }


def _licence(address: str) -> dict[str, str]:
    name = LICENCES.get(address)
    return {"name": name, "path": address} if name else {"path": address}


def _fields(table: bytes) -> list[dict[str, str]]:
    """The columns by their heads."""
    heads = table.partition(b"\r\n")[0].decode().split(",")
    return [{"name": name, "type": NUMBERS.get(name, "string")} for name in heads if name]
