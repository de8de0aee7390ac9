"""Forms opened, refused, mended and taken."""

from dataclasses import replace

import pytest

from handlers.intents import Actor, Filled
from handlers.replies import Busy, Done, FieldErrors, OpenForm, Refused, Reply
from routing.messages import Actions, Button, Choice, ChoiceField, Form, Heading, TextField
from tests.bot.desks.slack.scene import TRIAGE, Scene, message, said

ANSWER = Actions((Button("answer", "item:12", "Answer"),))
FORM = Form(
    "answer",
    "item:12",
    "Answer",
    "Send",
    "Cancel",
    (TextField("link", "Link"), ChoiceField("how", "How", (Choice("public", "In public"), Choice("both", "Both")))),
)
FILLED = {"link": "https://fb.example/1", "how": "Both"}


async def opened(scene: Scene, http: bool = False) -> None:
    await scene.connect(http=http)
    ts = await scene.card(Heading("Item 12"), ANSWER)
    scene.asked.answer = lambda _: OpenForm(FORM)
    await scene.workspace.click(scene.bo, TRIAGE, ts, label="Answer")
    assert len(scene.workspace.open_views(scene.bo)) == 1


@pytest.mark.parametrize("http", [False, True], ids=["socket", "http"])
async def test_a_form_is_taken(scene: Scene, http: bool) -> None:
    await opened(scene, http)
    scene.asked.answer = lambda _: Done(said("Thank you."))
    outcome = await scene.workspace.submit(scene.bo, FILLED)
    assert outcome.acknowledged
    assert not outcome.refused
    (filled,) = scene.asked.of(Filled)
    assert filled == Filled(
        f"slack:{outcome.sent['trigger_id']}",
        Actor("slack", scene.bo),
        "answer",
        "item:12",
        {"link": "https://fb.example/1", "how": "both"},
    )
    assert scene.workspace.open_views(scene.bo) == []
    assert scene.whispers(TRIAGE, scene.bo) == ["Thank you."]


@pytest.mark.parametrize("over", [False, True])
async def test_a_form_that_answers_another_takes_its_place_or_stands_over_it(scene: Scene, over: bool) -> None:
    await opened(scene)
    step = replace(FORM, form="second", title="Look once more", blocks=(Heading("Sure?"),))
    scene.asked.answer = lambda _: OpenForm(step, over=over)
    await scene.workspace.submit(scene.bo, FILLED)
    titles = [view["title"]["text"] for view in scene.workspace.open_views(scene.bo)]
    assert titles == (["Answer", "Look once more"] if over else ["Look once more"])
    if over:
        await scene.workspace.close_view(scene.bo)
        (view,) = scene.workspace.open_views(scene.bo)
        assert "https://fb.example/1" in str(view["state"]["values"])
        await scene.workspace.submit(scene.bo)
    scene.asked.answer = lambda _: Done()
    outcome = await scene.workspace.submit(scene.bo)
    assert not outcome.refused
    assert [filled.form for filled in scene.asked.of(Filled)] == ["answer", *(["answer"] if over else []), "second"]
    assert scene.workspace.open_views(scene.bo) == []


async def test_errors_stand_at_their_fields_and_the_form_can_be_mended(scene: Scene) -> None:
    await opened(scene)
    scene.asked.answer = lambda _: FieldErrors({"link": "That is no address.", "gone": "And this."})
    outcome = await scene.workspace.submit(scene.bo, FILLED)
    assert outcome.errors == {"link": "That is no address. And this."}
    scene.asked.answer = lambda _: Done()
    await scene.workspace.submit(scene.bo, FILLED)
    first, second = scene.asked.of(Filled)
    assert first.key != second.key
    assert scene.workspace.open_views(scene.bo) == []


@pytest.mark.parametrize("reply", [Busy(), KeyError("broken")])
async def test_what_was_written_is_not_lost_when_the_bot_is_busy(scene: Scene, reply: Reply | Exception) -> None:
    await opened(scene)
    scene.asked.answer = lambda _: reply
    outcome = await scene.workspace.submit(scene.bo, FILLED)
    assert "try again" in outcome.errors["link"]
    assert len(scene.workspace.open_views(scene.bo)) == 1


async def test_a_refusal_is_shown_in_the_form(scene: Scene) -> None:
    await opened(scene)
    scene.asked.answer = lambda _: Refused(said("Cy answered it at 10:04."))
    outcome = await scene.workspace.submit(scene.bo, FILLED)
    assert not outcome.refused
    (view,) = scene.workspace.open_views(scene.bo)
    assert view["title"]["text"] == "Not done"
    assert view["blocks"][0]["text"]["text"] == "Cy answered it at 10:04."


async def test_a_form_can_lead_to_another(scene: Scene) -> None:
    await opened(scene)
    second = Form("more", "item:12", "More", "Send", "Cancel", (TextField("note", "Note"), ANSWER))
    scene.asked.answer = lambda _: OpenForm(second)
    outcome = await scene.workspace.submit(scene.bo, FILLED)
    assert not outcome.refused
    (view,) = scene.workspace.open_views(scene.bo)
    assert view["title"]["text"] == "More"
    scene.asked.answer = lambda _: Done(said("Noted."))
    await scene.workspace.submit(scene.bo, {"note": "x"})
    assert scene.asked.of(Filled)[-1].form == "more"
    assert scene.whispers(TRIAGE, scene.bo) == ["Noted."]


async def test_a_form_from_a_command_answers_its_asker(scene: Scene) -> None:
    await scene.connect()
    scene.asked.answer = lambda _: OpenForm(FORM)
    await scene.workspace.command(scene.ada, TRIAGE, "/svar", "answer 12")
    scene.asked.answer = lambda _: Done(said("Thank you."))
    await scene.workspace.submit(scene.ada, FILLED)
    await scene.workspace.idle()
    assert scene.whispers(TRIAGE, scene.ada) == ["Thank you."]


async def test_a_form_from_a_private_message_can_replace_it(scene: Scene) -> None:
    await scene.connect()
    scene.asked.answer = lambda _: Done(message(ANSWER, summary="private"))
    await scene.workspace.command(scene.ada, TRIAGE, "/svar", "12")
    private = scene.seen(TRIAGE, scene.ada)[-1]
    scene.asked.answer = lambda _: OpenForm(FORM)
    await scene.workspace.click(scene.ada, TRIAGE, private["ts"], label="Answer")
    scene.asked.answer = lambda _: Done(said("Replaced."), replaces=True)
    await scene.workspace.submit(scene.ada, FILLED)
    await scene.workspace.idle()
    assert scene.whispers(TRIAGE, scene.ada) == ["Replaced."]


async def test_closing_a_form_is_no_intent(scene: Scene) -> None:
    await opened(scene)
    before = len(scene.asked.intents)
    await scene.workspace.close_view(scene.bo)
    await scene.workspace.idle()
    assert len(scene.asked.intents) == before
