"""`route <text>`: what would become of a customer's words if they came in now. Nothing is stored or told to others."""

import re

from handlers.access import Action, Denial, check_member
from handlers.intents import Said
from handlers.noticed import BLOG, OTHER, source_of_host
from handlers.replies import Done, Refused, Reply
from handlers.scene import Scene
from handlers.views import private
from handlers.views import route as view
from routing.explanation import explain
from routing.item import Post
from routing.links import hosts_in
from routing.reasons import Reason
from storage import loads

LONGEST = 4_000
"""Characters that are looked at: every member may ask, as often as they like."""

_SOURCE = re.compile(r"(?:^|\s)(?:source|kilde|kjelde|källa)\s*[:=]\s*(?P<source>[a-z0-9_-]{1,40})\s*$", re.IGNORECASE)


def route(scene: Scene, said: Said) -> Reply:
    """`route Where is my parcel? source: facebook`: the whole decision, to the asker alone."""
    permit = check_member(said.actor, Action.SEE)
    speaker = scene.speaker_of(said.actor)
    if isinstance(permit, Denial):
        return Refused(private.refusal(speaker, permit.reason))
    words, source = asked(said.text)
    if not words:
        return Refused(private.refusal(speaker, Reason("route_needs_text")))
    people = [person.id for person in scene.handbook.people]
    found = loads.read(scene.transaction, people)
    post = Post(source=source, external_id="", text=words[:LONGEST], posted_at=scene.now)
    explanation = explain(scene.handbook, post, scene.now, found.open, found.last_chosen, scene.model)
    return Done(view.message(speaker, explanation, LONGEST if len(words) > LONGEST else None))


def asked(text: str) -> tuple[str, str]:
    """The customer's words and their source: as said at the end, else by the first link that tells it."""
    _, *rest = text.split(maxsplit=1) or [""]
    words = rest[0].strip() if rest else ""
    named = _SOURCE.search(words)
    if named is not None:
        return words[: named.start()].strip(), named["source"].lower()
    hosts = hosts_in(words)
    known = (source for host in hosts if (source := source_of_host(host)) is not None)
    return words, next(known, BLOG if hosts else OTHER)
