"""“I am away…”: the same as the command `away`, by a form."""

from handlers import announce
from handlers.absences import keep
from handlers.access import Denial, check_absence, person_of
from handlers.intents import Actor, Click, Filled
from handlers.lengths import too_long
from handlers.refusing import refused
from handlers.replies import Done, FieldErrors, OpenForm, Reply
from handlers.roster import alone
from handlers.scene import Scene
from handlers.views import away as view
from handlers.words.reasons import sentence
from handlers.words.speaker import plain
from routing.messages import Form
from routing.reasons import Reason
from routing.spoken_times import until_then
from routing.text import clean


def open_form(scene: Scene, click: Click) -> Reply:
    """The form, for somebody whom the handbook knows."""
    person = person_of(scene.handbook, click.actor) or ""
    permit = check_absence(scene.handbook, click.actor, person)
    if isinstance(permit, Denial):
        return refused(scene, click.actor, permit.reason)
    return OpenForm(_form(scene, click.actor))


def submit(scene: Scene, filled: Filled) -> Reply:
    """Keeps it and hands over, or says what is wrong at each field."""
    alone(scene)
    person = scene.handbook.person(person_of(scene.handbook, filled.actor))
    permit = check_absence(scene.handbook, filled.actor, person.id if person is not None else "")
    if isinstance(permit, Denial) or person is None:
        assert isinstance(permit, Denial), "whoever may say it of themself is known"
        return refused(scene, filled.actor, permit.reason)
    speaker = scene.speaker(person.id)
    entered = {name: clean(value).strip() for name, value in filled.fields.items()}
    if wrong := too_long(speaker, _form(scene, filled.actor).blocks, entered):
        return FieldErrors(wrong)
    deputy = entered.get("deputy", "").removeprefix(view.NOBODY)
    if deputy and scene.handbook.person(deputy) is None:
        return FieldErrors({"deputy": plain(sentence(speaker, Reason("person_not_named", {"words": deputy[:60]})))})
    kept = keep(scene, permit.person, person, until_then(entered.get("until", "")), deputy)
    if isinstance(kept, Reason):
        field = "deputy" if kept.code.startswith("deputy_") else "until"
        return FieldErrors({field: plain(sentence(speaker, kept))})
    return Done(kept)


def _form(scene: Scene, actor: Actor) -> Form:
    own = person_of(scene.handbook, actor)
    able = (one.id for one in scene.handbook.people if one.id != own and announce.desk_of(scene, one.id) is not None)
    return view.form(scene.speaker_of(actor), able)
