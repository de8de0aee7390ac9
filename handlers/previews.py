"""The preview of an answer that goes out at its source, and the button that sends it; and the one that stops it."""

from collections.abc import Mapping
from dataclasses import replace

from handlers import approvals, drafting
from handlers.access import Action, Denial, Permit, check_item
from handlers.answers_approved import WRITES, is_approved, may_not_answer
from handlers.claims import take
from handlers.intents import Click, Filled
from handlers.moves import happened, move
from handlers.permitted import permitted
from handlers.publishing import account_for, begin, key_of
from handlers.refusing import refused
from handlers.replies import Done, FieldErrors, OpenForm, Refused, Reply
from handlers.scene import Scene
from handlers.subjects import item_of, number_of
from handlers.views import private
from handlers.views import publishing as view
from handlers.views.publishing import HOW
from handlers.words import Speaker
from handlers.written import Written
from routing.item import Item
from routing.messages import Form
from routing.reasons import Reason, Value
from storage import drafts, follow_ups, outbox, publications
from storage.publications import PublicationState


def offered(scene: Scene, speaker: Speaker, item: Item, form: Form, how: str = "") -> Form:
    """The form of an answer, where its source can publish it: with the choice to. `how` is what was chosen before."""
    account = account_for(scene, item)
    return form if account is None else view.offered(speaker, form, account, how)


def previewed(
    scene: Scene, item: Item, permit: Permit, fields: Mapping[str, str], written: Written
) -> OpenForm | FieldErrors | None:
    """The preview of what was written, where it is to go out at the source. None: it is only to be recorded."""
    account = account_for(scene, item)
    if account is None or written.link or fields.get(HOW) == view.RECORD:
        return None
    speaker = scene.speaker(permit.person)
    if len(written.text) > account.longest:
        return FieldErrors({"text": view.too_long(speaker, account, len(written.text))})
    shown = publications.preview(scene.transaction, item, permit.person, account.name, written.text, scene.now)
    return OpenForm(view.preview(speaker, item, shown), over=True)


def publish(scene: Scene, filled: Filled) -> Reply:
    """Sends the answer on its way exactly as it was shown, and claims the item in the same step if it was free."""
    shown = publications.read(scene.transaction, number_of(filled.subject, "publication"))
    if shown is None:
        return refused(scene, filled.actor, Reason("preview_is_over"))
    found = permitted(scene, filled.actor, f"item:{shown.item}", WRITES)
    if isinstance(found, Refused):
        return found
    item, permit = found
    speaker, account = scene.speaker(permit.person), account_for(scene, item)
    stands = shown.state is PublicationState.PREVIEWED and shown.by == permit.person and shown.round == item.round
    if (denied := may_not_answer(scene, filled.actor, item, permit)) is not None:
        return denied
    needed = approvals.needed(scene, item, permit.person) is not None
    stands = stands and (not needed or is_approved(scene, item, permit.person, shown.text))
    if not stands or account is None or account.name != shown.account:
        return Refused(private.refusal(speaker, Reason("preview_is_over")))
    if follow_ups.asked_since(scene.transaction, item.number, shown.at):
        return Refused(private.refusal(speaker, Reason("preview_asked_again", {"number": item.number})))
    claimed = item if item.owner == permit.person else take(scene, item, permit, to_answer=True)
    if claimed is None or begin(scene, claimed, shown) is None:
        return Refused(private.refusal(speaker, happened(item_of(scene, f"item:{shown.item}"))))
    drafts.drop(scene.transaction, item.number, permit.person)
    return Done()


def stop(scene: Scene, click: Click) -> Reply:
    """Stops an answer that has not left yet. Its owner may, and the domain's lead."""
    item = item_of(scene, click.subject)
    permit = check_item(scene.handbook, click.actor, Action.RELEASE, item, scene.now)
    if isinstance(permit, Denial):
        return refused(scene, click.actor, permit.reason)
    speaker = scene.speaker(permit.person)
    others = check_item(scene.handbook, click.actor, Action.RELEASE_OTHERS, item, scene.now)
    if item.owner != permit.person and isinstance(others, Denial):
        return Refused(private.refusal(speaker, _of_another(scene, item)))
    answer = publications.under_way(scene.transaction, item.number)
    if not item.is_being_published or answer is None:
        return Refused(private.refusal(speaker, happened(item)))
    if not outbox.withdraw(scene.transaction, key_of(item.number), scene.now):
        return Refused(private.refusal(speaker, Reason("publish_has_left", {"number": item.number})))
    publications.failed(scene.transaction, answer.id, "stopped", scene.now)
    drafting.keep_words(scene, item, answer.by, answer.text)
    moved = move(scene, item, replace(item, request=None), who=permit.person, what="publish_stopped", values={})
    return Done() if moved is not None else Refused(private.refusal(speaker, happened(item)))


def _of_another(scene: Scene, item: Item) -> Reason:
    lead = scene.handbook.domain_or_default(item.domain).lead
    values: dict[str, Value] = {"number": item.number, "owner": item.owner or "", "lead": lead, "domain": item.domain}
    return Reason("publish_of_another", values)
