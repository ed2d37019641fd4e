"""writeups."""
