"""Faults put into the rules, the normal form and the contraction, one at a time: does anything notice?

    python scripts/fault_seeding.py --count 200 --seed 1

Each fault is one edit of the syntax tree of one module, made in a copy of the project. The targeted tests
run on the copy and stop at the first failure. A fault counts as caught when a test fails or runs out of
time; a test that fails without any fault is left out. The verdicts in these tests are re-checked by the
kernel, so that a wrong proof shows as a verdict that is missing. The table is written for
docs/fault_seeding.md; survivors are to be looked at by hand.
"""

from __future__ import annotations

import ast
import compileall
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import perf_counter

import click

ROOT = Path(__file__).resolve().parent.parent
ENGINE = "normal powers signs sums choices trigonometry units differentiate rules indices tidy"
TARGETS = [f"derive/engine/{name}.py" for name in ENGINE.split()]
RULES = "derive/library/rules"
FIRST = ["tests/engine_values"]
TESTS = [
    "tests/engine_calculus",
    "tests/prover/test_statements.py",
    "tests/derivations/test_rule_formulas.py",
    "tests/derivations/test_bound.py",
    "tests/derivations/test_forms_wanted.py",
    "tests/derivations/test_random.py",
    "tests/kernel",
]
COPIED = ["derive", "tests", "benchmarks", "templates", "pyproject.toml"]
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
COMMUTE = ("add", "mul", "max", "min", "conj", "delta")
FORMULA = re.compile(r"[+]|-|\\sin|\\cos|[0-9]|\bk\b|\bi\b|\\le\b|\\ne\b|=")
FORMULAS = {
    "+": "-",
    "-": "+",
    r"\sin": r"\cos",
    r"\cos": r"\sin",
    "k": "j",
    "i": "k",
    r"\le": r"\ge",
    r"\ne": "=",
}


@dataclass(frozen=True)
class Fault:
    """The edit number `number` of the module: what stood there and what stands there now."""

    path: str
    line: int
    before: str
    after: str
    text: str


def edits(tree: ast.Module) -> Iterator[tuple[ast.AST, ast.AST, ast.AST]]:
    """(parent, node, replacement) for every fault that fits somewhere in the tree."""
    for parent in ast.walk(tree):
        if isinstance(parent, (ast.Import, ast.ImportFrom, ast.arg)):
            continue
        for node in ast.iter_child_nodes(parent):
            if _is_text(parent, node) or _is_annotation(parent, node):
                continue
            for other in _replacements(node):
                yield parent, node, ast.copy_location(other, node)


def _is_text(parent: ast.AST, node: ast.AST) -> bool:
    return isinstance(parent, ast.Expr) and isinstance(node, ast.Constant)


def _is_annotation(parent: ast.AST, node: ast.AST) -> bool:
    return node in (getattr(parent, "annotation", None), getattr(parent, "returns", None))


def _replacements(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in COMPARED:
        yield ast.Compare(node.left, [COMPARED[type(node.ops[0])]()], node.comparators)
    if isinstance(node, ast.BinOp) and type(node.op) in COMPUTED:
        yield ast.BinOp(node.left, COMPUTED[type(node.op)](), node.right)
    if isinstance(node, ast.BoolOp):
        yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
        yield node.values[0]
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


def _constants(node: ast.Constant) -> Iterator[ast.AST]:
    if isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node.value, int):
        yield ast.Constant(node.value + 1)


def _calls(node: ast.Call) -> Iterator[ast.AST]:
    plain = [a for a in node.args if not isinstance(a, ast.Starred)]
    called = ast.unparse(node.func).rsplit(".", 1)[-1]
    if len(plain) == len(node.args) >= 2 and called not in COMMUTE:
        yield ast.Call(node.func, [node.args[1], node.args[0], *node.args[2:]], node.keywords)
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
    before, after = (" ".join(ast.unparse(n).split())[:90] for n in (node, ast.fix_missing_locations(other)))
    put(parent, node, other)
    return Fault(
        path, getattr(node, "lineno", 0), before, after, ast.unparse(ast.fix_missing_locations(tree))
    )


def fault_in_rules(rng: Random) -> Fault:
    """One token of one rule's formula."""
    paths = [p for p in sorted((ROOT / RULES).glob("*.py")) if p.name != "__init__.py"]
    path = rng.choice(paths)
    text = path.read_text("utf-8")
    formulas = list(re.finditer(r'formula=r"([^"]*)"', text))
    found = rng.choice(formulas)
    token = rng.choice(list(FORMULA.finditer(text, found.start(1), found.end(1))) or [None])
    if token is None or token.group() == "=":
        return fault_in_rules(rng)
    new = FORMULAS.get(token.group()) or str(int(token.group()) + 1)
    changed = text[: token.start()] + new + text[token.end() :]
    end = found.end(1) + len(new) - len(token.group())
    line = text.count("\n", 0, token.start()) + 1
    return Fault(str(path.relative_to(ROOT)), line, found.group(1), changed[found.start(1) : end], changed)


