"""Write-ups: derivation → document → template → files."""

from derive.writeups.document import JudgedForm, JudgedLink, WriteUp
from derive.writeups.lay_out import write_up
from derive.writeups.write import Written, write

__all__ = ["JudgedForm", "JudgedLink", "WriteUp", "Written", "write", "write_up"]
