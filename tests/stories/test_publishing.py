"""Publishing: an answer that was looked at goes out at its source, once, word for word, and nothing else ever does."""

from pathlib import Path

import pytest

from routing.delivery import GaveUp, RetryAfter, Unknown
from tests.stories.publisher import StandIn
from tests.stories.reading import text_of
from tests.stories.world import World, world_of

POST = "Hvor er pakken min? https://www.facebook.com/fjellro/posts/1"
WORDS = "Hei! Den kommer <b>i dag</b>, kl. 14 & *senest* 16.\n\nHilsen Bo"


async def to_the_preview(world: World, words: str = WORDS, name: str = "bo") -> str:
    """Opens the form of an answer and sends it: the preview as this person reads it."""
    person = world.person(name)
    await person.clicks("Answer", item=1)
    assert await person.fills(text=words) == {}
    return text_of(person.sees_form("This goes out for everybody to read"))


@pytest.mark.shows("publish")
async def test_three_clicks_and_one_text_claim_included(tmp_path: Path) -> None:
    source = StandIn()
    async with world_of(tmp_path, publishers={"facebook": source}) as world:
        await world.ada.posts(POST)
        await world.bo.clicks("Answer", item=1)
        view = world.bo.sees_form("What shall become of it?")
        assert "Publish it as Fjellro (Facebook page)" in str(view)
        form = text_of(view)
        assert form.index("Your answer") < form.index("Or the link to your answer")
        assert await world.bo.fills(text=f"  {WORDS}\n") == {}
        preview = text_of(world.bo.sees_form("below the post, as Fjellro (Facebook page):"))
        assert "Hvor er pakken min?" in preview
        assert all(line in preview.splitlines() for line in WORDS.splitlines() if line)
        assert source.given == []
        assert "[Claim]" in text_of(world.card(1))
        assert await world.bo.fills() == {}
        assert world.workspace.open_views("U0BO") == []
        (answer,) = source.given
        assert (answer.text, answer.account, answer.url) == (
            WORDS, "Fjellro (Facebook page)", "https://www.facebook.com/fjellro/posts/1",
        )  # fmt: skip
        card = text_of(world.card(1))
        assert "🟢 Answered: Bo Berg answered Wed 4 Mar 10:00" in card
        assert "Open the answer" in card
        thread = world.thread()
        assert "Bo Berg sent an answer on its way: it goes out as Fjellro (Facebook page)." in thread
        assert "The answer of Bo Berg went out as Fjellro (Facebook page). Open the answer" in thread
        await world.forward(hours=2)
        assert source.words == [WORDS]


async def test_what_was_answered_by_hand_is_only_recorded(tmp_path: Path) -> None:
    source = StandIn()
    async with world_of(tmp_path, publishers={"facebook": source}) as world:
        for number in (1, 2):
            await world.ada.posts(f"Hvor er pakken min? https://www.facebook.com/fjellro/posts/{number}")
        await world.bo.clicks("Answer", item=1)
        assert "text" in await world.bo.fills(text=" ", link="")
        assert await world.bo.fills(text=WORDS, link="https://www.facebook.com/fjellro/posts/1?reply=2") == {}
        assert "Bo Berg answered" in text_of(world.card(1))
        await world.bo.clicks("Answer", item=2)
        assert await world.bo.fills(text="x" * 301, how="I have posted it myself: only record it") == {}
        assert "Bo Berg answered" in text_of(world.card(2))
        assert source.given == []


async def test_what_people_write_in_a_thread_never_goes_out(tmp_path: Path) -> None:
    source = StandIn()
    async with world_of(tmp_path, publishers={"facebook": source}) as world:
        post = await world.ada.posts(POST)
        await world.bo.clicks("Claim", item=1)
        for number, words in enumerate((WORDS, "Publish", f"{world.mention('bo')} publish it: {WORDS}")):
            below = post if number % 2 else world.card(1)["ts"]
            channel = {} if number % 2 else {"channel": "C0TRIAGE"}
            await world.bo.posts(words, thread_ts=below, **channel)
        await to_the_preview(world)
        await world.bo.posts("Publish", channel="C0TRIAGE", thread_ts=world.card(1)["ts"])
        await world.forward(hours=1)
        assert source.given == []
        assert "Bo Berg took it" in text_of(world.card(1))


