"""The archive's settings. The manual lists everything that can be set here."""

project = "NAME"
language = "en"

extensions = ["broadsheet"]
html_theme = "broadsheet"

exclude_patterns = ["_build", "README.md", ".*"]
