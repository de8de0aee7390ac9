"""Answer: the form, and what becomes of it. An answer to an unclaimed item claims it in the same step."""

from collections.abc import Mapping
from dataclasses import replace

from handlers import approvals, drafting, previews
from handlers.access import Permit
from handlers.answers_approved import WRITES, form_instead, is_approved, reply_instead, to_be_approved
from handlers.intents import Click, Filled
from handlers.legs_approved import approved_legs
from handlers.merged_answers import given_below, store_with_merged, with_merged
from handlers.moves import happened
from handlers.offering import offers
from handlers.offering import put_in as with_offer
from handlers.permitted import permitted
from handlers.replies import FieldErrors, OpenForm, Refused, Reply
from handlers.scene import Scene
from handlers.thanking import thank_you
from handlers.two_legged import open_follow_up, open_missing
from handlers.views import private
from handlers.views.answering import LINK, TEXT, Begun, Writer, form
from handlers.views.follow_ups import latest
from handlers.views.publishing import HOW
from handlers.words import Speaker
from handlers.words.reasons import sentence
from handlers.written import read_written, store_answer
from routing.item import Item, State
from routing.messages import Form
from routing.playbook import guidance
from routing.reasons import Reason
from routing.selling import selling_in
from routing.text import clean
from storage.drafts import Draft

MOST_NAMED = 3
"""So many words that read like advertising are named."""


def open_answer(scene: Scene, click: Click) -> Reply:
    """The form of an answer, or why this person cannot answer this item. Who else is writing hears of it."""
    found = permitted(scene, click.actor, click.subject, WRITES)
    if isinstance(found, Refused):
        return found
    item, permit = found
    if item.state is State.HALF_ANSWERED:
        return open_missing(scene, click)
    if approved_legs(scene, item, permit.person) is not None:
        return open_follow_up(scene, click)
    if (instead := form_instead(scene, item, permit)) is not None:
        if isinstance(instead, OpenForm):
            return OpenForm(_with_ways(scene, item, permit, instead.form))
        return instead
    mine, others = drafting.opened(scene, item, permit.person)
    return OpenForm(_form(scene, item, permit, _begun(scene, item, permit, mine), others))


def put_in(scene: Scene, click: Click) -> Reply:
    """The form with what was chosen in it: a prepared answer, an earlier one, a link. Nothing that is typed is lost."""
    typed, link = clean(click.fields.get(TEXT, "")), clean(click.fields.get(LINK, ""))
    filled = Filled(click.key, click.actor, click.action, click.subject, {TEXT: typed, LINK: link})
    found = permitted(scene, click.actor, click.subject, WRITES)
    if isinstance(found, Refused):
        drafting.keep_unsent(scene, filled)
        return found
    item, permit = found
    text = with_offer(scene, scene.speaker(permit.person), item, permit.person, click.value, typed)
    drafting.keep_unsent(scene, replace(filled, fields={TEXT: text, LINK: link}))
    others = drafting.others_writing(scene, item, permit.person)
    shown = _form(scene, item, permit, Begun(text, link), others, click.fields.get(HOW, ""))
    return OpenForm(shown, updates=True)


def answer(scene: Scene, filled: Filled) -> Reply:
    """Stores the answer: its link, or its text where the source gives no link. What is refused stays as a draft."""
    reply = _answered(scene, filled)
    if isinstance(reply, Refused) and drafting.keep_unsent(scene, filled):
        speaker = scene.speaker_of(filled.actor)
        kept = sentence(speaker, Reason("draft_kept"))
        return Refused(private.with_line(reply.message, kept))
    return reply