def faults(count: int, seed: int) -> Iterator[tuple[int, Fault]]:
    """One fault for each seed: the modules in turn by their length, the rules' data in every twelfth."""
    sizes = [len((ROOT / path).read_text("utf-8")) for path in TARGETS]
    for number in range(seed, seed + count):
        rng = Random(number)
        if number % 12 == 0:
            yield number, fault_in_rules(rng)
        else:
            yield number, fault_in_code(rng.choices(TARGETS, sizes)[0], rng)


def run_all(copy: Path, left_out: list[str], seconds: float, first: bool = True) -> tuple[str, str, float]:
    """The quick tests, and the others when these pass (or all of them, without `first`)."""
    if not first:
        return run_tests(copy, [*FIRST, *TESTS], left_out, seconds, first)
    word, failed, took = run_tests(copy, FIRST, left_out, seconds)
    if word != "passed":
        return word, failed, took
    if not TESTS:
        return word, failed, took
    word, failed, more = run_tests(copy, TESTS, left_out, seconds)
    return word, failed, took + more


def run_tests(
    copy: Path, tests: list[str], left_out: list[str], seconds: float, first: bool = True
) -> tuple[str, str, float]:
    """(passed | failed | over time, the first failing test, seconds)."""
    present = [t for t in tests if (copy / t).exists()]
    arguments = [*present, "-q", "-p", "no:cacheprovider", "--no-header", "--tb=no", "-rfE"]
    arguments += ["-k", "not hash_seed"]
    arguments += ["-x"] if first else []
    arguments += [x for test in left_out for x in ("--deselect", test)]
    start = perf_counter()
    try:
        run = subprocess.run(
            [sys.executable, "-m", "pytest", *arguments],
            cwd=copy,
            env={**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            timeout=30 * seconds,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds) + 5)),
        )
    except subprocess.TimeoutExpired:
        return "over time", "", perf_counter() - start
    if run.returncode < 0:
        return "over time", "", perf_counter() - start
    failed = re.findall(r"^(?:FAILED|ERROR) (.*?)(?: - .*)?$", run.stdout, re.MULTILINE)
    word = "passed" if run.returncode == 0 else "failed"
    return word, "\n".join(failed), perf_counter() - start


def copied() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="faults-"))
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / name)
    compileall.compile_dir(folder, quiet=2)
    return folder


@click.command()
@click.option("--count", type=int, default=200)
@click.option("--seed", type=int, default=1, help="the first fault's seed; the others follow")
@click.option("--seconds", type=float, default=120.0, help="processor time that a suite may take")
@click.option("--leave-out", multiple=True, help="tests that fail without a fault, if known")
@click.option("--only", multiple=True, help="these tests in place of the suite")
def main(count: int, seed: int, seconds: float, leave_out: tuple[str, ...], only: tuple[str, ...]) -> None:
    """The table of faults, and the share that was caught."""
    if only:
        FIRST[:], TESTS[:] = only, []
    copy = copied()
    try:
        planned = list(faults(count, seed))
        failing, took = "\n".join(leave_out), 0.0
        if not leave_out:
            _, failing, took = run_all(copy, [], 900, first=False)
        left_out = failing.splitlines()
        if any("::" not in test for test in left_out):
            raise click.ClickException(f"not even collected without a fault: {left_out}")
        click.echo(f"without a fault: {took:.0f} s, {len(left_out)} tests left out {left_out}")
        caught = sum(tried(copy, number, fault, left_out, seconds) for number, fault in planned)
        share = 100 * caught / count
        click.echo(f"\n{caught} of {count} faults caught ({share:.1f} %), seeds {seed}…{seed + count - 1}")
    finally:
        shutil.rmtree(copy, ignore_errors=True)


def tried(copy: Path, number: int, fault: Fault, left_out: list[str], seconds: float) -> bool:
    target = copy / fault.path
    sound = target.read_text("utf-8")
    target.write_text(fault.text, "utf-8")
    word, test, took = run_all(copy, left_out, seconds)
    target.write_text(sound, "utf-8")
    module = fault.path.removeprefix("derive/").removesuffix(".py")
    outcome = "SURVIVED" if word == "passed" else word
    where = test.splitlines()[0].split("::", 1)[-1][:60] if test else ""
    edit = f"`{fault.before}` → `{fault.after}`".replace("|", "\\|")
    click.echo(f"| {number} | {module}:{fault.line} | {edit} | {outcome} | {where} | {took:.0f} s |")
    sys.stdout.flush()
    return word != "passed"


if __name__ == "__main__":
    main()
