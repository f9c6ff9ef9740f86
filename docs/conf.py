"""The settings of the manual."""

from __future__ import annotations

import sys
from pathlib import Path

# The manual's own extension is no part of Broadsheet, so it is not installed with it.
sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "Broadsheet"
author = "Broadsheet contributors"
language = "en"

extensions = ["broadsheet", "manual"]
broadsheet_entries = ["examples/*"]
html_static_path = ["_static"]
html_css_files = ["manual.css"]
exclude_patterns = ["_build"]

myst_heading_anchors = 3
html_show_copyright = False
html_theme = "alabaster"
html_theme_options = {
    "description": "An archive of articles, as plain files.",
    "fixed_sidebar": True,
    "page_width": "65rem",
}
