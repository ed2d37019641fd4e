"""Which axes have one length: those that a shared index joins; and the size found for each class of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from derive.expressions.expr import Expr

Key = tuple[str, int]


@dataclass(kw_only=True)
class Axes:
    """Classes of axes (union and find). An axis is a name and its place: ("axis x 2", 1), or a sum's own."""

    parent: dict[Key, Key] = field(default_factory=dict)
    size_of: dict[Key, Expr] = field(default_factory=dict)

    def find(self, key: Key) -> Key:
        self.parent.setdefault(key, key)
        while self.parent[key] != key:
            key = self.parent[key]
        return key

    def join(self, a: Key, b: Key) -> None:
        """a and b have one length; what is known of either is known of both."""
        a, b = self.find(a), self.find(b)
        if a != b:
            self.parent[b] = a
            if b in self.size_of:
                self.size_of.setdefault(a, self.size_of[b])
