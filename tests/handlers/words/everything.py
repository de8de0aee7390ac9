"""Everything that the views can draw, in one language: messages, forms and the desks' own sentences."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import timedelta
from enum import Enum
from typing import Any

from bot.desks.slack import interactions, replies, submissions
from bot.desks.teams import clicks, inbound, talk
from handlers import commands, intents
from handlers.closings import DECLINE, NOT_AN_ITEM
from handlers.intents import Actor
from handlers.queue_words import Filter
from handlers.replies import Done, Refused
from handlers.scene import Scene
from handlers.views import (
    absences,
    alarms,
    answering,
    card,
    conflicts,
    digest,
    earlier,
    forms,
    hand_over,
    handovers,
    health,
    holding,
    instead,
    internal,
    lists,
    merging,
    new_item,
    notices,
    pages,
    praise,
    private,
    publishing,
    reactions,
    reopening,
    route,
    status,
    together,
    two_legged,
    why,
)
from handlers.views.answering import Begun, Offer, Offers, Writer
from handlers.views.presence import there
from handlers.words import Speaker
from handlers.words.health_sentences import HEALTH
from handlers.words.notes import characters_more
from handlers.words.sentences import FAULTS, SENTENCES
from handlers.words.vocabulary import QUEUE_STATES
from routing.absence import Absence
from routing.answer_legs import as_two_legged, needed
from routing.asking_next import Asked
from routing.conflict import Evidence, Said
from routing.explanation import explain
from routing.handbook import Handbook
from routing.health_findings import Finding, Severity
from routing.health_findings import Kind as Found
from routing.item import Author, Closing, Item, Kind, PageStatus, Pause, Place, Post, State, Urgency
from routing.messages import Actions, Form, Lines, Message
from routing.playbook import Guidance
from routing.publishing import Account
from routing.reason_codes import CODES
from routing.reasons import Reason
from routing.report import Status, Within
from routing.request import Request, RequestKind
from storage.answer_legs import AnswerLeg
from storage.conflicts import Conflict
from storage.corrections import RuleCount
from storage.courier import Leased
from storage.earlier import Earlier, EarlierPost
from storage.internal_notes import Note, NoteKind
from storage.pages import Page, PageState
from storage.publications import ANSWER, Publication, PublicationState
from storage.searching import Found as Searched
from tests.handlers.empty import nothing_stored
from tests.handlers.examples import HANDBOOK, NOW, handbook, item
from tests.handlers.test_sentences import OURS, UNSPOKEN, value
from tests.handlers.words.everything_approvals import everything_about_approvals
from tests.handlers.words.everything_home import homes

LANGUAGES = ("nb", "nn", "sv", "da", "en")

NAMES = (
    "Bo Berg",
    "Cy Dahl",
    "Dee Eik",
    "Eva Foss",
    "Finn Holm",
    "Gro Lie",
    "Ada Lund",
    "Delivery",
    "Billing",
    "New York",
)

_LEFT_OUT = frozenset(
    {"url", "initial", "action", "subject", "value", "style", "form", "name", "person", "language", "at"}
)
"""Fields of messages that nobody reads as words; people's names are in `NAMES`, customers' words in quotations."""

_SAID_BY_DESKS = (replies, interactions, submissions, clicks, inbound, talk)


def everything(language: str) -> Iterator[Message | Form | str]:
    """All of it, spoken to a company of this language."""
    scene = _scene(language)
    speaker = scene.company
    for one in _items():
        yield card.card(scene, one)
        for asked in ((), ("dee", "gro")):
            yield notices.managers(scene, one, asked)
        for hidden in (True, False):
            declining, closing = (ending.reasons(scene, speaker) for ending in (DECLINE, NOT_AN_ITEM))
            yield forms.close(speaker, one, "decline", declining, may_read=not hidden)
            yield forms.close(speaker, one, "not_an_item", closing, may_read=hidden)
        yield from (reopening.form(speaker, one, overrules=overrules) for overrules in (True, False))
        yield from _conflicts(scene, one)
        yield answering.form(speaker, one)
        yield from _published(scene, one)
        offers = Offers(*(((Offer("…", "…", "…"),),) * 3))
        begun, told = Begun("…", "…", NOW), Guidance("…", ("…",), ("…",))
        yield answering.form(speaker, one, writers=[Writer("bo", NOW)], guidance=told, offers=offers, begun=begun)
        yield forms.pause(speaker, one, NOW)
        yield from _merged(speaker, one)
        for offered in ({}, {"a": "…"}, {"a": "…", "b": "…"}):
            yield holding.form(scene, speaker, one, one.deadline, offered, writes=True, reads=bool(offered))
        held = replace(one, held_until=one.deadline.due_at)
        yield holding.form(scene, speaker, held, one.deadline, {}, writes=False, reads=False)
        yield card.card(scene, held)
        yield why.why(speaker, one)
        yield from (new_item.made(speaker, one, NOW, existed=existed) for existed in (True, False))
        yield from (reactions.claimed(speaker, one, NOW), reactions.answer(speaker, one, NOW))
        yield reactions.given_back(speaker, one)
    yield new_item.form(speaker, scene.handbook)
    for private_one in (False, True):
        # What a reason says does not hang on the item, only whether it may be said of a private post.
        one = replace(item(), post=replace(item().post, private=private_one), reasons=tuple(_reasons()))
        yield why.why(speaker, one)
    for reason in _reasons():
        yield notices.notice(scene, item(), "bo", reason)
        yield private.note(speaker, reason)
        if reason.code in FAULTS:
            yield notices.fault(scene, "eva", reason)
    yield from _legs(scene)
    yield from _praise(scene)
    yield from everything_about_approvals(scene)
    yield from _pages(scene)
    yield from _alarms(scene)
    yield from _statuses(scene)
    yield from _lists(scene)
    yield from homes(scene)
    yield from _absences(scene)
    yield from _health(scene)
    yield from _tried_out(scene)
    yield from _among_colleagues(scene)
    yield private.ask_make_item(speaker, Place("slack", "C1", "1"))
    yield private.left_alone(speaker)
    yield from (private.made_item(speaker, 12, existed) for existed in (True, False))
    for text in ("", "help", "stauts", "xyzzy", "away?", "thanks"):
        match commands.said(scene, intents.Said("key", Actor("slack", "U0BO"), text)):
            case Done(whisper=Message() as message) | Refused(message=message):
                yield message
    posts = [EarlierPost(12, NOW, state, "", "…") for state in State]
    for more in (0, 1, 2):
        yield Message(tuple(earlier.listed(speaker, Earlier(tuple(posts), more))), "")
    yield from _of_the_desks(speaker)


def texts(drawn: Any) -> Iterator[str]:
    """What is read in it."""
    if isinstance(drawn, Enum):
        return  # a desk's matter, as a colour is
    if isinstance(drawn, str):
        yield drawn
    elif isinstance(drawn, tuple | list):
        for each in drawn:
            yield from texts(each)
    elif is_dataclass(drawn):
        if type(drawn).__name__ in ("Quote", "Mention"):
            return
        for field in fields(drawn):
            if field.name not in _LEFT_OUT:
                yield from texts(getattr(drawn, field.name))


def _scene(language: str, text: str = HANDBOOK) -> Scene:
    book: Handbook = handbook(text.replace('language = "en"', f'language = "{language}"'))
    return Scene(nothing_stored(), book, NOW, ("slack",), writes=False)


def _items() -> Iterator[Item]:
    for state in State:
        one = item(state, owner="bo" if state is not State.NEW else None, paged=("dee",))
        if state is State.PAUSED:
            one = replace(one, pause=Pause(NOW, NOW + timedelta(days=1), "waiting_for_legal", "cy"))
        yield one
        yield replace(one, post=replace(one.post, private=True, author=Author("Ola", "@ola"), url="https://x.com/1"))
        reason = "not_ours" if state is State.DECLINED else "test"
        closing = Closing(NOW, "bo", reason, "https://x.com/2", "Svar") if one.closing else None
        late = replace(one.deadline, due_at=NOW - timedelta(hours=1), came_unstaffed=True)
        yield replace(one, deadline=replace(late, came_late=True), closing=closing)
        yield replace(one, deadline=late, closing=closing, expert=None, urgency=Urgency.CRITICAL, kind=Kind.CRITIQUE)
    for urgency in Urgency:
        paging = replace(item(paged=("dee", "gro")).climb.paging, status=PageStatus.EXHAUSTED)
        yield replace(item(), urgency=urgency, climb=replace(item().climb, paging=paging))
    for kind in Kind:
        post = replace(item().post, text="", author=Author("", "@ola"), attachments=_ATTACHED)
        yield replace(item(), number=1, kind=kind, post=post)
    yield replace(
        item(), post=replace(item().post, attachments=("…", *_ATTACHED, *(f"https://x.com/{n}" for n in "12345")))
    )
    for source in ("instagram", "x", "blog", "forum", "review", "youtube", "linkedin", "tiktok", "other"):
        yield replace(item(), post=replace(item().post, source=source))


def _merged(speaker: Speaker, one: Item) -> Iterator[Message | Form]:
    other = replace(item(), number=9, post=replace(item().post, posted_at=NOW + timedelta(hours=1)))
    likely = [(other, "same_author"), (item(), "same_words"), (item(), "same_both")]
    for found in (likely, []):
        yield merging.form(speaker, one, found, may_read=bool(found))
        yield Message(tuple(together.suggestions(speaker, one, found, {9: "https://x.com/1"})), "")
    yield merging.merged(speaker, one, other, may_read=True)
    parts = (together.answered_with(speaker, [one] * count, {}) for count in (1, 2, 6, 7))
    yield Message((together.part_of(speaker, one, NOW, {}), *parts), "")


def _reasons() -> Iterator[Reason]:
    for code, names in {**CODES, **OURS}.items():
        if code in UNSPOKEN:
            continue
        assert code in SENTENCES
        values = {name: _VALUES.get(name, value(name)) for name in names}
        yield Reason(code, values)
        if "state" in names:
            yield from (Reason(code, {**values, "state": state.value}) for state in State)
        yield Reason(code, {**values, "told": "cy"})
        yield Reason(code, {**values, "paged": "dee"})


_ATTACHED = ("https://x.com/%E2%80%A6.png", "https://y.com/%E2%80%A6.png", "https://x.com/%E2%80%A6.pdf")

_VALUES: dict[str, str | int] = {
    "kind": "praise", "source": "review", "state": "paused", "why": "spam", "wait_reason": "needs_expert",
    "language": "sv", "what": "managers", "subject": "item:12", "domain": "delivery", "people": "bo,cy",
    "word": "…", "words": "…", "absent": "cy", "rule": "…", "because": "…", "error": "…", "identity": "…",
    "desk": "slack", "lead_of": "delivery",
}  # fmt: skip


def _conflicts(scene: Scene, one: Item) -> Iterator[Message | Form]:
    speaker = scene.company
    ours = [Said(what, "bo", NOW, "…", "https://x.com/3") for what in ("answered", "held", "private")]
    said = (Said("customer", "Ola", NOW, "…", "", ("https://x.com/1.png",)), *ours)
    for many in (0, 1, 2, 3):
        evidence = Evidence("…", "facebook", NOW, "https://x.com/1", Author("Ola"), _ATTACHED, said * many)
        reported = Conflict(3, one.number, "bo", NOW, "…", evidence if many else None)
        for settled in (reported, replace(reported, settled_by="cy", settled_at=NOW, note="…")):
            for able in (True, False):
                yield conflicts.asked(scene, one, settled, "cy", settles=able, may_read=able)
        yield conflicts.settle_form(speaker, one, reported, takes=bool(many), may_read=many > 1)
        yield Message(tuple(conflicts.kept(speaker, one, reported)), "")
    for able in (True, False):
        yield conflicts.report_form(speaker, one, may_read=able)
    for asked in (Asked("cy", NOW, Reason("")), Asked(None, NOW, Reason("")), Asked(None, None, Reason(""))):
        yield conflicts.reported(speaker, one, asked)


def _legs(scene: Scene) -> Iterator[Message | Form]:
    speaker = scene.company
    for one in (item(State.HALF_ANSWERED, "bo"), item(State.HALF_ANSWERED), as_two_legged(item(State.HALF_ANSWERED))):
        parts = needed(one.number, (14, 15), two_legged=True)
        for new in (True, False):
            yield two_legged.form(scene, speaker, one, parts, new=new)
        for link in ("", "https://x.com/2"):
            given = [AnswerLeg(part, "bo", NOW, link, "…") for part in parts]
            for may_read in (True, False):
                yield Message(tuple(two_legged.told(speaker, one, given, parts, may_read=may_read)), "")
        for lacking in (parts[:1], parts[1:2], parts):
            yield Message((Actions((two_legged.button(speaker, one, lacking),)),), "")


def _praise(scene: Scene) -> Iterator[Message]:
    speaker = scene.company
    for reason, text in (("thanked", "…"), ("liked", ""), ("two_legged", "…")):
        closing = Closing(NOW, "bo", reason, "", text)
        one = replace(item(State.ANSWERED, "bo"), kind=Kind.PRAISE, closing=closing)
        yield card.card(scene, one)
        yield praise.answered(speaker, replace(one, post=replace(one.post, url="https://x.com/1")))
        yield notices.managers(scene, one, ())
    yield praise.shared(scene, item(), "bo")
    yield from (praise.shared_already(speaker, "bo", NOW, address) for address in ("", "https://x.com/1"))


def _pages(scene: Scene) -> Iterator[Message]:
    for state in PageState:
        opened = Page(3, "dee", state, NOW, NOW, None if state is PageState.SOUNDING else NOW, 1)
        for many in (0, 1, 2, 20):
            for person in ("dee", "cy", "gro", "bo"):
                yield pages.page(scene, replace(opened, person=person), [item()] * many, Reason("page_unanswered", {
                    "person": "bo", "waited_seconds": 600}))  # fmt: skip
        late = replace(item(), deadline=replace(item().deadline, due_at=NOW - timedelta(hours=1)))
        yield pages.page(scene, opened, [late], None)
        yield pages.page(scene, opened, [item(State.CLAIMED, "dee")], None)
        private_one = replace(item(), post=replace(item().post, private=True))
        yield pages.page(scene, opened, [private_one], None)
        yield pages.moved(scene, opened)


def _statuses(scene: Scene) -> Iterator[Message]:
    nothing = Within("", 0, 0)
    for n in (0, 1, 2):
        within = (Within("facebook", n, n), Within("review", n, n))
        figures = Status(n, n, n, n, n, n, within, Within("", n, n), n, n, n, n, (12,))
        for oldest in ((), tuple(_items())):
            standing = status.Standing(figures, oldest)
            yield status.status_message(scene, scene.company, standing, shareable=True)
            yield status.shared_status(scene, standing, "bo")
    without = _scene(scene.company.language, HANDBOOK[: HANDBOOK.index("[rota]")])
    figures = Status(0, 0, 0, 0, 0, 0, (), nothing, 0, 0, 0, 0, ())
    yield status.status_message(without, without.company, status.Standing(figures, ()), shareable=False)


def _lists(scene: Scene) -> Iterator[Message]:
    speaker = scene.company
    rows = [
        lists.Row(one, at_risk=risk, address="", readable=False, late=late)
        for one in _items()
        for risk, late in ((True, False), (False, True))
    ]
    filters = [Filter("domain", "delivery"), *(Filter("state", state) for state in QUEUE_STATES)]
    for count in (1, 30):
        yield lists.mine(speaker, lists.Counts(count, count, count), rows)
        yield lists.queue(speaker, lists.Figures(count, count, count, count), rows, filters)
        yield lists.found(speaker, ("123",), rows, count, Searched((), count == 1, None))
    yield lists.mine(speaker, lists.Counts(0, 0, 0), [])
    yield lists.queue(speaker, lists.Figures(0, 0, 0, 0), [], [])
    yield lists.queue(speaker, lists.Figures(0, 0, 0, 0), [], filters)
    yield lists.found(speaker, ("123",), [], 0, Searched((), True, 7))
    yield lists.unknown_filter(speaker, scene.handbook, Reason("queue_unknown", {"words": "…"}), ())


def _among_colleagues(scene: Scene) -> Iterator[Message | Form]:
    """Offers, questions, replies and tips; of an item that is open, closed, and private."""
    speaker, people = scene.company, scene.handbook.people
    claimed, hidden = item(State.CLAIMED, "bo"), replace(item().post, private=True)
    request = Request(RequestKind.HANDOVER, "bo", ("finn",), NOW, NOW + timedelta(minutes=15))
    asked = Note(4, 12, NoteKind.QUESTION, "bo", "", "finn", NOW, "…")
    replied = replace(asked, reply="…", replied_at=NOW)
    offered = replace(claimed, request=request)
    yield card.card(scene, offered)
    yield from (hand_over.form(scene, speaker, claimed, people), hand_over.nobody(speaker, claimed))
    for by in ("bo", "cy"):
        yield hand_over.asked(scene, offered, replace(asked, by=by), request, may_read=True)
    for one in (claimed, item(State.CLAIMED, "finn"), item(State.ANSWERED, "bo")):
        for became in (None, Reason("handover_you_took", {"settled_at": NOW.isoformat()})):
            yield hand_over.over(scene, one, asked, became, may_read=True)
        for note in (asked, replied):
            yield internal.question(scene, one, note, may_read=True)
            yield internal.question(scene, replace(one, post=hidden), note, may_read=False)
        yield internal.reply(scene, one, replied)
        yield internal.ask_form(scene, speaker, replace(one, post=hidden), people, may_read=False)
        yield instead.refusal(speaker, Reason("level_may_not_answer", {"domain": "delivery", "people": "bo"}), one)
        for names in ((), ("bo", "finn", "cy"), ("bo",) * 20):
            yield instead.who_can(scene, speaker, replace(one, owner=None), names, ("bo",))
            yield instead.who_can(scene, speaker, one, names, ())
    for whom in (None, "bo"):
        yield internal.tip_form(speaker, claimed, whom)
        for at in (None, NOW):
            yield internal.thanked(speaker, whom, at)
            yield internal.asked(speaker, "bo", at)
    yield from (internal.tip(scene, claimed, replace(asked, by=by, by_name="…")) for by in ("", "bo"))
    yield internal.reply_form(speaker, asked)
    yield from (internal.waiting(speaker, [asked] * n) for n in (1, 2))
    said = (hand_over.person_missing, hand_over.gone_home, internal.person_missing, internal.question_missing,
            internal.reply_missing, internal.tip_missing)  # fmt: skip
    yield Message((Lines(tuple((one(speaker),) for one in said)),), "")
    for hours in (0, 10, 80):
        later = replace(scene, now=NOW + timedelta(hours=hours))
        yield Message((Lines(tuple((there(later, speaker, one),) for one in people)),), "")
    always = handbook(HANDBOOK.replace('"mon-fri 08:00-16:00"', '"always"')).people[0]
    never = handbook(HANDBOOK.replace('"mon-fri 08:00-16:00"', '"never"')).people[0]
    yield Message((Lines(tuple((there(scene, speaker, one),) for one in (always, never))),), "")


def _absences(scene: Scene) -> Iterator[Message]:
    midnight = NOW.replace(hour=23) + timedelta(days=1)
    later = NOW + timedelta(hours=2)
    stretches = [(NOW, None), (NOW, midnight), (NOW, later), (midnight, None), (midnight, later + timedelta(days=9))]
    all_of_them = tuple(Absence("bo", *stretch, deputy="cy", id=7) for stretch in stretches)
    for absence in all_of_them:
        for reader in ("bo", "cy"):
            for n in (0, 1, 2):
                warned = (Reason("deputy_missing"),)
                kept = absences.Said(absence, reader, NOW, all_of_them, all_of_them[1:3], warned, n, n, n)
                yield absences.said(scene, kept)
                yield absences.undone(scene, absence, reader, all_of_them, n)
    yield absences.own(scene, "bo", all_of_them)
    for away in ((), all_of_them):
        yield absences.listed(scene, scene.company, away)
    for reader in ("bo", "cy"):
        for planned in (None, Reason("absence_is_planned", {"person": "bo", "people": "eva"})):
            yield absences.back(scene, "bo", reader, planned)
    private_one = replace(item(), post=replace(item().post, private=True))
    for about in ((item(),), (item(), private_one)):
        for part in ("receiver", "giver", "returner", "taken_back"):
            for moved in ([], [[12, "bo"]], [[12, None]]):
                payload = {"person": "bo", "part": part, "giver": "cy", "moved": moved}
                for until in ({}, {"back_at": NOW.isoformat()}):
                    if part != "returner" or moved:
                        drawn = handovers.note(scene, {**payload, **until}, about)
                        assert drawn is not None
                        yield drawn


def _health(scene: Scene) -> Iterator[Message]:
    book, speaker = scene.handbook, scene.company
    reasons = [
        Reason(code, {name: _VALUES.get(name, value(name)) for name in CODES[code]}) for code in HEALTH if code in CODES
    ]
    kinds = [Finding(Found.FEW, Severity.WARNING, one, "delivery", details=(one,)) for one in reasons]
    people = [replace(one, domain="", person="bo") for one in kinds]
    rules = [replace(one, rule="parcels") for one in kinds]
    for findings in ((), (kinds[0],), (*kinds, *people, *rules)):
        yield health.health(speaker, book, findings, tuple(health.TITLES))
    counts = [RuleCount(rule, 12, 3, 1, 0) for rule in ("parcels", None, *["danger"] * 20)]
    for counted, days in (([], 1), (counts, 90)):
        yield health.rules(speaker, book, counted, days)
    yield health.rules(speaker, book, [], 90, frozenset())
    entries = [health.entry(book, one) for one in kinds]
    parts = [digest.payload(name, entries[:many]) for name, many in zip(health.TITLES, (1, 7, 8, 1, 1), strict=True)]
    yield digest.digest(scene, {"person": "bo", "parts": parts})
    for days in digest.OFTEN:
        yield digest.less(scene, {"person": "bo", "section": "delegation", "every_days": days, "before": 1})


def _published(scene: Scene, one: Item) -> Iterator[Message | Form | str]:
    """An answer that goes out at its source: the form, the preview, and the card meanwhile."""
    speaker, account = scene.company, Account("Fjellro", 10)
    yield publishing.offered(speaker, answering.form(speaker, one), account, "record")
    shown = Publication(
        7, one.number, 1, ANSWER, "bo", NOW, "facebook", account.name, "…", PublicationState.PREVIEWED,
        link=None, external_id=None, settled_at=None, error=None,
    )  # fmt: skip
    yield publishing.preview(speaker, one, shown)
    yield publishing.preview(speaker, replace(one, post=replace(one.post, author=Author())), shown)
    yield publishing.too_long(speaker, account, 12)
    yield card.card(scene, replace(one, request=Request(RequestKind.PUBLICATION, "bo", (), NOW)))


def _alarms(scene: Scene) -> Iterator[str]:
    """What the second leg of a page says: to who is on call and to another, of one item, of many, of none."""
    leased = Leased(
        id=1, token="", desk="page_email", conversation="person:bo", kind="second_leg", subject="page:1",
        merge_key=None,
        payload={}, priority=0, attempts=1, first_due_at=NOW, error=None,
    )  # fmt: skip
    for person in ("bo", "dee"):
        for many in (1, 14):
            page = Page(1, person, PageState.SOUNDING, NOW, NOW, None, 1)
            said = alarms.alarm(scene, leased, page, [item()] * many, None)
            yield from (said.heading, *said.lines)
    bo = scene.handbook.person("bo")
    assert bo is not None
    yield alarms.trial_alarm(scene.company, bo, "email", "test.1").heading


def _tried_out(scene: Scene) -> Iterator[Message]:
    """By day and by night, with and without a rota, a rule that decides, urgency and a private message."""
    for text in (HANDBOOK, HANDBOOK[: HANDBOOK.index("[rota]")]):
        book = _scene(scene.company.language, text).handbook
        for hours in (0, 10, 80):
            now = NOW + timedelta(hours=hours)
            for words in ("pakke, dangerous", "…"):
                post = Post("facebook", "1", words, now, language="nb", private=hours > 0)
                yield route.message(scene.company, explain(book, post, now, {}, {}))


def _of_the_desks(speaker: Speaker) -> Iterator[str]:
    for module in _SAID_BY_DESKS:
        for name, sentence in vars(module).items():
            if name.isupper() and isinstance(sentence, str) and " " in sentence:
                yield speaker.text(sentence, number=12)
    for sentence in (submissions.CLOSE, clicks.DONE):
        yield speaker.text(sentence)
    yield from (characters_more(speaker.language, n) for n in (1, 2))
