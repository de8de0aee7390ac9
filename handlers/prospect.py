"""A handbook that may come into force: looked at before the transaction, since that takes its time."""

from dataclasses import dataclass

from handlers.handbook_check import Checked
from routing.what_if import WhatIf
from storage.handbooks import StoredHandbook


@dataclass(frozen=True)
class Prospect:
    """What was found of a text, or of a file, called `name`.

    `base` is the digest of the handbook that was in force then, with which it was compared. `cut`: more posts came in
    than were compared. `given_back` counts the open items of people whom it does not name. `loses_administrators`:
    there are some, and there would be none. `warnings` are sentences on what works and will hurt. `restores` is the
    row that an undo brings back. `save` tells one saving of a file from another.
    """

    name: str
    base: str
    checked: Checked
    what_if: WhatIf | None = None
    cut: bool = False
    given_back: int = 0
    loses_administrators: bool = False
    warnings: tuple[str, ...] = ()
    restores: StoredHandbook | None = None
    save: str = ""
