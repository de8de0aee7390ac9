"""The page: one direct message that wakes one person, with every item it is about and one set of buttons."""

from collections.abc import Sequence
from datetime import datetime

from handlers.access import Action, may
from handlers.scene import Scene
from handlers.views.follow_ups import latest
from handlers.views.on_call import on_call_line
from handlers.views.parts import due_line, excerpt, one_line, posted_line, title
from handlers.views.state import state_line
from handlers.words import Speaker, translatable
from handlers.words.reasons import sentence
from handlers.words.vocabulary import WAIT_REASONS
from routing.holding import HOLDABLE
from routing.item import Item, State
from routing.messages import Actions, Aside, Block, Button, Choice, Heading, Line, Lines, Menu, Message
from routing.paging import next_shift_start
from routing.people import able, is_on_call
from routing.reasons import Reason
from routing.rota import layers
from routing.rota_turns import people_around
from storage.pages import Page

MOST_LISTED = 12

_WAITS = frozenset({State.LOCKED, State.WAITING_FOR_APPROVAL})
"""What nobody takes, because it waits for somebody's word."""

_SAID_TO_THEMSELVES = {"page_again_unclaimed": "page_again_yours", "page_unanswered": "page_unanswered_yours"}


def page(scene: Scene, opened: Page, items: Sequence[Item], why: Reason | None, pause: Reason | None = None) -> Message:
    """`items` are those of the page that still need somebody, first due first; `why` is the reason of the first, and
    `pause` says that it was paused until lately."""
    speaker = scene.speaker(opened.person)
    if not items:
        done = speaker.line("✅ Settled: nothing on this page needs you any more.")
        return Message((Lines((done,)),), speaker.text("Settled: nothing on this page needs you any more."))
    first = items[0]
    heading = _heading(scene, speaker, opened.person, items)
    blocks: list[Block] = [Heading(heading)]
    if len(items) == 1 and not first.post.private:
        blocks += [speaker.quote(excerpt(first.post.text, 600)), Aside(posted_line(speaker, first))]
        blocks += latest(scene, speaker, first)
    else:
        blocks.append(Lines(tuple(_row(speaker, item) for item in items[:MOST_LISTED])))
        if len(items) > MOST_LISTED:
            blocks.append(Aside(speaker.line("and {n} more", n=len(items) - MOST_LISTED)))
    paused = [sentence(speaker, pause)] if pause is not None else []
    whys = (
        *paused,
        *([state_line(speaker, first, scene.now)] if first.state in _WAITS else []),
        *_why(speaker, opened.person, first, why, first.is_late(scene.now)),
        *_why_you(scene, speaker, opened.person, first),
    )
    blocks.append(Lines((due_line(speaker, first, scene.now), *whys)))
    blocks += _controls(scene, speaker, opened, items)
    return Message(tuple(blocks), heading)


def moved(scene: Scene, opened: Page) -> Message:
    """An earlier message of a page that has sounded anew since, or whose items a newer one lists."""
    speaker = scene.speaker(opened.person)
    line = speaker.line("⬇️ Moved: this page has sounded again below.")
    return Message((Lines((line,)),), speaker.text("Moved: this page has sounded again below."))


def _why(speaker: Speaker, person: str, item: Item, why: Reason | None, late: bool) -> list[Line]:
    """Why the person is asked, and who has it; to the owner that it is theirs."""
    if why is not None and why.values.get("person") == person:
        why = Reason(_SAID_TO_THEMSELVES.get(why.code, why.code), why.values)
    because = [sentence(speaker, why)] if why else []
    if item.owner is None or item.claimed_at is None:
        return because
    when = speaker.moment(item.claimed_at)
    if item.owner == person:
        sentences = (
            translatable("You have had it since {when}; it has no answer yet."),
            translatable("You have had it since {when}, and it is late."),
        )
        return [speaker.line(sentences[late], when=when)]
    owner = speaker.person(item.owner)
    return [*because, speaker.line("{person} took it {when}; it has no answer yet.", person=owner, when=when)]


def _why_you(scene: Scene, speaker: Speaker, person: str, item: Item) -> list[Line]:
    """Why of all people this one: on call and until when, next of the rota, or the field's lead."""
    if item.owner == person:
        return []
    handbook, now = scene.handbook, scene.now
    if (said := on_call_line(scene, speaker, person)) is not None:
        return [said]
    if any(person in people_around(layer, now) for layer in layers(handbook)):
        return [speaker.line("You come next in the rota.")]
    lead, domain = handbook.domain_or_default(item.domain).lead, speaker.domain(item.domain)
    if lead == person:
        return [speaker.line("You lead {domain}, and nobody else of the rota is left.", domain=domain)]
    stands_in = translatable("You stand in for {person}, who leads {domain}, and nobody else of the rota is left.")
    return [speaker.line(stands_in, person=speaker.person(lead), domain=domain)]


