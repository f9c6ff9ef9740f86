"""The archive of the bench."""

project = "The Bench Gazette"
language = "en"

extensions = ["broadsheet"]
html_theme = "broadsheet"
