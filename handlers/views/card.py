"""The card: the item as the desk shows it, through its whole life."""

from datetime import datetime

from handlers.scene import Scene
from handlers.views.attached import attached
from handlers.views.buttons import buttons
from handlers.views.earlier import wrote_before
from handlers.views.follow_ups import latest
from handlers.views.parts import (
    excerpt,
    joined,
    names_an_expert,
    one_line,
    posted_line,
    shareable_reasons,
    title,
)
from handlers.views.state import at_a_glance
from handlers.views.together import perhaps_the_same, together
from handlers.views.two_legged import legs
from handlers.words import Speaker, translatable
from handlers.words.reasons import sentence
from handlers.words.speaker import plain
from handlers.words.vocabulary import NOT_AN_ITEM_REASONS, word
from handlers.words.whys import declined
from routing.calendar import at_work
from routing.item import Item, State
from routing.messages import (
    Actions,
    Aside,
    Block,
    Facts,
    Heading,
    Line,
    Lines,
    Link,
    Mention,
    Message,
    Strong,
)
from routing.owning import is_free
from routing.pausing import ends_unstaffed, resumed

_FIELD_REASONS = frozenset(
    {"rule_matched", "rule_matched_words", "rule_because", "rule_added", "no_rule_fits", "corrected_domain"}
)


def card(scene: Scene, item: Item, reader: Speaker | None = None, *, may_read: bool = False, desk: str = "") -> Message:
    """Quote, who wrote it, for whom, until when, the state, and what can be done about it.

    For a channel, or for one `reader` alone: then nobody is pinged, and who `may_read` a private message does. `desk`
    is where it will stand, for links to other cards.
    """
    speaker = reader or scene.company
    blocks: list[Block] = [
        Heading(title(speaker, item)),
        at_a_glance(scene, speaker, item),
        speaker.quote(_words(speaker, item, may_read)),
        *attached(speaker, item),
        Aside(posted_line(speaker, item, may_read=may_read)),
        *latest(scene, speaker, item, may_read=may_read),
        *_ending(speaker, item, may_read),
        *together(scene, speaker, item, desk),
        *legs(scene, speaker, item, may_read=may_read),
        Facts(tuple(_facts(scene, speaker, item, pings=reader is None))),
        *wrote_before(scene, speaker, item),
        *perhaps_the_same(scene, speaker, item, desk),
    ]
    named = [one for one in item.climb.named if one not in (item.expert, item.owner)]
    if named and item.state.is_open:
        people = speaker.listed(speaker.person(person).name for person in named)
        blocks.append(Aside(speaker.line("Named as well: {people}.", people=people)))
    if item.pause is not None and ends_unstaffed(scene.handbook, item.domain, item.pause.until):
        nobody = translatable("When the pause ends, nobody who may answer for {domain} is at work.")
        blocks.append(Aside(speaker.line(nobody, domain=speaker.domain(item.domain))))
    because = _because(speaker, item)
    if because:
        blocks.append(Aside(because))
    if item.deadline.came_late and item.state.is_open:
        blocks.append(Aside(speaker.line("Came late: the time to answer was over before it came here.")))
    elif item.deadline.because.code == "taken_for_thanks" and item.state.is_open:
        blocks.append(Aside(sentence(speaker, item.deadline.because)))
    elif item.deadline.came_unstaffed and item.state.is_open:
        opens = speaker.moment(item.deadline.starts_at)
        blocks.append(Aside(speaker.line("Came outside our hours: the time to answer runs from {opens}.", opens=opens)))
    blocks.append(Actions(buttons(scene, speaker, item)))
    return Message(tuple(blocks), summary(speaker, item))


def summary(speaker: Speaker, item: Item) -> str:
    """The notification: what it is and for whom; of a private message never the words."""
    whom = speaker.person(item.expert).name if item.expert else speaker.text("nobody yet")
    words = "" if item.post.private else f": {one_line(item.post.text, 60)}"
    return speaker.text("{title} for {whom}", title=title(speaker, item), whom=whom) + words