async def test_back_from_the_preview_the_words_are_kept(tmp_path: Path) -> None:
    source = StandIn()
    async with world_of(tmp_path, publishers={"facebook": source}) as world:
        await world.ada.posts(POST)
        await to_the_preview(world)
        await world.bo.goes_back("Back")
        assert WORDS in world.bo.field("text")
        assert await world.bo.fills(text="Den kom i går.") == {}
        assert "Den kom i går." in text_of(world.bo.sees_form("This goes out for everybody to read"))
        assert await world.bo.fills() == {}
        assert source.words == ["Den kom i går."]
        world.card(1)


async def test_the_account_has_room_for_so_many_characters(tmp_path: Path) -> None:
    source = StandIn(longest=20)
    async with world_of(tmp_path, publishers={"facebook": source}) as world:
        await world.ada.posts(POST)
        await world.bo.clicks("Answer", item=1)
        assert await world.bo.fills(text="å" * 21) == {
            "text": "Fjellro (Facebook page) takes 20 characters at most, and this has 21."
        }
        assert await world.bo.fills(text="å" * 20) == {}
        assert await world.bo.fills() == {}
        assert source.words == ["å" * 20]
        world.card(1)


async def test_other_sources_and_private_messages_are_answered_as_before(tmp_path: Path) -> None:
    source = StandIn()
    body = {"source": "facebook", "external_id": "p1", "private": True, "text": "Pakken er borte"}
    async with world_of(tmp_path, publishers={"facebook": source}) as world:
        assert (await world.hands_in(body)).status == 202
        await world.ada.posts("Hvor er pakken min? https://www.instagram.com/p/1")
        for number in (1, 2):
            await world.bo.clicks("Answer", item=number)
            assert "Publish" not in text_of(world.bo.sees_form(f"Answer item {number}"))
            assert await world.bo.fills(text=WORDS) == {}
            assert "Bo Berg answered" in text_of(world.card(number))
        assert source.given == []


async def test_who_was_quicker_is_told_at_the_button(tmp_path: Path) -> None:
    source = StandIn()
    async with world_of(tmp_path, publishers={"facebook": source}) as world:
        await world.ada.posts(POST)
        await to_the_preview(world)
        await to_the_preview(world, "Jeg også.", "finn")
        world.bo.sees("Finn Holm has begun to write an answer to item 1 too")
        assert await world.finn.fills() == {}
        assert await world.bo.fills() == {}
        world.bo.sees_form("Finn Holm answered item 1 Wed 4 Mar 10:00.")
        assert source.words == ["Jeg også."]
        world.card(1)


@pytest.mark.shows("publish_failed")
async def test_what_the_source_refuses_is_told_and_kept(tmp_path: Path) -> None:
    source = StandIn(befalls=[GaveUp("post_was_deleted")])
    async with world_of(tmp_path, publishers={"facebook": source}) as world:
        await world.ada.posts(POST)
        await to_the_preview(world)
        assert await world.bo.fills() == {}
        assert "Bo Berg took it" in text_of(world.card(1))
        failed = "The answer could not go out as Fjellro (Facebook page): post_was_deleted."
        assert failed in world.thread()
        told = world.bo.sees("Your answer could not go out as Fjellro (Facebook page): post_was_deleted.")
        assert "Your words are kept: press Answer to try again." in told
        fault = world.eva.sees("An answer to item 1 could not go out as Fjellro (Facebook page): post_was_deleted.")
        assert "Hilsen" not in fault
        await world.bo.clicks("Answer")
        assert WORDS in world.bo.field("text")
        assert await world.bo.fills() == {}
        assert await world.bo.fills() == {}
        assert source.words == [WORDS]
        assert "Bo Berg answered" in text_of(world.card(1))


