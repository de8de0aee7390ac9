"""The second leg of a page: for whoever does not answer in chat, has a chat that fails, or one that is quiet."""

from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.databases import KINDS, fresh_address
from tests.stories.company import COMPANY
from tests.stories.receivers import Pager, Post, pager, post_office
from tests.stories.world import World, oslo, world_of

SECRETS = ("Hemmelig", "Kunde", "javascript", "evil", "facebook", "<!channel>", "Ada")
HOSTILE = (
    "Hemmelig Kunde <!channel> {person} javascript:alert(1) http://evil.example\r\nBcc: evil@evil.example "
    "Hvor er pakken min? https://www.facebook.com/fjellro/posts/"
)
NIGHT = "2026-03-04 20:00"

WITH_LEGS = COMPANY.replace(
    'slack = "U0DEE"', 'slack = "U0DEE"\nemail = "dee@fjellro.example"\nphone = "+47 912 34 567"\nlanguage = "en"\n'
    'page_also = ["webhook", "email"]',
)  # fmt: skip
BY_PHONE = WITH_LEGS.replace('page_also = ["webhook", "email"]', 'page_also = "webhook"')


class Stage:
    """The company at night with a telephone service and a mail server."""

    def __init__(self, folder: Path, handbook: str, address: str = "") -> None:
        self._folder, self._handbook, self._address = folder, handbook, address
        self._open = AsyncExitStack()

    async def __aenter__(self) -> tuple[World, Pager, Post]:
        calls, post = await self._open.enter_async_context(pager()), await self._open.enter_async_context(post_office())
        more = {**calls.settings, **post.settings}
        world = await self._open.enter_async_context(
            world_of(self._folder, begins=NIGHT, handbook=self._handbook, more=more, database=self._address)
        )
        return world, calls, post

    async def __aexit__(self, *error: Any) -> None:
        await self._open.__aexit__(*error)


async def paged(world: World, posts: int = 1, at: str = "2026-03-04 21:31") -> None:
    for number in range(1, posts + 1):
        await world.ada.posts(f"{HOSTILE}{number}")
    assert len(world.cards()) == posts
    await world.until(at)


@pytest.mark.shows("second_leg")
async def test_unanswered_it_goes_out_after_three_minutes_without_a_word_of_the_customer(tmp_path: Path) -> None:
    async with Stage(tmp_path, WITH_LEGS) as (world, calls, post):
        await paged(world, posts=2)
        world.dee.is_paged("You are on call: 2 items")
        await world.forward(minutes=1, seconds=55)
        assert (calls.calls, post.mails) == ([], [])
        calls.answers += [503]
        await world.forward(seconds=70)
        first, again = calls.calls
        assert (first.id, again.body["data"]) == (again.id, first.body["data"])
        assert first.at < again.at
        assert first.body["type"] == "page"
        data = first.body["data"]
        assert data["person"] == {
            "id": "dee", "name": "Dee Eik", "email": "dee@fjellro.example", "phone": "+4791234567",
        }  # fmt: skip
        assert (data["items"], data["count"], data["first_due_at"][:16]) == ([1, 2], 2, "2026-03-04T22:00")
        assert data["says"] == "You are on call: 2 items must be answered, the first by 23:00"
        assert bool(data["link"]) is (world.desk == "slack")
        (mail,), (envelope,) = post.mails, post.envelopes
        assert envelope == ("svarvakt@fjellro.example", ["dee@fjellro.example"])
        assert (mail["Subject"], mail["Auto-Submitted"]) == (data["says"], "auto-generated")
        assert mail["Message-ID"] == f"<{first.id}@fjellro.example>"
        assert "#1, #2" in mail.get_content()
        said = f"{first.raw} {mail.as_string()}"
        assert [word for word in SECRETS if word in said.replace("Bcc", "evil")] == []
        thread = world.thread(1)
        assert "Dee Eik was paged by telephone service as well: the page in chat has no answer." in thread
        assert "Dee Eik was paged by e-mail as well" in thread
        world.gro.has_direct_messages(0)
        await world.dee.clicks("Acknowledge")
        await world.forward(minutes=21)
        world.dee.is_paged("2 items")
        await world.dee.clicks("I take it")
        await world.forward(minutes=10)
        assert (len(calls.calls), len(post.mails)) == (2, 1)
        # Late: what goes out then says so.
        await world.until("2026-03-04 23:05")
        assert calls.calls[-1].body["data"]["says"] == (
            "You are on call: 2 items must be answered, the first was due 23:00"
        )
        world.dee.sees_all()


