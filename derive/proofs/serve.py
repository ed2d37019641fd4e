"""`python -m derive.proofs.serve [FOLDER …]`: judges one statement a line, JSON in and JSON out."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from derive.errors import DeriveError
from derive.notation.functions import FunctionTable
from derive.proofs.judge import decide_statement
from derive.proofs.wire import statement_from, verdict_data
from derive.records.verdict import Verdict
from derive.registry import load_registry


def main(folders: list[str]) -> None:
    functions = load_registry(*map(Path, folders)).functions
    for line in sys.stdin:
        question = json.loads(line)
        print(json.dumps(verdict_data(_answer(question, functions))), flush=True)


def _answer(question: dict[str, Any], functions: FunctionTable) -> Verdict:
    try:
        statement = statement_from(question["statement"])
        return decide_statement(statement, functions, document=question["document"])
    except DeriveError as error:
        return Verdict("undecided", method="none", reason=error.message)
    except (RecursionError, MemoryError):
        return Verdict("undecided", method="none", reason="the statement is too large")
    except Exception as error:  # a fault of ours must not become a verdict
        return Verdict("undecided", method="none", reason=f"internal error: {type(error).__name__}: {error}")


if __name__ == "__main__":
    main(sys.argv[1:])
