r"""Index sets that are written out: `i \in \{1, \dots, n\}`, `i \in [n]`, `i = 1, \dots, n`."""

from __future__ import annotations

from collections.abc import Sequence

from derive.read.alike import linear
from derive.read.parse import Parser
from derive.read.scripts import split_commas
from derive.read.tokens import Token
from derive.read.tree import Tree


def counted(p: Parser, lower: Sequence[Token]) -> tuple[Tree, Tree] | None:
    """The first and the last number of a range written as a set; None where it is written otherwise."""
    texts = [t.text for t in lower]
    if texts[1:3] == ["in", "["] and texts[-1:] == ["]"] and len(texts) > 4 and "," not in texts:
        return Tree("number", lower[3].span, "1"), p.sub(lower[3:-1], lower[-1].start).whole()
    if texts[1:3] == ["in", "\\{"] and texts[-1:] == ["\\}"]:
        return _ends(p, split_commas(lower[3:-1]))
    return _ends(p, split_commas(lower[2:])) if texts[1:2] == ["="] else None


def _ends(p: Parser, items: Sequence[list[Token]]) -> tuple[Tree, Tree] | None:
    """Of `1, 2, \\dots, n`: numbers that count up, the dots, the last one."""
    if len(items) < 3 or not all(items) or [x[0].kind == "dots" for x in items[-2:]] != [True, False]:
        return None
    *begin, last = (p.sub(x, x[-1].end).whole() for x in (*items[:-2], items[-1]))
    numbers = [linear(x) for x in begin]
    first = numbers[0]
    if first is None or any(x is None or not x.same(first.plus(k)) for k, x in enumerate(numbers)):
        return None
    return begin[0], last
