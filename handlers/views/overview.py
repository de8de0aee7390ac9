"""Many items in one message for the managers: how many nobody has, the worst first, and where they came from."""

from collections import Counter
from collections.abc import Sequence

from handlers.abilities import can
from handlers.scene import Scene
from handlers.views.notices import MOST_LISTED
from handlers.views.parts import one_line, title
from handlers.views.state import state_line
from handlers.words import Speaker
from handlers.words.vocabulary import SOURCES, word
from routing.item import Item, PageStatus, Urgency
from routing.messages import Aside, Block, Line, Lines, Message, Strong

_WEIGHT = {Urgency.LOW: 3, Urgency.NORMAL: 2, Urgency.HIGH: 1, Urgency.CRITICAL: 0}


def overview(scene: Scene, about: Sequence[Item], desk: str) -> Message:
    """As the items stand now: it is brought up to date until somebody has answered them all."""
    speaker = scene.company
    left = sorted((item for item in about if item.state.is_open), key=_worst_first)
    heading, line = _heading(scene, speaker, about, left)
    lines = [line, *(_line(scene, speaker, item) for item in left[:MOST_LISTED])]
    blocks: list[Block] = [Lines(tuple(lines))]
    more = len(left) - MOST_LISTED
    if more > 0:
        blocks.append(Lines(((speaker.counted("And {n} more.", "And {n} more.", more),), *_counts(speaker, left))))
    vain = _paged_in_vain(speaker, left)
    if vain:
        blocks.append(Lines((vain,)))
    if left:
        command = Strong(("/svar " if can(desk, "slash_command") else "") + "status")
        said = speaker.line("How many are open and late now: {command}", command=command)
        blocks.append(Aside((*speaker.line("Claim or answer them on their cards."), " ", *said)))
    return Message(tuple(blocks), heading)


def _worst_first(item: Item) -> tuple[bool, int, object, int]:
    return item.owner is not None, _WEIGHT[item.urgency], item.deadline.due_at, item.number


def _heading(scene: Scene, speaker: Speaker, about: Sequence[Item], left: Sequence[Item]) -> tuple[str, Line]:
    free, late = sum(item.owner is None for item in left), sum(item.is_late(scene.now) for item in left)
    if free:
        heading = speaker.counted("{n} item needs somebody", "{n} items need somebody", free)
    else:
        heading = speaker.counted(
            "{n} item needed somebody: it is taken", "{n} items needed somebody: all of them are taken", len(about)
        )
    taken, closed = len(left) - free, len(about) - len(left)
    counted = (
        (taken, speaker.counted("{n} is taken and not answered yet", "{n} are taken and not answered yet", taken)),
        (late, speaker.counted("{n} is late", "{n} are late", late)),
        (closed, speaker.counted("{n} is closed", "{n} are closed", closed)),
    )
    said = [words for n, words in counted if n]
    sign = "🔴" if late else "🟡" if left else "🟢"
    return heading, (f"{sign} ", Strong(heading), *(f" · {one}" for one in said))


def _line(scene: Scene, speaker: Speaker, item: Item) -> Line:
    words = () if item.post.private else speaker.line(" “{words}”", words=one_line(item.post.text, 60))
    field = speaker.domain(item.domain)
    return (Strong(title(speaker, item)), " · ", field, " · ", *state_line(speaker, item, scene.now), *words)


def _counts(speaker: Speaker, left: Sequence[Item]) -> tuple[Line, ...]:
    sources = Counter(word(speaker, SOURCES, item.post.source) for item in left)
    fields = Counter(speaker.domain(item.domain) for item in left)
    return (
        speaker.line("By source: {counts}", counts=_listed(sources)),
        speaker.line("By field: {counts}", counts=_listed(fields)),
    )


def _listed(counts: "Counter[str]") -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.most_common(MOST_LISTED))


def _paged_in_vain(speaker: Speaker, left: Sequence[Item]) -> Line:
    """Whom pages have not reached, as long as nobody has taken what they were about."""
    found = [item.climb.paging for item in left if item.owner is None and item.climb.paging is not None]
    asked = dict.fromkeys(one for paging in found if paging.status is PageStatus.EXHAUSTED for one in paging.asked)
    if not asked:
        return ()
    people = speaker.listed(speaker.person(person).name for person in asked)
    return speaker.line("Paged, and nobody has taken it: {people}.", people=people)