def _heading(scene: Scene, speaker: Speaker, person: str, items: Sequence[Item]) -> str:
    first = items[0]
    due = _due(speaker, first, scene.now)
    on_call = is_on_call(scene.handbook, person, scene.now)
    asked = speaker.text(translatable("You are on call") if on_call else translatable("Your help is needed"))
    if len(items) == 1:
        late = first.is_late(scene.now)
        said = translatable("{title} was due {due}") if late else translatable("{title} must be answered by {due}")
        what = speaker.text(said, title=title(speaker, first), due=due)
    else:
        what = speaker.counted("{n} item, due {due}", "{n} items, first due {due}", len(items), due=due)
    return f"{asked}: {what}"


def _due(speaker: Speaker, item: Item, now: datetime) -> str:
    """With its day from the deadline on: what is late may stand unchanged for days."""
    at = item.deadline.due_at
    return speaker.moment(at).fallback if item.is_late(now) else speaker.near(at, now)


def _row(speaker: Speaker, item: Item) -> Line:
    words = speaker.text("private message") if item.post.private else one_line(item.post.text, 60)
    return ("• ", f"{title(speaker, item)} · ", speaker.moment(item.deadline.due_at), f" · {words}")


def _controls(scene: Scene, speaker: Speaker, opened: Page, items: Sequence[Item]) -> list[Block]:
    subject = f"page:{opened.id}"
    if opened.state == "sounding":
        buttons = _take(scene, speaker, opened, items)
        until = _shift(scene, items)
        if until is not None:
            label = speaker.text("Can wait until {time}", time=speaker.by_day(until, scene.now))
            reasons = tuple(Choice(value, speaker.text(text)) for value, text in WAIT_REASONS.items())
            buttons.append(Menu("page_wait", subject, label, reasons))
        buttons += [
            Button("page_pass", subject, speaker.text("Pass on")),
            Button("page_acknowledge", subject, speaker.text("Acknowledge")),
            *_hold(speaker, subject, items),
        ]
        return [Actions(tuple(buttons))]
    said = {
        "acknowledged": translatable("👀 You acknowledged it {when}."),
        "waiting": translatable("💤 You said it can wait ({when})."),
        "passed": translatable("➡️ You passed it on {when}."),
    }.get(opened.state)
    if said is None or opened.settled_at is None:
        return []
    blocks: list[Block] = [Aside(speaker.line(said, when=speaker.moment(opened.settled_at)))]
    if opened.state == "acknowledged":
        buttons = [*_take(scene, speaker, opened, items), *_hold(speaker, subject, items)]
        blocks += [Actions(tuple(buttons))] if buttons else []
    return blocks


def _take(scene: Scene, speaker: Speaker, opened: Page, items: Sequence[Item]) -> list[Button | Menu]:
    """What comes first: to take it; of what the person has already, to answer it, where they may; to see the answer
    that waits for a word of theirs."""
    if any(item.owner != opened.person and item.state not in _WAITS for item in items):
        return [Button("page_take", f"page:{opened.id}", speaker.text("I take it"), "primary")]
    if len(items) > 1:
        return []
    (item,), subject = items, f"item:{items[0].number}"
    if item.state is State.WAITING_FOR_APPROVAL:
        decides = may(scene.handbook, opened.person, Action.APPROVE, item, scene.now) is not None
        return [Button("see_approval", subject, speaker.text("See the answer"), "primary")] if decides else []
    if item.state is not State.LOCKED and opened.person in able(scene.handbook, item.domain, scene.now):
        return [Button("answer", subject, speaker.text("Answer"), "primary")]
    return []


def _hold(speaker: Speaker, subject: str, items: Sequence[Item]) -> list[Button | Menu]:
    """Holding answer: for the one item of the page, or for one to be chosen of those that it lists."""
    label = speaker.text("Holding answer")
    holdable = [item for item in items[:MOST_LISTED] if item.state in HOLDABLE or item.state is State.LOCKED]
    if len(items) == 1:
        return [Button("hold", f"item:{item.number}", label) for item in holdable]
    choices = tuple(Choice(str(item.number), title(speaker, item)) for item in holdable)
    return [Menu("hold", subject, label, choices)] if choices else []


def _shift(scene: Scene, items: Sequence[Item]) -> datetime | None:
    starts = [next_shift_start(scene.handbook, item.domain, scene.now) for item in items]
    return min((start for start in starts if start is not None), default=None)