def _answered(scene: Scene, filled: Filled) -> Reply:
    found = permitted(scene, filled.actor, filled.subject, WRITES)
    if isinstance(found, Refused):
        return found
    item, permit = found
    speaker = scene.speaker(permit.person)
    if item.state is State.HALF_ANSWERED:
        return Refused(private.refusal(speaker, happened(item)))
    fields = _without_thanks(scene, item, permit, filled.fields)
    text = clean(fields.get(TEXT, "")).strip()
    warning = _reads_like_advertising(scene, item, permit, text)
    if warning is not None and not is_approved(scene, item, permit.person, text):
        drafting.keep_unsent(scene, filled, warned=text)
        return warning
    if (instead := reply_instead(scene, replace(filled, fields=fields), item, permit)) is not None:
        if isinstance(instead, FieldErrors):
            drafting.keep_unsent(scene, filled)
        return instead
    written = read_written(speaker, fields, form(speaker, item).blocks)
    if isinstance(written, FieldErrors):
        drafting.keep_unsent(scene, filled)
        return written
    merged = given_below(scene, speaker, item, filled)
    if isinstance(merged, FieldErrors):
        drafting.keep_unsent(scene, filled)
        return merged
    if merged is not None:
        return store_with_merged(scene, item, permit, written, merged)
    if (preview := previews.previewed(scene, item, permit, filled.fields, written)) is not None:
        drafting.keep_unsent(scene, filled)
        return preview
    return store_answer(scene, item, permit, written)


def _reads_like_advertising(scene: Scene, item: Item, permit: Permit, text: str) -> FieldErrors | None:
    """A warning, once: who sends the same words again means them."""
    selling = selling_in(text)
    if not selling or drafting.is_warned(scene, item, permit.person, text):
        return None
    speaker = scene.speaker(permit.person)
    words = speaker.listed(speaker.text("“{words}”", words=words) for words in selling[:MOST_NAMED])
    said = speaker.text(
        "This reads like advertising: {words}. Change it, or press “{button}” again if you mean it.",
        words=words, button=_for_whom(scene, item, permit, form(speaker, item)).submit,
    )  # fmt: skip
    return FieldErrors({TEXT: said})


def _without_thanks(scene: Scene, item: Item, permit: Permit, fields: Mapping[str, str]) -> Mapping[str, str]:
    """The fields without a thank-you that nothing was added to: alone it is no answer."""
    untouched = fields.get(TEXT, "").strip() == thank_you(scene, item, permit.person)
    return {**fields, TEXT: ""} if untouched else fields


def _begun(scene: Scene, item: Item, permit: Permit, mine: Draft | None) -> Begun:
    if mine is not None and mine.fields:
        return Begun(mine.fields.get(TEXT, ""), mine.fields.get(LINK, ""), mine.changed_at)
    before = approvals.begun_by(scene, item, permit.person)
    return Begun(
        before.text if before is not None and not before.private_text else thank_you(scene, item, permit.person)
    )


def _form(scene: Scene, item: Item, permit: Permit, begun: Begun, others: tuple[Draft, ...], how: str = "") -> Form:
    """`how` is what was chosen in it about publishing, if anything."""
    speaker: Speaker = scene.speaker(permit.person)
    drawn = form(
        speaker,
        item,
        follow_up=latest(scene, speaker, item, may_read=True),
        writers=[Writer(one.person, one.begun_at) for one in others],
        guidance=guidance(item, scene.handbook),
        offers=offers(scene, speaker, item, permit.person),
        begun=begun,
    )
    return _for_whom(scene, item, permit, drawn, how)


def _for_whom(scene: Scene, item: Item, permit: Permit, drawn: Form, how: str = "") -> Form:
    """The form for who must have it approved first, or who may answer by themself: then also below merged posts."""
    first = to_be_approved(scene, item, permit.person, drawn)
    if first is not None:
        return first
    return _with_ways(scene, item, permit, drawn, how)


def _with_ways(scene: Scene, item: Item, permit: Permit, drawn: Form, how: str = "") -> Form:
    """The form with all that may become of it: that it goes out from here, and the answers below merged posts."""
    speaker = scene.speaker(permit.person)
    return with_merged(scene, speaker, item, previews.offered(scene, speaker, item, drawn, how))
