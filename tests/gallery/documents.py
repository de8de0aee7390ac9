"""Every message and form that the stories meet, each held against what both desks take; kept for the gallery if asked.

The stories show everything that the bot can say, so what they meet is what there is. A document that one desk has shown
is drawn for the other as well: they have the same words.
"""

import os
import pickle
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from routing.messages import Form, Message, Status, Strong
from tests.gallery.checks import wrong_on_slack, wrong_on_teams

KEPT_IN = "SVARVAKT_GALLERY"
"""The folder where what was met is kept, one file a name; nothing is kept where this is not set."""

LONGEST = 6_000
"""Characters of a document, written out, above which a sample is too much to look at."""

Document = Message | Form


@dataclass(frozen=True)
class Sample:
    """One document. `name` says what it is: "card: Late", "form: decline", "after the command queue"."""

    name: str
    document: Document


@dataclass
class Met:
    """What this process has met, and what a desk would not have taken of it. Equal documents are looked at once."""

    seen: set[int] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)

    def meet(self, name: str, document: Document) -> None:
        """Looks at a document."""
        fingerprint = hash(repr(document))
        if fingerprint in self.seen:
            return
        self.seen.add(fingerprint)
        self.wrong += [f"{name}: {one}" for one in (*wrong_on_slack(document), *wrong_on_teams(document))]
        if folder := os.environ.get(KEPT_IN):
            keep(Path(folder), Sample(name, document))


MET = Met()


def name_of_message(kind: str, message: Message) -> str:
    """The kind, and of a card how the item stands: each state has a card of its own."""
    status = next((block for block in message.blocks if isinstance(block, Status)), None)
    stands = next((span.text for span in status.line if isinstance(span, Strong)), "") if status is not None else ""
    return f"{kind}: {stands}" if stands else kind


def fullness(sample: Sample) -> int:
    """How much there is to see: of what would fill the picture by itself as little as of nothing."""
    length = len(repr(sample.document))
    return length if length <= LONGEST else -length


def keep(folder: Path, sample: Sample) -> None:
    """The fullest of each name stays."""
    file = folder / f"{sha256(sample.name.encode()).hexdigest()[:16]}.{os.getpid()}.pickle"
    if not file.exists() or fullness(pickle.loads(file.read_bytes())) < fullness(sample):
        file.write_bytes(pickle.dumps(sample))


def kept(folder: Path) -> Iterator[Sample]:
    """The fullest of each name that any process has kept, by name."""
    found: dict[str, Sample] = {}
    for file in sorted(folder.glob("*.pickle")):
        sample: Sample = pickle.loads(file.read_bytes())
        if sample.name not in found or fullness(found[sample.name]) < fullness(sample):
            found[sample.name] = sample
    yield from (found[name] for name in sorted(found))