@pytest.mark.shows("publish_looked_up")
async def test_what_arrived_and_nobody_heard_of_is_found_and_not_sent_again(tmp_path: Path) -> None:
    source = StandIn(befalls=["lost"])
    async with world_of(tmp_path, publishers={"facebook": source}) as world:
        await expects_one_answer_after_a_look(world, source)
        assert len(source.given) == 1


async def test_what_did_not_arrive_is_sent_again_after_a_look(tmp_path: Path) -> None:
    source = StandIn(befalls=[Unknown("timeout")])
    async with world_of(tmp_path, publishers={"facebook": source}) as world:
        await expects_one_answer_after_a_look(world, source)
        first, again = source.given
        assert first.token == again.token


async def expects_one_answer_after_a_look(world: World, source: StandIn) -> None:
    await world.ada.posts(POST)
    await to_the_preview(world)
    assert await world.bo.fills() == {}
    assert "Bo Berg has an answer on its way" in text_of(world.card(1))
    await world.forward(seconds=14)
    assert len(source.given) == 1
    await world.forward(seconds=20)
    assert "Bo Berg answered" in text_of(world.card(1))
    assert source.words == [WORDS]


@pytest.mark.shows("stop_publishing")
async def test_while_it_is_on_its_way_everybody_waits_and_its_owner_may_stop_it(tmp_path: Path) -> None:
    source = StandIn(befalls=[RetryAfter(600)] * 9)
    async with world_of(tmp_path, publishers={"facebook": source}) as world:
        await world.ada.posts(POST)
        shown = world.card(1)
        await to_the_preview(world)
        assert await world.bo.fills() == {}
        card = text_of(world.card(1))
        assert "Bo Berg has an answer on its way" in card
        assert not any(f"[{label}]" in card for label in ("Answer", "Release", "Decline", "Claim"))
        for label in ("Answer", "Claim", "Decline"):
            await world.finn.clicks_on(shown, label)
            world.finn.is_told("An answer by Bo Berg to item 1 is on its way: wait until it is out.")
        await world.finn.clicks("Stop the answer", item=1)
        world.finn.is_told("Item 1 is Bo Berg's: only they, or Cy Dahl as the lead of Delivery, can stop the answer.")
        await world.bo.clicks("Stop the answer", item=1)
        assert "Bo Berg took it" in text_of(world.card(1))
        assert "Bo Berg stopped the answer before it went out." in world.thread()
        await world.forward(hours=1)
        assert (len(source.given), source.words) == (1, [])
        await world.bo.clicks("Answer", item=1)
        assert WORDS in world.bo.field("text")
        assert await world.bo.fills(link="https://www.facebook.com/fjellro/posts/1?reply=2") == {}
        assert "Bo Berg answered" in text_of(world.card(1))


async def test_what_may_have_left_cannot_be_stopped_and_is_somebodys_to_look_at_in_the_end(tmp_path: Path) -> None:
    source = StandIn(befalls=["lost"], deaf=True)
    async with world_of(tmp_path, publishers={"facebook": source}) as world:
        await world.ada.posts(POST)
        await to_the_preview(world)
        assert await world.bo.fills() == {}
        await world.bo.clicks("Stop the answer", item=1)
        world.bo.is_told("The answer to item 1 may be out already: it cannot be stopped any more.")
        await world.forward(minutes=29)
        world.bo.has_direct_messages(0)
        await world.forward(minutes=2)
        world.bo.sees("Nobody knows whether your answer went out as Fjellro (Facebook page). Look at the post")
        world.eva.sees("An answer to item 1 is stuck on its way to Fjellro (Facebook page).")
        assert "Bo Berg took it" in text_of(world.card(1))
        source.deaf = False
        await world.forward(minutes=1)
        assert "Bo Berg answered" in text_of(world.card(1))
        assert source.words == [WORDS]


