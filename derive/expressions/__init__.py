"""Expressions: the interned tree, its constructors, and walks that keep binding right."""
