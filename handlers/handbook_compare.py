"""A handbook compared with the one in force: by the posts of the last 30 days."""

from datetime import date, timedelta

from handlers.handbook_change import count_given_back
from handlers.handbook_check import Checked
from handlers.prospect import Prospect
from handlers.scene import Scene
from routing.handbook import Handbook
from routing.handbook_checks import warnings_on
from routing.what_if import compare
from storage import items

PERIOD = timedelta(days=30)
MOST = 5_000
"""Posts that are compared, the newest: about a second's work."""


def compared(scene: Scene, name: str, checked: Checked, most: int = MOST) -> Prospect:
    """What the handbook would change, if it is sound."""
    if checked.handbook is None or checked.handbook.digest == scene.handbook.digest:
        return Prospect(name, scene.handbook.digest, checked)
    posts = items.received_since(scene.transaction, scene.now - PERIOD, most + 1)
    return Prospect(
        name=name,
        base=scene.handbook.digest,
        checked=checked,
        what_if=compare(scene.handbook, checked.handbook, posts[:most], scene.now),
        cut=len(posts) > most,
        given_back=count_given_back(scene, checked.handbook),
        warnings=(*checked.handbook.warnings, *warnings_on(checked.handbook, _today(scene, checked.handbook))),
        loses_administrators=_has_administrators(scene.handbook) and not _has_administrators(checked.handbook),
    )


def _today(scene: Scene, handbook: Handbook) -> date:
    return scene.now.astimezone(handbook.zone).date()


def _has_administrators(handbook: Handbook) -> bool:
    return bool(handbook.with_role("administrator"))
