"""New item: somebody writes down a customer's post that no desk or source has brought. It is stored as any other."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256

from handlers.access import Action, Denial, check_member, person_of
from handlers.following import known
from handlers.intake import store
from handlers.intents import Actor, Click, Filled, Said
from handlers.lengths import too_long
from handlers.noticed import BLOG, OTHER, brought_by, source_of_host
from handlers.refusing import refused
from handlers.replies import Done, FieldErrors, OpenForm, Reply
from handlers.scene import Scene
from handlers.subjects import item_of
from handlers.views import new_item as view
from handlers.words import Speaker
from handlers.words.reasons import sentence
from handlers.words.speaker import plain
from routing.item import Author, Post
from routing.links import host_of
from routing.reasons import Reason
from routing.sorting import sort
from routing.spoken_past import read_past
from routing.text import clean
from storage import items

KNOWN_FOR = timedelta(days=30)
"""How long a closed item is looked for by the link of its post; one of this form's own is found for good."""

LONGEST_IDENTITY = 200
"""Bytes of an address that names its post as it is; what hands in posts otherwise is held to as many."""


def open_form(scene: Scene, asked: Click | Said) -> Reply:
    """The form, from the shortcut or by `new`. Every member may hand in a post."""
    permit = check_member(asked.actor, Action.SUBMIT)
    if isinstance(permit, Denial):
        return refused(scene, asked.actor, permit.reason)
    return OpenForm(view.form(scene.speaker_of(asked.actor), scene.handbook))


def submit(scene: Scene, filled: Filled) -> Reply:
    """Stores the post, or says which item it is already."""
    permit = check_member(filled.actor, Action.SUBMIT)
    if isinstance(permit, Denial):
        return refused(scene, filled.actor, permit.reason)
    speaker = scene.speaker_of(filled.actor)
    post = _post(scene, speaker, filled)
    if isinstance(post, FieldErrors):
        return post
    number = _known(scene, post) if post.url else None
    existed = number is not None
    if number is None:
        stored = store(scene, sort(scene.handbook, post, scene.model), None, brought_by(scene.handbook, filled.actor))
        number, existed = stored.number, stored.existed
    return Done(view.made(speaker, item_of(scene, f"item:{number}"), scene.now, existed=existed), replaces=True)


def _post(scene: Scene, speaker: Speaker, filled: Filled) -> Post | FieldErrors:
    """What was filled in as a post, or what is wrong with it, at each field."""
    entered = {name: clean(value).strip() for name, value in filled.fields.items()}
    form = view.form(speaker, scene.handbook)
    wrong = too_long(speaker, form.blocks, entered)
    link, words = entered.get("link", ""), entered.get("words", "")
    if not words:
        wrong["words"] = view.words_missing(speaker)
    if link and not host_of(link):
        wrong.setdefault("link", speaker.text("That is no web address. It begins with https:// or http://."))
    written = _written_at(scene, filled.actor, entered.get("written", ""))
    if isinstance(written, Reason):
        wrong.setdefault("written", plain(sentence(speaker, written)))
    if wrong or isinstance(written, Reason):
        return FieldErrors(wrong)
    return Post(
        source=_source(entered, link),
        external_id=_identity(link) if link else filled.key,
        text=words,
        posted_at=written,
        url=link,
        author=Author(name=" ".join(entered.get("author", "").split())),
        private=entered.get("private") == "yes",
    )


def _identity(link: str) -> str:
    """The post's own name at its source: a long address is not kept in an index."""
    return link if len(link.encode()) <= LONGEST_IDENTITY else sha256(link.encode()).hexdigest()


def _written_at(scene: Scene, actor: Actor, said: str) -> datetime | Reason:
    if not said:
        return scene.now
    person = scene.handbook.person(person_of(scene.handbook, actor))
    return read_past(said, scene.now, person.zone if person is not None else scene.handbook.company.zone)


def _source(entered: Mapping[str, str], link: str) -> str:
    """What was written, else what was chosen, else what the link tells."""
    said = " ".join(entered.get("other_source", "").split()).lower() or entered.get("source", "").lower()
    return said[: view.LONGEST_SOURCE] or (source_of_host(host_of(link)) or BLOG if link else OTHER)


def _known(scene: Scene, post: Post) -> int | None:
    """The item of the post at this link, however it came in."""
    number = known(scene, post.source, post.external_id)
    return number if number is not None else items.by_link(scene.transaction, post.url, scene.now - KNOWN_FOR)
