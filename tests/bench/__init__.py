"""The bench: archives of any size made from a seed, built by Broadsheet and by others."""
