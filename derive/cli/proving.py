"""`derive prove`: the verdict on every documented claim."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from derive.cli.entries import JudgedEntry
from derive.cli.options import json_option, library_options
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
@json_option
@library_options
def prove_command(
    ids: tuple[str, ...], everything: bool, as_json: bool, folders: tuple[Path, ...], notation: Path | None
) -> int:
    """The verdict on documented claims, link by link.

    ID may also be a primitive (are its derivative and range those of its definition?) or a model.
    """
    if bool(ids) == everything:
        raise click.UsageError("give ids, or --all")
    registry = load_registry(*folders, preferences=read_preferences(notation))
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
