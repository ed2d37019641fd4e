"""`derive prove`: the verdict on every documented claim."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from derive.answers import judge_text
from derive.cli.entries import JudgedEntry
from derive.cli.options import json_option, library_options, text_options
from derive.cli.own_claim import echo_own_claim
from derive.cli.printing import COLOURS, EXIT_CODES, echo_json
from derive.notation.functions import FunctionTable
from derive.proofs import JudgedClaim, JudgedPrint, judge, judge_model, judge_primitive
from derive.registry import Registry, load_registry
from derive.registry.preferences import read_preferences
from derive.render.plain import plain
from derive.render.points import point_text
from derive.results.verdict_data import proof_data, verdict_data


@click.command("prove")
@click.argument("ids", nargs=-1, metavar="[ID…]")
@click.option("--all", "everything", is_flag=True, help="Every claim of the library.")
@click.option("--claim", metavar="TEXT", help='A statement of your own: "0 < sigma(x) < 1".')
@text_options
@json_option
@library_options
def prove_command(
    ids: tuple[str, ...],
    everything: bool,
    claim: str | None,
    definitions: tuple[str, ...],
    assumptions: tuple[str, ...],
    shapes: tuple[str, ...],
    syntax: str,
    as_json: bool,
    folders: tuple[Path, ...],
    notation: Path | None,
) -> int:
    """The verdict on documented claims, link by link, or on a statement of your own (--claim).

    ID may also be a primitive (are its derivative and range those of its definition?) or a model.
    TEXT is an equation, an inequality or a chain of them; the options after it say more of its letters.
    """
    if bool(ids) + everything + (claim is not None) != 1:
        hint = "; a statement of your own goes to --claim" if any(map(_says_something, ids)) else ""
        raise click.UsageError("give ids, --all or --claim TEXT" + hint)
    if claim is None and (definitions or assumptions or shapes):
        raise click.UsageError("--define, --assume and --shape belong to --claim; an entry has its own")
    preferences = read_preferences(notation)
    registry = load_registry(*folders, preferences=preferences)
    if claim is not None:
        own = judge_text(
            preferences.respelled(claim),
            registry.functions,
            shapes=shapes,
            definitions=definitions,
            assumptions=assumptions,
            syntax=syntax,
        )
        own = replace(own, context=preferences.context(own.context))
        echo_own_claim(own, registry.functions, as_json=as_json)
        return EXIT_CODES[own.verdict.verdict]
    return _documented(ids, registry, as_json=as_json)


def _says_something(text: str) -> bool:
    """Whether a text has a relation in it, as no id has."""
    return any(sign in text for sign in ("=", "<", ">", "\\"))


def _documented(ids: tuple[str, ...], registry: Registry, *, as_json: bool) -> int:
    for id_ in filter(_says_something, ids):
        raise click.UsageError(f"{id_!r} is no id; a statement of your own goes to --claim")
    judged = [judged_entry(id_, registry) for id_ in (ids or registry.ids("claim"))]
    functions = registry.functions
    if as_json:
        echo_json([claim_json(j, functions) if isinstance(j, JudgedClaim) else j.data() for j in judged])
    else:
        for each in judged:
            if isinstance(each, JudgedClaim):
                echo_claim(each, functions)
            else:
                each.echo()
        echo_counts([each.verdict.verdict for each in judged])
    return exit_code([j.verdict.verdict for j in judged])


def judged_entry(id_: str, registry: Registry) -> JudgedClaim | JudgedEntry:
    """The claim, primitive or model of this id, judged. Raises UnknownId with the nearest claims."""
    functions = registry.functions
    if id_ in functions and id_ not in registry.ids("claim"):
        formulas = judge_primitive(functions[id_], functions)
        return JudgedEntry("primitive", id_, functions[id_].title or id_, formulas, functions)
    if id_ in registry.ids("model"):
        model = registry.model(id_)
        return JudgedEntry("model", id_, model.model.title, judge_model(model, functions), functions)
    return judge(registry.claim(id_), functions)


def exit_code(verdicts: list[str]) -> int:
    codes = [EXIT_CODES[v] for v in verdicts]
    return 1 if 1 in codes else 3 if 3 in codes else 0


def claim_json(judged: JudgedClaim, functions: FunctionTable) -> dict[str, Any]:
    claim = judged.compiled.claim
    context = judged.compiled.context
    found: dict[str, Any] = {
        "id": claim.id,
        "title": claim.title,
        "source": claim.source,
        "place": claim.place,
    }
    found |= verdict_data(judged.verdict, context, functions)
    found |= proof_data(judged.verdict)
    found["links"] = [link_json(x, functions) for x in judged.links]
    found["ends"] = link_json(judged.ends, functions) if judged.ends else None
    found["as_meant"] = [link_json(x, functions) for x in judged.meant]
    return found


def link_json(link: JudgedPrint, functions: FunctionTable) -> dict[str, Any]:
    context = link.statement.context
    found: dict[str, Any] = {"left": link.left, "relation": link.statement.relation, "right": link.right}
    found |= verdict_data(link.verdict, context, functions)
    found |= proof_data(link.verdict)
    return found


def echo_claim(judged: JudgedClaim, functions: FunctionTable) -> None:
    claim, verdict = judged.compiled.claim, judged.verdict
    click.secho(f"{verdict.verdict:<12}", fg=COLOURS[verdict.verdict], nl=False)
    click.echo(f"{claim.id}  {claim.title}")
    for number, link in enumerate(judged.links, 1):
        if link.verdict.verdict != "proved":
            echo_link(number if len(judged.links) > 1 else 0, link, functions)
    if judged.ends and judged.ends.verdict and not verdict:
        click.echo("              first side = last side: proved")
    if judged.meant_verdict is not None:
        click.echo(f"              as it was probably meant: {judged.meant_verdict.verdict}")


def echo_link(number: int, link: JudgedPrint, functions: FunctionTable) -> None:
    verdict = link.verdict
    context = link.statement.context
    where = f"link {number}: " if number else ""
    click.echo(f"              {where}{verdict.verdict}: {verdict.reason}")
    if verdict.holds_if:
        click.echo(
            "              true if " + ", ".join(plain(c, context, functions) for c in verdict.holds_if)
        )
    if verdict.counterexample:
        example = verdict.counterexample
        point = point_text(example.point)
        click.echo(
            f"              {'at ' + point + ': ' if point else ''}left {example.left}, right {example.right}"
        )


def echo_counts(verdicts: list[str]) -> None:
    counts = [f"{verdicts.count(w)} {w}" for w in EXIT_CODES if w in verdicts]
    click.echo(", ".join(counts))