def _words(speaker: Speaker, item: Item, may_read: bool) -> str:
    if item.post.private and not may_read:
        return speaker.text("A private message. Its words open only for those who may answer it.")
    return excerpt(item.post.text) or speaker.text("(no text)")


def _facts(scene: Scene, speaker: Speaker, item: Item, *, pings: bool) -> list[tuple[str, Line]]:
    taken_by = _owner(speaker, item)
    person = item.expert if taken_by else item.owner or item.expert
    whom: Line = (_named(scene, speaker, item, person, pings),) if person else speaker.line("Nobody can take this now")
    return [
        (speaker.text("For"), whom),
        (speaker.text("Field"), (speaker.domain(item.domain),)),
        *taken_by,
        (speaker.text("Answer by"), (speaker.moment(_due_at(scene, item)),)),
        *_doubted_language(speaker, item),
    ]


def _owner(speaker: Speaker, item: Item) -> list[tuple[str, Line]]:
    """While it is paused or locked the state speaks of that, and not of who has it."""
    told = item.pause.by if item.pause is not None else None if item.state is State.LOCKED else item.owner
    return [] if item.owner in (None, told) else [(speaker.text("Taken by"), (speaker.person(item.owner),))]


def _due_at(scene: Scene, item: Item) -> datetime:
    """By when; of what is paused as it is to be after a pause to its end."""
    if item.pause is None:
        return item.deadline.due_at
    return resumed(item, scene.handbook, item.pause.until).deadline.due_at


def _doubted_language(speaker: Speaker, item: Item) -> list[tuple[str, Line]]:
    """Where the words leave it in doubt: nobody is refused for it, and a choice of "Wrong?" mends it."""
    if "language" not in item.marks or not item.state.is_open:
        return []
    name = speaker.language_name(item.language)
    return [(speaker.text("Language"), speaker.line("probably {language}", language=name))]


def _because(speaker: Speaker, item: Item) -> Line:
    """Why this field, and while nobody has taken it: why this person. Nothing for what is closed."""
    if not item.state.is_open:
        return ()
    field = [reason for reason in shareable_reasons(item) if reason.code in _FIELD_REASONS]
    expert = [reason for reason in item.reasons if names_an_expert(reason) and is_free(item)]
    return joined(sentence(speaker, reason) for reason in (*field, *expert))


def _named(scene: Scene, speaker: Speaker, item: Item, name: str, pings: bool) -> Mention:
    """Mentioned with a ping during their hours alone; a desk pings when a message is posted, not when it is edited."""
    person = scene.handbook.person(name)
    fresh = pings and is_free(item)
    return speaker.person(name, ping=fresh and person is not None and at_work(person, scene.now))


def _ending(speaker: Speaker, item: Item, may_read: bool) -> list[Block]:
    closing = item.closing
    if closing is None:
        return []
    lines: list[Line] = []
    if item.state is State.DECLINED:
        lines.append(speaker.line("Reason: {why}", why=declined(speaker, closing.reason)))
    elif item.state is State.NOT_AN_ITEM:
        lines.append(speaker.line("Reason: {why}", why=word(speaker, NOT_AN_ITEM_REASONS, closing.reason)))
    if closing.link:
        lines.append((Link(speaker.text("Open the answer"), closing.link),))
    if item.state is State.ANSWERED and closing.text and (may_read or not item.post.private):
        lines.append((Strong(speaker.text("Our answer")),))
    blocks: list[Block] = [Lines(tuple(lines))] if lines else []
    if closing.text and (may_read or not item.post.private):
        blocks.append(speaker.quote(excerpt(closing.text, 600)))
    return blocks


def gone(scene: Scene, item: Item) -> Message:
    """What is left of a card whose item has moved to a field with a channel of its own."""
    speaker = scene.company
    said = speaker.line(
        "{title} has moved to {domain}.", title=title(speaker, item), domain=speaker.domain(item.domain)
    )
    return Message((Aside(said),), plain(said))
