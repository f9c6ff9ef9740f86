"""What we talk about: entries, dates, people, facts, and what can be wrong with them."""
