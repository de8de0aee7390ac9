"""A handbook that somebody pastes into a message instead of attaching it: some clients cannot attach files."""

import re

PASTED_NAME = "handbook.toml"
"""What such a file is called."""

_BEGINS = re.compile(r"\ufeff?\s*(#|(schema|include)\s*=|\[company\])")
_COMPANY = re.compile(r"(?m)^[ \t]*\[company\][ \t]*(#.*)?\r?$")


def looks_like_handbook(text: str) -> bool:
    """Whether it begins as a handbook does (a comment, `schema =`, `include =`) and has a line `[company]`."""
    return _BEGINS.match(text) is not None and _COMPANY.search(text) is not None
