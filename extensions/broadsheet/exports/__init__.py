"""How it goes out: every export reads the catalogue's records, and nothing else."""
