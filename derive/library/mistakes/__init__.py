"""Mistakes people make: what forgetting a rule gives, one a file."""