@pytest.mark.shows("second_leg")
async def test_where_chat_fails_it_starts_at_once_and_whom_nothing_reaches_is_passed_over(tmp_path: Path) -> None:
    async with Stage(tmp_path, BY_PHONE) as (world, calls, _):
        world.keep_from_writing_to("U0DEE")
        await paged(world)
        (call,) = calls.calls
        assert (call.body["data"]["items"], call.body["data"]["link"]) == ([1], "")
        assert "Dee Eik was paged by telephone service at once: the page does not reach their chat." in world.thread()
        assert "could not be delivered" in world.eva.sees("A message (page) could not be delivered")
        world.gro.has_direct_messages(0)
        await world.forward(minutes=10)
        assert "Dee Eik did not answer" in world.gro.is_paged()
        await world.bo.clicks("Claim", item=1)
        world.gro.sees("Settled")


@pytest.mark.parametrize("kind", KINDS)
async def test_whom_neither_leg_reaches_is_passed_over_at_once(tmp_path: Path, kind: str) -> None:
    with fresh_address(kind, tmp_path) as address:
        await expects_passing_over_at_once(tmp_path, address)


async def expects_passing_over_at_once(folder: Path, address: str) -> None:
    async with Stage(folder, BY_PHONE, address) as (world, calls, _):
        world.keep_from_writing_to("U0DEE")
        calls.answers += [410]
        await paged(world)
        assert len(calls.calls) == 1
        assert "The page did not reach Dee Eik." in world.gro.is_paged("Your help is needed: #1")
        thread = world.thread()
        assert "No way reaches Dee Eik now (http_410): the page goes on." in thread
        assert "Gro Lie was paged: the page did not reach Dee Eik." in thread
        world.eva.sees_all()
        await world.gro.clicks("I take it")
        world.gro.sees("Settled")


async def test_when_the_second_leg_fails_the_chat_sounds_once_more(tmp_path: Path) -> None:
    async with Stage(tmp_path, WITH_LEGS) as (world, calls, post):
        calls.answers += [503] * 8
        post.refuses += ["550 nobody here"]
        await paged(world)
        world.dee.has_direct_messages(1)
        await world.forward(minutes=2, seconds=10)
        assert (post.mails, 0 < len(calls.calls) < 8) == ([], True)
        assert "Dee Eik could not be paged by e-mail (smtp_550)." in world.thread()
        world.dee.has_direct_messages(1)
        await world.forward(minutes=2)
        assert len(calls.calls) == 8
        world.dee.has_direct_messages(2)
        world.dee.is_paged()
        world.dee.sees("Moved: this page has sounded again below.")
        lasting = "could not be paged by telephone service (out of reach): the page sounds in chat once more."
        assert lasting in world.thread()
        world.eva.sees_all()
        await world.forward(minutes=4)
        world.dee.has_direct_messages(2)
        world.gro.has_direct_messages(0)
        await world.forward(minutes=3)
        world.gro.is_paged()
        await world.gro.clicks("I take it")
        world.dee.sees("Settled")
        world.gro.sees("Settled")


@pytest.mark.only_on("slack", "quiet_times")
@pytest.mark.shows("quiet_times", "digest")
async def test_quiet_times_are_looked_at_beforehand_and_a_page_into_silence_goes_out_at_once(tmp_path: Path) -> None:
    async with Stage(tmp_path, BY_PHONE) as (world, calls, _):
        await world.until("2026-03-04 20:31")
        _quiet(world, "2026-03-04 21:00", hours=10)
        await paged(world, at="2026-03-04 22:02")
        (call,) = calls.calls
        assert call.at - oslo("2026-03-04 22:01") < timedelta(minutes=1)
        assert "Dee Eik was paged by telephone service at once: their chat is quiet now." in world.thread()
        world.dee.is_paged()
        await world.dee.clicks("I take it")
        await world.dee.clicks("Not an item", item=1)
        await world.dee.fills(reason="A test")
        world.dee.sees("Settled")
        _quiet(world, "2026-03-05 22:00", hours=9)
        await world.write_handbook(COMPANY)
        world.eva.sees("was saved")
        await world.until("2026-03-05 07:31")
        await world.until("2026-03-05 08:01")
        quiet = "from Thu 5 Mar 22:00 until Fri 6 Mar 07:00: a page would make no sound."
        for reader in (world.cy, world.eva):
            assert f"Dee Eik is on call, but their chat is quiet {quiet}" in reader.sees("Who is on call")
        assert quiet in world.dee.sees("Your quiet times")
        await world.until("2026-03-05 12:00")
        for person in (world.dee, world.eva, world.gro, world.cy):
            person.sees_all()


def _quiet(world: World, starts: str, hours: int) -> None:
    """Dee has set Do Not Disturb."""
    at = oslo(starts).timestamp()
    world.workspace.do_not_disturb("U0DEE", at, at + hours * 3600)
