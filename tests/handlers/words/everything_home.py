"""Everything that a home can say, in the language of a scene."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from handlers.commands import COMMANDS
from handlers.queue_words import STATES
from handlers.scene import Scene
from handlers.views import away, home
from handlers.views import help as help_views
from handlers.views.home_queue import Team
from handlers.views.lists import Figures, Row
from routing.absence import Absence
from routing.item import Item
from routing.messages import Form, Message
from routing.reasons import Reason
from routing.request import Request, RequestKind
from storage.home import Asked, Begun, Waiting
from tests.handlers.examples import NOW, item


def homes(scene: Scene) -> Iterator[Message | Form]:
    """Full and empty ones, narrowed and not, of somebody there, somebody away and somebody unknown; the form; help."""
    speaker, later = scene.company, NOW + timedelta(hours=2)
    absences = (Absence("bo", NOW, later, id=7), Absence("bo", NOW, None, id=0))
    for rows in ([], [_row(item())], [_row(replace(item(), number=number)) for number in range(1, 41)]):
        for chosen in ({}, {"domain": "delivery", "source": "facebook", "state": "late"}):
            team = _team(rows, chosen)
            for away_now in ((), absences[:1], absences[1:]):
                yield home.home(scene, speaker, _mine(rows, away_now), team)
            yield home.unknown(scene, speaker, Reason("guests_may_nothing"), team)
    yield home.home(scene, speaker, _mine([]), replace(_team([], {}), no_rota=Reason("rota_none")))
    yield away.form(speaker, ["bo", "cy"])
    for may in (lambda _: True, lambda _: False):
        yield help_views.everything(speaker, "", may)
        for name in COMMANDS:
            yield help_views.instead(speaker, "", may, ("…",), name)
    yield help_views.instead(speaker, "", may, ("…",), None)


def _row(one: Item) -> Row:
    return Row(one, at_risk=False, address="", readable=False, late=False)


def _team(rows: Sequence[Row], chosen: dict[str, str]) -> Team:
    count = len(rows)
    choices = {"domain": ("delivery", "billing"), "source": ("facebook",), "state": tuple(STATES)}
    return Team(Figures(count, count, count, count), rows[:10], chosen, "home:", choices, None)


def _mine(rows: Sequence[Row], absences: Sequence[Absence] = ()) -> home.Mine:
    request = Request(RequestKind.HANDOVER, "cy", ("bo",), NOW)
    until = replace(request, until=NOW + timedelta(minutes=15))
    return home.Mine(
        person="bo",
        own=rows,
        owns=len(rows),
        named=rows,
        is_named_for=len(rows),
        handed=[(row, one, note) for row in rows for one in (request, until) for note in (None, 3)],
        approvals=[(row, Waiting(row.item.number, "cy", NOW)) for row in rows],
        asked=[(row, Asked(1, row.item.number, "Cy Dahl", NOW, "…")) for row in rows],
        begun=[(row, Begun(row.item.number, NOW)) for row in rows],
        absences=absences,
        answers=frozenset(row.item.number for row in rows),
        late=len(rows),
    )
