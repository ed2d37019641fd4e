"""Notation: how letters, shapes, indices and facts about them are declared."""
