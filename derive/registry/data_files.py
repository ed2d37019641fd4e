"""A user's library file, read as data: imports of the records, assignments of constants and records.

The file is parsed, never run. What is not in the whitelist is refused with its line.
"""

from __future__ import annotations

import ast
import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from derive.errors import LibraryError
from derive.records.entries import (
    Claim,
    Example,
    Layer,
    Mistake,
    Model,
    Part,
    Primitive,
    Rule,
    Source,
    Window,
)

RECORDS = (Claim, Example, Layer, Mistake, Model, Part, Primitive, Rule, Source, Window)
CLASSES: dict[str, type] = {c.__name__: c for c in RECORDS}
MOST_CHARACTERS = 200_000


def read_data_file(file: Path) -> dict[str, object]:
    """The names that the file assigns."""
    text = file.read_text(encoding="utf-8", errors="replace")
    if len(text) > MOST_CHARACTERS:
        raise LibraryError(f"{file}: an entry's file has at most {MOST_CHARACTERS:,} characters")
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        line = getattr(error, "lineno", None)
        raise LibraryError(f"{file}{f', line {line}' if line else ''}: this is no Python: {error}") from None
    names: dict[str, object] = {}
    for statement in tree.body:
        _statement(statement, names, file)
    return names


def _statement(statement: ast.stmt, names: dict[str, object], file: Path) -> None:
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
        return
    if isinstance(statement, ast.ImportFrom) and (statement.module or "").split(".")[0] == "derive":
        return
    if isinstance(statement, ast.Assign) and all(isinstance(t, ast.Name) for t in statement.targets):
        value = _value(statement.value, names, file)
        for target in statement.targets:
            assert isinstance(target, ast.Name)
            names[target.id] = value
        return
    _refuse(file, statement, "a library file holds imports from derive and assignments only")


def _value(node: ast.expr, names: dict[str, object], file: Path) -> Any:
    rule = _RULES.get(type(node))
    if rule is None:
        _refuse(file, node, "only constants, tuples, dictionaries, earlier names and records are read here")
    return rule(node, names, file)


def _constant(node: ast.Constant, names: dict[str, object], file: Path) -> object:
    if not isinstance(node.value, (str, int, bool, type(None))):
        _refuse(file, node, "only texts, whole numbers, True, False and None are read here")
    return node.value


def _name(node: ast.Name, names: dict[str, object], file: Path) -> object:
    if node.id not in names:
        _refuse(file, node, f"the name {node.id!r} is not assigned above")
    return names[node.id]


def _sequence(node: ast.Tuple | ast.List, names: dict[str, object], file: Path) -> object:
    return tuple(_value(e, names, file) for e in node.elts)


def _dictionary(node: ast.Dict, names: dict[str, object], file: Path) -> object:
    if any(k is None for k in node.keys):
        _refuse(file, node, "a dictionary is written out")
    return {
        _value(k, names, file): _value(v, names, file)
        for k, v in zip(node.keys, node.values, strict=True)
        if k
    }


def _joined(node: ast.BinOp, names: dict[str, object], file: Path) -> object:
    left, right = _value(node.left, names, file), _value(node.right, names, file)
    if (
        not isinstance(node.op, ast.Add)
        or type(left) is not type(right)
        or not isinstance(left, (str, tuple))
    ):
        _refuse(file, node, "only texts and tuples are joined")
    return left + right


def _record(node: ast.Call, names: dict[str, object], file: Path) -> object:
    called = node.func.id if isinstance(node.func, ast.Name) else ""
    if called not in CLASSES:
        _refuse(file, node, f"only {', '.join(CLASSES)} are made here")
    if node.args or any(k.arg is None for k in node.keywords):
        _refuse(file, node, f"the fields of {called} are given by name")
    fields = {k.arg: _value(k.value, names, file) for k in node.keywords if k.arg}
    return make_record(CLASSES[called], fields, f"{file}, line {node.lineno}")


def make_record(record: type, fields: dict[str, Any], place: str) -> object:
    """The record, its fields checked for kind."""
    known = {f.name: f for f in dataclasses.fields(record)}
    for name, value in fields.items():
        if name not in known:
            raise LibraryError(
                f"{place}: {record.__name__} has no field {name!r}", hint=f"fields: {', '.join(known)}"
            )
        _check_field(record.__name__, name, value, str(known[name].type), place)
    try:
        return record(**fields)
    except TypeError as error:
        raise LibraryError(f"{place}: {str(error).replace('__init__() ', '')}") from None


def _check_field(record: str, name: str, value: object, kind: str, place: str) -> None:
    checks: dict[str, Callable[[object], bool]] = {
        "str": lambda v: isinstance(v, str),
        "bool": lambda v: isinstance(v, bool),
        "int | None": lambda v: v is None or isinstance(v, int),
        "tuple[str, ...]": lambda v: isinstance(v, tuple) and all(isinstance(x, str) for x in v),
        "Mapping[str, str]": lambda v: (
            isinstance(v, dict) and all(isinstance(x, str) for kv in v.items() for x in kv)
        ),
    }
    if kind in checks and not checks[kind](value):
        hint = (
            'a tuple of one text has a comma: ("…",)'
            if kind.startswith("tuple") and isinstance(value, str)
            else None
        )
        raise LibraryError(f"{place}: the field {name!r} of {record} is not a {kind}", hint=hint)


def _refuse(file: Path, node: ast.AST, message: str) -> NoReturn:
    raise LibraryError(f"{file}, line {getattr(node, 'lineno', '?')}: {message}")


_RULES: dict[type, Callable[[Any, dict[str, object], Path], object]] = {
    ast.Constant: _constant,
    ast.Name: _name,
    ast.Tuple: _sequence,
    ast.List: _sequence,
    ast.Dict: _dictionary,
    ast.BinOp: _joined,
    ast.Call: _record,
}
