"""The settings of the demonstration archive. The manual lists everything that can be set."""

project = "The Ormsea Packet Archive"
language = "en"

extensions = ["broadsheet"]
html_theme = "broadsheet"

exclude_patterns = ["_build", "_pictures"]
