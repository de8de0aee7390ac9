"""A message in a channel: is it a customer's post, colleagues' talk, or must the author be asked?"""

from dataclasses import replace

from handlers.access import Action, Denial, check_member, person_of
from handlers.intake import store
from handlers.intents import Actor, Click, Noticed
from handlers.refusing import refused
from handlers.replies import Done, Ignored, Refused, Reply, Stored
from handlers.scene import Scene
from handlers.views import private
from routing.handbook import Handbook
from routing.handbook_sections import Intake
from routing.item import Author, Post
from routing.language import Model
from routing.links import host_of
from routing.sorting import Sorted, sort
from routing.text import clean
from storage import items

SOURCES_BY_HOST = {
    "facebook.com": "facebook",
    "fb.com": "facebook",
    "fb.me": "facebook",
    "fb.watch": "facebook",
    "x.com": "x",
    "twitter.com": "x",
    "t.co": "x",
    "instagram.com": "instagram",
    "youtube.com": "youtube",
    "youtu.be": "youtube",
    "linkedin.com": "linkedin",
    "tiktok.com": "tiktok",
    "trustpilot.com": "review",
}
"""Which source a link leads to, by the end of its host name."""

OTHER = "other"
BLOG = "blog"


def prepare(handbook: Handbook, noticed: Noticed, model: Model | None = None) -> Sorted | None:
    """What is known of the message before the transaction; None for a channel that is not read."""
    reads = source_of_channel(handbook, noticed)
    if reads is None and noticed.wanted_by is None:
        return None
    post = Post(
        source=reads or source_of(noticed),
        external_id=f"{noticed.place.desk}:{noticed.place.conversation}:{noticed.place.message}",
        text=clean(noticed.text),
        posted_at=noticed.written_at,
        url=next((link for link in noticed.links if host_of(link)), ""),
        author=Author(name=clean(noticed.author)),
        attachments=noticed.files,
    )
    channel = channel_of(handbook, noticed)
    return sort(handbook, post, model, usual=(channel.language if channel is not None else None) or "")


def noticed(scene: Scene, message: Noticed, found: Sorted | None) -> Stored | Ignored | Done | Refused:
    """Integrations' posts are always items; people's are when they hold a link, a quotation or a file.

    What an integration puts below an item's post is the customer's follow-up; below anything else it is nothing.
    """
    if found is None:
        return Ignored()
    if message.replies_to:
        return _reply(scene, message, found)
    asker = message.wanted_by or message.actor
    if asker is not None:
        permit = check_member(asker, Action.SUBMIT)
        if isinstance(permit, Denial):
            return refused(scene, asker, permit.reason) if message.wanted_by else Ignored()
    if not (is_customers(scene.handbook, message) or message.wanted_by):
        return _ask_back(scene, message)
    if not message.text.strip() and not message.files:
        return Ignored()
    stored = store(scene, found, message.place, brought_by(scene.handbook, asker))
    if message.wanted_by is None:
        return stored
    speaker = scene.speaker(person_of(scene.handbook, message.wanted_by))
    return Done(private.made_item(speaker, stored.number, stored.existed), replaces=True)


def _reply(scene: Scene, message: Noticed, found: Sorted) -> Stored | Ignored:
    place = message.place
    item = items.read_by_origin(scene.transaction, place.desk, place.conversation, message.replies_to)
    if item is None or not (message.text.strip() or message.files):
        return Ignored()
    post = replace(found.post, source=item.post.source, in_reply_to=item.post.external_id)
    return store(scene, replace(found, post=post), place)


def leave_it(scene: Scene, click: Click) -> Reply:
    """The author said that it is just talk."""
    return Done(private.left_alone(scene.speaker_of(click.actor)), replaces=True)


def is_customers(handbook: Handbook, message: Noticed) -> bool:
    """True when the message is a customer's post by the handbook's rule for its desk."""
    if message.integration:
        return True
    desk = handbook.desk(message.place.desk)
    everything = desk is not None and desk.people == "all"
    return everything or bool(message.links) or message.quotes or bool(message.files)


def source_of_channel(handbook: Handbook, message: Noticed) -> str | None:
    """None: the channel is not read. "": it is, and the post itself must tell the source."""
    channel = channel_of(handbook, message)
    return None if channel is None else channel.source or source_of(message)


def channel_of(handbook: Handbook, message: Noticed) -> Intake | None:
    """The intake channel in which the message stands; None for any other place."""
    desk = handbook.desk(message.place.desk)
    channels = desk.intake if desk is not None else ()
    return next((channel for channel in channels if channel.channel == message.place.conversation), None)


def source_of(message: Noticed) -> str:
    """By the first link's host, else by the integration's own name; a link elsewhere is taken for a blog's."""
    for link in message.links:
        source = source_of_host(host_of(link))
        if source is not None:
            return source
    name = message.integration.casefold()
    for source in ("facebook", "instagram", "twitter", "youtube", "linkedin", "tiktok", "trustpilot", "blog", "forum"):
        if source in name:
            return {"twitter": "x", "trustpilot": "review"}.get(source, source)
    return BLOG if message.links else OTHER


def source_of_host(host: str) -> str | None:
    """Which source a link to this host leads to; None for one that we do not know."""
    host = host.removeprefix("www.")
    ends = (source for end, source in SOURCES_BY_HOST.items() if host == end or host.endswith(f".{end}"))
    return next(ends, None)


def _ask_back(scene: Scene, message: Noticed) -> Done | Ignored:
    if not message.asks or message.actor is None or not message.text.strip():
        return Ignored()
    speaker = scene.speaker(person_of(scene.handbook, message.actor))
    return Done(private.ask_make_item(speaker, message.place))


def brought_by(handbook: Handbook, actor: Actor | None) -> str:
    """Whose doing it is that a post is an item: a handbook id, a chat identity, "" for nobody's."""
    if actor is None:
        return ""
    return person_of(handbook, actor) or f"{actor.desk}:{actor.user}"