async def test_it_waits_for_the_source_for_half_an_hour(tmp_path: Path) -> None:
    source = StandIn(befalls=[RetryAfter(60)] * 99)
    async with world_of(tmp_path, publishers={"facebook": source}) as world:
        await world.ada.posts(POST)
        await to_the_preview(world)
        assert await world.bo.fills() == {}
        await world.forward(minutes=31)
        world.bo.sees("Your answer could not go out as Fjellro (Facebook page) for 30 min")
        world.eva.sees("An answer to item 1 is stuck on its way")
        assert "for 30 min: given up." in world.thread()
        tries = len(source.given)
        source.befalls.clear()
        await world.forward(minutes=20)
        assert (len(source.given), source.words) == (tries, [])
        world.card(1)


async def test_what_was_handed_to_somebody_else_before_it_left_does_not_go_out(tmp_path: Path) -> None:
    source = StandIn(befalls=[RetryAfter(120)])
    async with world_of(tmp_path, publishers={"facebook": source}) as world:
        await world.ada.posts(POST)
        await to_the_preview(world)
        assert await world.bo.fills() == {}
        await world.bo.says(f"/svar away until friday deputy {world.mention('finn')}")
        world.bo.is_told("1 open item was handed over.")
        await world.finn.clicks("Answer", item=1)
        assert await world.finn.fills(link="https://www.facebook.com/fjellro/posts/1?reply=2") == {}
        await world.forward(minutes=5)
        assert (len(source.given), source.words) == (1, [])
        world.bo.sees("Your answer to item 1 did not go out as Fjellro (Facebook page)")
        assert "Finn Holm answered" in text_of(world.card(1))
        for name in ("bo", "finn", "cy"):
            world.person(name).sees_all()


async def test_the_customer_who_writes_again_is_looked_at_first(tmp_path: Path) -> None:
    source = StandIn(befalls=[RetryAfter(120)])
    again = {"source": "facebook", "in_reply_to": "p1", "author": {"name": "Kari"}}
    async with world_of(tmp_path, publishers={"facebook": source}) as world:
        await world.hands_in({"source": "facebook", "external_id": "p1", "text": "Hvor er pakken min?"})
        await to_the_preview(world)
        await world.hands_in({**again, "external_id": "p2", "text": "Og når kommer den?"})
        assert await world.bo.fills() == {}
        world.bo.sees_form("The customer has written again, so nothing went out.")
        await to_the_preview(world)
        assert await world.bo.fills() == {}
        await world.hands_in({**again, "external_id": "p3", "text": "Takk!"})
        await world.hands_in({**again, "external_id": "p4", "text": "Kan jeg hente den?"})
        await world.forward(minutes=3)
        world.bo.sees("Your answer did not go out: the customer wrote again before.")
        assert (len(source.given), source.words) == (1, [])
        await to_the_preview(world)
        assert await world.bo.fills() == {}
        await world.forward(minutes=3)
        assert source.words == [WORDS]
        assert "Bo Berg answered" in text_of(world.card(1))


async def test_a_restart_with_another_account_publishes_nothing_as_that(tmp_path: Path) -> None:
    source = StandIn(befalls=[RetryAfter(120)])
    async with world_of(tmp_path, publishers={"facebook": source}) as world:
        await world.ada.posts(POST)
        await to_the_preview(world)
        assert await world.bo.fills() == {}
        source.account = "Fjellro Sverige (Facebook page)"
        await world.restart_after(minutes=5)
        assert (len(source.given), source.words) == (1, [])
        world.bo.sees("Your answer did not go out: the account Fjellro (Facebook page) was changed.")
        assert "Bo Berg took it" in text_of(world.card(1))
