"""The syntax tree: what was written, with spans, before anything is known of its meaning."""

from __future__ import annotations

from dataclasses import dataclass

from derive.read.tokens import Span


@dataclass(frozen=True)
class Tree:
    r"""kind         text                  parts
    number       digits as printed
    letter       name                  subscripts; `label` is the subscript as a name, `style` the font
    run          ""                    juxtaposed subscript atoms: the ij of W_{ij}
    const        e · pi · oo
    group        bracket               (inner,)
    add mul                            (left, right); `label` of an add is + or -
    neg div pow                        operands
    apply        function's name       arguments; `label` "'" for each prime
    call         letter's name         arguments; likewise
    at                                 (apply, index, …)
    big          sum · prod            (body, lo, hi, condition); `label` the index letter
    deriv                              (body, letter, …), the outermost letter first
    limit                              (body, letter, to)
    cases                              (value, condition, …)
    iverson                            (relation,)
    rel          eq · ne · lt · …      (left, right)
    and or not                         conditions
    truth        True · False
    none                               an absent part

    arrays and documents
    transpose norm inverse             (operand,); `label` of a norm is its subscript
    named        matmul · tr · diag …  arguments
    list         bracket               items; `text` ( [ {
    matrix       environment           rows, each of kind row
    nabla                              (body, letter, …)
    set in sequence given interval     what stands right of \in, in {…}, after a bar
    dots                               an omission
    """

    kind: str
    span: Span
    text: str = ""
    parts: tuple[Tree, ...] = ()
    label: str = ""
    style: str = ""


CONDITIONS = frozenset({"rel", "and", "or", "not", "truth"})


def none_at(position: int) -> Tree:
    return Tree("none", (position, position))


def places_apart(big: Tree) -> list[Tree]:
    r"""The two letters of `\sum_{i \ne k}`: k is a place as i is, and runs over the same ones."""
    condition = big.parts[3]
    apart = condition.kind == "rel" and condition.text == "ne"
    found = [x for x in condition.parts if apart and x.kind == "letter" and not x.parts]
    return found if len(found) == 2 else []


def walk_tree(*roots: Tree) -> list[Tree]:
    """Every node, parents first, in reading order."""
    found: list[Tree] = []
    stack = list(reversed(roots))
    while stack:
        tree = stack.pop()
        found.append(tree)
        stack.extend(reversed(tree.parts))
    return found
