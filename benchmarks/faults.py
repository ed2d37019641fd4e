"""Faults for the modules of rules, normal form and contraction: one edit of a syntax tree each.

A fault is meant to change what a module computes. What cannot do so is never edited, by these criteria:

    the order of arguments of what is commutative (add, mul, total, max, δ, the ring's sum and product …)
    what only limits work or says so (MAX_…, a raise, an assert, isinstance, annotations, decorators)
    what only orders (a key of sorted, min, max)

A fault that gets past them and still changes nothing is listed by hand where the outcome is told.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent
ENGINE = (
    "normal field powers signs sums products choices trigonometry units differentiate rules "
    "index_rules indices tidy sum_atoms closed_sums labelling conjugates constants cyclotomic wave_factors "
    "factoring integer_signs wave_signs magnitudes recurrences"
)
TARGETS = [f"derive/engine/{name}.py" for name in ENGINE.split()]
RULES = "derive/library/rules"

COMPARED = {ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn}
COMPARED |= {ast.NotIn: ast.In, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt}
COMPUTED = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
}
COMPUTED |= {ast.Div: ast.Mult, ast.Pow: ast.Mult, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr}
NAMES = {"add": "mul", "mul": "add", "min": "max", "max": "min", "any": "all", "all": "any", "neg": "abs"}
NAMES |= {"ZERO": "ONE", "ONE": "ZERO", "times": "plus", "TRUE": "FALSE", "FALSE": "TRUE"}
COMMUTE = frozenset(
    "add mul product total times plus max min gcd lcm conj disj delta decide_delta equal isinstance".split()
)
LIMIT = re.compile(r"MAX_|BITS|TERM_PAIRS")

FORMULA = re.compile(r"[+]|-|\\sin|\\cos|[0-9]|\bk\b|\bi\b|\\le\b|\\ne\b")
FORMULAS = {"+": "-", "-": "+", r"\sin": r"\cos", r"\cos": r"\sin", "k": "j", "i": "k"}
FORMULAS |= {r"\le": r"\ge", r"\ne": "="}


@dataclass(frozen=True)
class Fault:
    """One edit of the module at `path`: what stood at the line, what stands there now, and the module."""

    path: str
    line: int
    before: str
    after: str
    module: ast.Module

    @property
    def name(self) -> str:
        return self.path.removesuffix(".py").replace("/", ".")


Edit = tuple[ast.AST, ast.AST, ast.AST]


def edits(tree: ast.AST) -> Iterator[Edit]:
    """(parent, node, replacement) for every fault that fits somewhere below the node."""
    for node in _meaning(tree):
        for other in _replacements(node):
            yield tree, node, ast.copy_location(other, node)
        yield from edits(node)


def _meaning(node: ast.AST) -> Iterator[ast.AST]:
    """The children whose edits may change what is computed."""
    for name, held in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "type_params"):
            continue
        for child in held if isinstance(held, list) else [held]:
            if isinstance(child, ast.AST) and not _is_silent(child):
                yield child


def _is_silent(node: ast.AST) -> bool:
    """Imports, parameters, texts, errors, asserts, keys of an order, limits of work."""
    if isinstance(node, (ast.Import, ast.ImportFrom, ast.arg, ast.Raise, ast.Assert)):
        return True
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return True
    if isinstance(node, ast.keyword):
        return node.arg == "key"
    if isinstance(node, (ast.Compare, ast.Slice)):
        return _limits(node)
    if isinstance(node, ast.Assign):
        return _limits(*node.targets)
    return _called(node) == "isinstance" or (isinstance(node, ast.If) and _guards_work(node))


def _limits(*nodes: ast.AST) -> bool:
    """Whether a limit of work is named in one of them."""
    named = (x.id for node in nodes for x in ast.walk(node) if isinstance(x, ast.Name))
    return any(LIMIT.search(name) for name in named)


def _guards_work(node: ast.If) -> bool:
    """if …: raise TooLarge(…)"""
    raised = node.body[0]
    return isinstance(raised, ast.Raise) and "TooLarge" in ast.dump(raised)


def _called(node: ast.AST) -> str:
    if not isinstance(node, ast.Call):
        return ""
    return getattr(node.func, "attr", "") or getattr(node.func, "id", "")


def _replacements(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in COMPARED:
        yield ast.Compare(node.left, [COMPARED[type(node.ops[0])]()], node.comparators)
    if isinstance(node, ast.BinOp) and type(node.op) in COMPUTED:
        yield ast.BinOp(node.left, COMPUTED[type(node.op)](), node.right)
    if isinstance(node, ast.BoolOp):
        yield from _connectives(node)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.USub, ast.Not)):
        yield node.operand
    if isinstance(node, ast.Constant):
        yield from _constants(node)
    if isinstance(node, ast.Call):
        yield from _calls(node)
    if isinstance(node, ast.IfExp):
        yield ast.IfExp(node.test, node.orelse, node.body)
    if isinstance(node, ast.If):
        yield ast.If(ast.UnaryOp(ast.Not(), node.test), node.body, node.orelse)
    if isinstance(node, (ast.AugAssign, ast.Continue)) or _is_call(node):
        yield ast.Pass()


def _is_call(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)


def _connectives(node: ast.BoolOp) -> Iterator[ast.AST]:
    """and for or, and the first operand alone (unless only a limit is lost by that)."""
    yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
    if not all(_limits(v) for v in node.values[1:]):
        yield node.values[0]


def _constants(node: ast.Constant) -> Iterator[ast.AST]:
    if isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node.value, int):
        yield ast.Constant(node.value + 1)


def _calls(node: ast.Call) -> Iterator[ast.AST]:
    plain = [a for a in node.args if not isinstance(a, ast.Starred)]
    ordered = len(plain) == len(node.args) >= 2 and _called(node) not in COMMUTE
    if ordered and ast.dump(plain[0]) != ast.dump(plain[1]):
        yield ast.Call(node.func, [plain[1], plain[0], *plain[2:]], node.keywords)
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    if name in NAMES:
        yield ast.Call(ast.Name(NAMES[name], ast.Load()), node.args, node.keywords)


def put(parent: ast.AST, node: ast.AST, other: ast.AST) -> None:
    """`other` in the place of `node` below `parent`."""
    for name, held in ast.iter_fields(parent):
        if held is node:
            setattr(parent, name, other)
        elif isinstance(held, list):
            setattr(parent, name, [other if each is node else each for each in held])


def fault_in_code(path: str, rng: Random) -> Fault:
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    parent, node, other = rng.choice(list(edits(tree)))
    before, after = (_line(ast.unparse(x)) for x in (node, other))
    put(parent, node, other)
    return Fault(path, getattr(node, "lineno", 0), before, after, ast.fix_missing_locations(tree))


def _line(text: str) -> str:
    return " ".join(text.split())[:90]


def fault_in_rules(rng: Random) -> Fault:
    """One token of one rule's formula."""
    paths = [p for p in sorted((ROOT / RULES).glob("*.py")) if p.name != "__init__.py"]
    path = rng.choice(paths)
    text = path.read_text("utf-8")
    formulas = [m for m in re.finditer(r'formula=r?"([^"]*)"', text) if FORMULA.search(m.group(1))]
    found = rng.choice(formulas)
    token = rng.choice(list(FORMULA.finditer(text, found.start(1), found.end(1))))
    new = FORMULAS.get(token.group()) or str(int(token.group()) + 1)
    changed = text[: token.start()] + new + text[token.end() :]
    after = changed[found.start(1) : found.end(1) + len(new) - len(token.group())]
    line = text.count("\n", 0, token.start()) + 1
    return Fault(str(path.relative_to(ROOT)), line, found.group(1), after, ast.parse(changed))


def faults(count: int, seed: int) -> Iterator[tuple[int, Fault]]:
    """One fault for each seed, none twice: the modules by their length, the rules' data in every twelfth."""
    sizes = [len((ROOT / path).read_text("utf-8")) for path in TARGETS]
    met: set[tuple[str, int, str, str]] = set()
    for number in range(seed, seed + count):
        rng = Random(number)
        while True:
            path = rng.choices(TARGETS, sizes)[0]
            fault = fault_in_rules(rng) if number % 12 == 0 else fault_in_code(path, rng)
            key = (fault.path, fault.line, fault.before, fault.after)
            if key not in met:
                break
        met.add(key)
        yield number, fault
