"""Somebody's home: what is theirs, what waits for their word, how the team stands, who is on call.

Drawn when they open it and after what they do there, never because of what others do.
"""

from collections.abc import Iterable, Mapping, Sequence

from handlers.access import Action, Denial, check_known, check_member, may
from handlers.home_subject import LONGEST, START, chosen_in, groups_of, subject_of, with_choice
from handlers.intents import Actor, Click, Opened, Said
from handlers.listing import at_risk, rows
from handlers.queue import figures_of, that_fit
from handlers.queue_words import STATES
from handlers.replies import Reply, ShowHome
from handlers.scene import Scene
from handlers.shifts_found import no_rota
from handlers.views import home as views
from handlers.views import private
from handlers.views.home_queue import MOST_QUEUED, Team
from handlers.views.lists import Row
from handlers.words.vocabulary import SOURCES
from routing.item import Item
from routing.request import Request, RequestKind
from storage import home, internal_notes, items, open_items


def opened(scene: Scene, asked: Opened) -> Reply:
    """The home as it is now."""
    return _shown(scene, asked.actor, asked.subject)


def said(scene: Scene, words: Said) -> Reply:
    """`home`: the same, where the desk shows it among the messages."""
    return _shown(scene, words.actor, START)


def chosen(scene: Scene, click: Click) -> Reply:
    """A choice in one of the queue's menus, or a wish to see it as it is now."""
    return _shown(scene, click.actor, with_choice(click.subject, click.value) if click.value else click.subject)


def _shown(scene: Scene, actor: Actor, subject: str) -> Reply:
    permit = check_member(actor, Action.SEE)
    if isinstance(permit, Denial):
        return ShowHome(private.refusal(scene.speaker_of(actor), permit.reason), START)
    chosen = chosen_in(subject)
    team = _team(scene, actor, chosen)
    own = check_known(scene.handbook, actor)
    if isinstance(own, Denial):
        return ShowHome(views.unknown(scene, scene.speaker_of(actor), own.reason, team), subject)
    mine = _mine(scene, actor, own.person)
    return ShowHome(views.home(scene, scene.speaker(own.person), mine, team), subject)


def _team(scene: Scene, actor: Actor, chosen: Mapping[str, str]) -> Team:
    """The queue as it was chosen to be seen, and what it can be narrowed by."""
    found = open_items.read(scene.transaction, scene.now)
    risk = at_risk(scene)
    risks = {one.line.number for one in found if risk(one.line)}
    fitting = that_fit(scene, found, groups_of(chosen), risks)
    sources = dict.fromkeys((*sorted({one.line.source for one in found}), *SOURCES))
    fields = (domain.id for domain in scene.handbook.domains)
    return Team(
        figures=figures_of(scene, fitting, risks),
        rows=_rows(scene, actor, [one.line.number for one in fitting[:MOST_QUEUED]], risks),
        chosen=chosen,
        subject=subject_of(chosen),
        choices={
            "domain": _that_travel(chosen, "domain", fields),
            "source": _that_travel(chosen, "source", sources),
            "state": tuple(STATES),
        },
        no_rota=no_rota(scene),
    )


def _that_travel(chosen: Mapping[str, str], what: str, values: Iterable[str]) -> tuple[str, ...]:
    """The values that a subject has room for beside what is chosen already."""
    return tuple(value for value in values if len(subject_of({**chosen, what: value})) <= LONGEST)


def _mine(scene: Scene, actor: Actor, person: str) -> views.Mine:
    """What is theirs, and what waits for a word of theirs."""
    found = open_items.read(scene.transaction, scene.now, person)
    risk = at_risk(scene)
    risks = {one.line.number for one in found if risk(one.line)}
    begun = home.drafts(scene.transaction, person)
    asked = home.questions(scene.transaction, person)
    requests = dict(home.requests(scene.transaction))
    handed = [number for number, request in requests.items() if _is_handed_to(request, person)]
    others = [one for one in home.approvals(scene.transaction) if one.asked_by != person]
    whole = {item.number: item for item in items.read_many(scene.transaction, [one.number for one in others])}
    waiting = [one for one in others if _may_approve(scene, person, whole.get(one.number), requests.get(one.number))]
    own = [one.line.number for one in found if one.owner is not None]
    named = [one.line.number for one in found if one.owner is None]
    concerned = (*(one.number for one in begun), *(one.number for one in asked), *(one.number for one in waiting))
    numbers = (*own[: views.MOST_LISTED], *named[: views.MOST_LISTED], *concerned, *handed)
    shown = {row.item.number: row for row in _rows(scene, actor, tuple(dict.fromkeys(numbers)), risks)}
    known = scene.handbook.person(person)
    return views.Mine(
        person=person,
        own=tuple(shown[number] for number in own[: views.MOST_LISTED]),
        owns=len(own),
        named=tuple(shown[number] for number in named[: views.MOST_LISTED]),
        is_named_for=len(named),
        handed=tuple((shown[number], requests[number], _note_of(scene, number)) for number in handed),
        approvals=tuple((shown[one.number], one) for one in waiting),
        asked=tuple((shown[one.number], one) for one in asked),
        begun=tuple((shown[one.number], one) for one in begun),
        absences=tuple(one for one in (known.absences if known else ()) if not one.is_over(scene.now)),
        answers=frozenset(number for number, row in shown.items() if _may_answer(scene, person, row.item)),
        late=sum(one.line.is_late(scene.now) for one in found),
    )


def _rows(scene: Scene, actor: Actor, numbers: Sequence[int], risks: Iterable[int]) -> Sequence[Row]:
    return rows(scene, actor, numbers, frozenset(risks))


def _note_of(scene: Scene, number: int) -> int | None:
    note = internal_notes.last_handover(scene.transaction, number)
    return None if note is None else note.id


def _is_handed_to(request: Request, person: str) -> bool:
    return request.kind is RequestKind.HANDOVER and request.asked_now == person


def _may_approve(scene: Scene, person: str, item: Item | None, request: Request | None) -> bool:
    """Whether it waits for this person: they were asked, or may say yes as well."""
    if item is None:
        return False
    asked = request is not None and request.kind is RequestKind.APPROVAL and person in request.asked
    return asked or may(scene.handbook, person, Action.APPROVE, item, scene.now) is not None


def _may_answer(scene: Scene, person: str, item: Item) -> bool:
    allowed = (may(scene.handbook, person, action, item, scene.now) for action in (Action.ANSWER, Action.DRAFT))
    return item.state in views.ANSWERABLE and any(allowed)
