"""The Home tab: when it is published, to whom, and what is pressed on it."""

from collections.abc import Callable

import pytest

from handlers.intents import Actor, Click, Intent, Opened
from handlers.replies import Busy, Done, OpenForm, Refused, Reply, ShowHome
from routing.messages import Actions, Button, Choice, Form, Heading, Menu, TextField
from tests.bot.desks.slack.scene import Scene, message, said
from tests.stories.reading import text_of

FORM = Form("answer", "item:12", "Answer", "Send", "Cancel", (TextField("link", "Link"),))
FIELDS = Menu("home", "home:", "All fields", (Choice("domain=delivery", "Delivery"),))
BUTTONS = Actions((Button("claim", "item:12", "Claim"), Button("answer", "item:12", "Answer"),
                   Button("show_item", "item:12", "Show"), FIELDS))  # fmt: skip


def homes(**replies: Reply) -> Callable[[Intent], Reply]:
    """A home that is numbered anew each time, and what clicks are answered, by action; forms are taken."""
    drawn = iter(range(1, 100))

    def answer(intent: Intent) -> Reply:
        match intent:
            case Opened(subject=subject):
                return ShowHome(message(Heading(f"Home {next(drawn)}"), BUTTONS), subject)
            case Click(action="home"):
                return ShowHome(message(Heading("Narrowed"), BUTTONS), "home:domain=delivery")
            case Click(action=name):
                return replies.get(name, Done())
        return Done()

    return answer


async def opened(scene: Scene, **replies: Reply) -> Scene:
    scene.asked.answer = homes(**replies)
    await scene.connect()
    await scene.workspace.open_home(scene.ada)
    await scene.workspace.idle()
    return scene


def title(scene: Scene, user: str) -> str:
    home = scene.workspace.home(user)
    return "" if home is None else text_of(home).splitlines()[0]


async def test_it_is_published_on_opening_and_on_own_actions_only(scene: Scene) -> None:
    await opened(scene, answer=OpenForm(FORM))
    assert scene.asked.of(Opened)[0].actor == Actor("slack", scene.ada)
    assert title(scene, scene.ada) == "Home 1"
    await scene.workspace.click_in_view(scene.ada, label="Claim")
    assert title(scene, scene.ada) == "Home 2"
    ts = await scene.card(BUTTONS)
    await scene.workspace.click(scene.bo, "C0TRIAGE", ts, label="Claim")
    await scene.workspace.click(scene.ada, "C0TRIAGE", ts, label="Claim")
    assert (title(scene, scene.ada), title(scene, scene.bo)) == ("Home 2", "")
    # A form changes nothing before it is sent.
    await scene.workspace.click_in_view(scene.ada, label="Answer")
    assert title(scene, scene.ada) == "Home 2"
    assert not (await scene.workspace.submit(scene.ada, {"link": "https://x.com/1"})).errors
    assert title(scene, scene.ada) == "Home 3"
    assert scene.workspace.open_views(scene.ada) == []


async def test_what_was_chosen_comes_back_with_whatever_is_done_then(scene: Scene) -> None:
    await opened(scene)
    await scene.workspace.click_in_view(scene.ada, label="All fields", option="Delivery")
    assert title(scene, scene.ada) == "Narrowed"
    await scene.workspace.click_in_view(scene.ada, label="Claim")
    assert [each.subject for each in scene.asked.of(Opened)] == ["home:", "home:domain=delivery"]


@pytest.mark.parametrize(
    ("reply", "seen"),
    [
        (Done(said("You have it.")), "You have it."),
        (Refused(said("Cy took it at 10:04.")), "Cy took it at 10:04."),
        (Busy(), "There is too much to do at this moment and nothing was stored. Please try again."),
    ],
)
async def test_what_is_said_to_whoever_pressed_stands_in_a_modal(scene: Scene, reply: Reply, seen: str) -> None:
    await opened(scene, claim=reply)
    await scene.workspace.click_in_view(scene.ada, label="Claim")
    (view,) = scene.workspace.open_views(scene.ada)
    assert seen in text_of(view)
    assert scene.seen(scene.workspace.open_direct(scene.ada), scene.ada) == []


async def test_an_item_that_is_looked_at_follows_what_is_done_in_its_modal(scene: Scene) -> None:
    await opened(scene, show_item=Done(message(Heading("Item 12"), BUTTONS)), answer=OpenForm(FORM))
    await scene.workspace.click_in_view(scene.ada, label="Show")
    before = len(scene.asked.of(Click))
    await scene.workspace.click_in_view(scene.ada, label="Claim")
    assert [each.action for each in scene.asked.of(Click)[before:]] == ["claim", "show_item"]
    assert len(scene.workspace.open_views(scene.ada)) == 1
    assert title(scene, scene.ada) == "Home 3"
    # What is sent from there says how it went, and closes all.
    await scene.workspace.click_in_view(scene.ada, label="Answer")
    assert len(scene.workspace.open_views(scene.ada)) == 2
    await scene.workspace.submit(scene.ada, {"link": "https://x.com/1"})
    assert scene.workspace.open_views(scene.ada) == []


async def test_a_home_that_is_not_taken_is_no_fault_of_the_event(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    await scene.connect()
    scene.asked.answer = homes()
    scene.workspace.fail_next("views.publish", error="internal_error")
    await scene.workspace.open_home(scene.ada)
    await scene.workspace.idle()
    assert title(scene, scene.ada) == ""
    assert "somebody's home was not shown" in caplog.text
    await scene.workspace.open_home(scene.ada)
    await scene.workspace.idle()
    assert title(scene, scene.ada) == "Home 2"
