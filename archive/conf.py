"""The settings of the demonstration archive. The manual lists everything that can be set."""

project = "The Ormsea Packet Archive"
language = "en"

extensions = ["broadsheet"]
html_theme = "broadsheet"
html_baseurl = "https://ormsea.example/"

exclude_patterns = ["_build", "_pictures"]

broadsheet_volumes = ["year", "all"]
