"""The archive's settings. The manual lists everything that can be set here."""

project = "NAME"
language = "en"

extensions = ["broadsheet"]
html_theme = "broadsheet"
# Once you know the address at which the site will stand, set `html_baseurl` to it: links that
# others keep, share cards and the sitemap need it.

exclude_patterns = ["_build", "README.md", ".*"]
