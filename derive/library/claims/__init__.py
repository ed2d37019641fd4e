"""One documented result a file."""
