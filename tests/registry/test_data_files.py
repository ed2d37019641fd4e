"""A user's folder is read as data: what is not data is refused with its line, and never run."""

from __future__ import annotations

import pytest

from derive.errors import LibraryError
from derive.registry import load_registry
from derive.registry.data_files import read_data_file

IMPORT = "from derive.records.entries import Claim, Model, Primitive\n"
REFUSED = {
    "a call": (IMPORT + "ENTRY = print('run')\n", "line 2"),
    "an import of something else": ("import os\nENTRY = 1\n", "line 1"),
    "an attribute": (IMPORT + "ENTRY = Claim.__class__\n", "line 2"),
    "a loop": ("for i in range(3):\n    pass\n", "line 1"),
    "a function": ("def f():\n    pass\n", "line 1"),
    "a formatted text": (IMPORT + "x = 1\nENTRY = f'{x}'\n", "line 3"),
    "no Python": ("ENTRY = = 1\n", "line 1"),
    "an unknown field": (IMPORT + "ENTRY = Model(id='m', title='M', colour='red')\n", "no field 'colour'"),
    "a missing field": (IMPORT + "ENTRY = Model(id='m')\n", "title"),
    "a text for a tuple": (
        IMPORT + "ENTRY = Model(id='m', title='M', equations='a = b')\n",
        "has a comma",
    ),
    "a positional field": (IMPORT + "ENTRY = Model('m')\n", "by name"),
    "a name from nowhere": ("ENTRY = something\n", "not assigned above"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_refused(kind, tmp_path):
    text, said = REFUSED[kind]
    file = tmp_path / "entry.py"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(LibraryError) as caught:
        read_data_file(file)
    assert said in str(caught.value)
    assert str(file) in str(caught.value)


def test_nothing_is_run(tmp_path):
    marker = tmp_path / "marker"
    (tmp_path / "entry.py").write_text(f"ENTRY = open({str(marker)!r}, 'w')\n", encoding="utf-8")
    with pytest.raises(LibraryError):
        load_registry(tmp_path)
    assert not marker.exists()


def test_an_id_is_given_once(tmp_path):
    text = IMPORT + "ENTRY = Model(id='sigmoid', title='Again')\n"
    (tmp_path / "again.py").write_text(text, encoding="utf-8")
    with pytest.raises(LibraryError, match="two files"):
        load_registry(tmp_path)


def test_a_print_that_is_not_read_is_shown_with_a_caret(tmp_path):
    text = IMPORT + "ENTRY = Claim(id='sigmoid.x', title='X', model='sigmoid', as_printed='z = q')\n"
    (tmp_path / "claim.py").write_text(text, encoding="utf-8")
    (complaint,) = load_registry(tmp_path).complaints()
    assert "as_printed of sigmoid.x" in complaint
    assert "^" in complaint
