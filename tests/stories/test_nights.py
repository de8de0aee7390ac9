"""Nights as the product promises them: who is woken, who is not, and what is on the page in the morning."""

from pathlib import Path

from tests.stories.company import COMPANY, WITHOUT_ROTA
from tests.stories.reading import text_of
from tests.stories.world import MANAGERS, TRIAGE, world_of

POST = "https://www.facebook.com/fjellro/posts/"
QUESTION = f"Hvor er pakken min? {POST}"
EVERYBODY = ("bo", "cy", "dee", "eva", "finn", "gro")


async def test_critique_on_facebook_on_friday_at_half_past_four(tmp_path: Path) -> None:
    """Nobody is there before Monday; half of three hours later Dee is woken, and nobody else."""
    async with world_of(tmp_path, begins="2026-03-06 16:30") as world:
        await world.ada.posts(f"Dere er elendige, pakken kom aldri! {POST}1")
        assert "Answer by\nFri 6 Mar 19:30" in text_of(world.card(1))
        assert "<@U0" not in text_of(world.card(1))
        await world.until("2026-03-06 17:59")
        for name in EVERYBODY:
            getattr(world, name).has_direct_messages(0)
        await world.until("2026-03-06 18:01")
        page = world.dee.is_paged("#1 · Facebook · critique must be answered by 19:30")
        assert (
            "Nobody who may answer for Delivery is at work before Mon 9 Mar 08:00; it is due Fri 6 Mar 19:30." in page
        )
        # Why to her, too.
        assert "You are on call until Mon 9 Mar 08:00" in page
        await world.dee.clicks("Can wait until Mon 08:00", option="Nobody is harmed by waiting")
        await world.until("2026-03-09 07:59")
        for name in EVERYBODY:
            getattr(world, name).has_direct_messages(1 if name == "dee" else 0)
        assert "Late since Fri 6 Mar 19:30" in text_of(world.card(1))
        # Whoever is back hears once what was for them meanwhile: the expert, the other one, the lead.
        await world.until("2026-03-09 15:00")
        for person in (world.bo, world.finn, world.cy):
            assert "nobody has taken it, and its time is up" in person.is_reminded("#1").casefold()
            person.has_direct_messages(1)
        for person in (world.dee, world.gro):
            person.sees_all()  # the shift has changed
        world.sees_all(MANAGERS)
        await world.bo.clicks("Claim", item=1)
        world.dee.sees("Settled")


async def test_a_blog_comment_on_christmas_eve(tmp_path: Path) -> None:
    """A day and a night for a blog, around the clock: half of it is gone on the morning of Christmas Day."""
    handbook = COMPANY.replace('hours = "mon-fri 08:00-16:00"', 'hours = "mon-fri 08:00-16:00"\nholidays = "NO"', 1)
    closed = '[[day]]\ndate = 2026-12-24\nname = "Christmas Eve"\n\n[[person]]'
    async with world_of(
        tmp_path, begins="2026-12-24 11:00", handbook=handbook.replace("[[person]]", closed, 1)
    ) as world:
        await world.ada.posts("Hvorfor kommer ikke pakken? https://blogg.example/innlegg")
        assert "Answer by\nFri 25 Dec 11:00" in text_of(world.card(1))
        await world.until("2026-12-24 22:59")
        for name in EVERYBODY:
            getattr(world, name).has_direct_messages(0)
        await world.until("2026-12-24 23:01")
        paged = [name for name in EVERYBODY if world.workspace.direct(f"U0{name.upper()}")]
        assert paged == ["dee"]
        assert "is at work before Mon 28 Dec 08:00; it is due Fri 25 Dec 11:00." in world.dee.is_paged("· Blog ·")
        await world.dee.clicks("I take it")
        world.dee.sees("Settled")


async def test_forty_items_while_one_page_is_unacknowledged(tmp_path: Path) -> None:
    """One message that rings once; a list that stays short; one Acknowledge for all of them."""
    async with world_of(tmp_path, begins="2026-03-04 20:00", handbook=PATIENT) as world:
        for number in range(1, 41):
            await world.ada.posts(f"{QUESTION}{number}")
        await world.until("2026-03-04 21:31")
        world.dee.has_direct_messages(1)
        page = world.dee.is_paged("You are on call: 40 items, first due 23:00")
        assert page.count("Hvor er pakken min?") == 12
        assert "and 28 more" in page
        assert page.count("[Acknowledge]") == 1
        await world.dee.clicks("Acknowledge")
        world.dee.has_direct_messages(1)
        world.dee.sees("You acknowledged it Wed 4 Mar 21:31.")
        world.cards()
        assert all("Dee Eik acknowledged the page" in world.thread(number) for number in (1, 40))
        # An hour later it runs out, for all of them: one more message, that joins them again.
        await world.until("2026-03-04 22:33")
        world.dee.has_direct_messages(2)
        assert "acknowledged it, but nobody has taken it since" in world.dee.is_paged("40 items")
        await world.dee.clicks("I take it")
        assert all("Dee Eik took it" in text_of(card) for card in world.cards())
        world.dee.sees_all()
        for name in ("gro", "cy"):
            getattr(world, name).has_direct_messages(0)


async def test_it_sounds_again_for_what_is_more_urgent_and_after_half_an_hour_alone(tmp_path: Path) -> None:
    """A patient rota, so that the page stays hers: what joins rings when it is more urgent, or after half an hour."""
    async with world_of(tmp_path, begins="2026-03-04 20:00", handbook=PATIENT) as world:
        await world.ada.posts(f"{QUESTION}1")
        await world.until("2026-03-04 20:10")
        await world.ada.posts(f"{QUESTION}2")
        await world.until("2026-03-04 20:50")
        await world.ada.posts(f"{QUESTION}3")
        await world.until("2026-03-04 21:41")
        world.dee.has_direct_messages(1)
        world.dee.is_paged("2 items")
        await world.ada.posts(f"Dangerous! Hvem hjelper? {POST}4")
        world.dee.has_direct_messages(2)
        world.dee.is_paged("3 items")
        await world.ada.posts(f"Dangerous! Hvem hjelper? {POST}5")
        world.dee.has_direct_messages(2)
        await world.until("2026-03-04 22:21")
        world.dee.has_direct_messages(3)
        world.dee.is_paged("5 items")
        world.cards()
        await world.dee.clicks("I take it")
        world.dee.sees_all()


async def test_two_days_of_downtime_are_one_page_to_whoever_is_on_call_now(tmp_path: Path) -> None:
    """Nobody who would have been woken meanwhile is: the page goes to who is on call now, about all of them."""
    async with world_of(tmp_path, begins="2026-03-07 10:00") as world:
        await world.ada.posts(f"{QUESTION}1")
        await world.ada.posts(f"{QUESTION}2")
        await world.restart_after(hours=33)
        world.cards()
        world.dee.has_direct_messages(1)
        world.dee.is_paged("2 items, first due")
        for name in ("bo", "cy", "finn", "gro"):
            getattr(world, name).has_direct_messages(0)
        world.sees_all(MANAGERS)
        await world.restart_after(minutes=2)
        world.dee.has_direct_messages(1)
        # By Monday at nine the page has gone to nobody else, and is over: Bo is at work.
        await world.dee.clicks("Can wait until 08:00", option="Nobody is harmed by waiting")
        await world.restart_after(hours=38)
        world.dee.sees_all()
        for name in ("gro", "cy"):
            assert "I take it" not in getattr(world, name).sees_all()
        for person in (world.bo, world.finn, world.eva):
            person.sees_all()
        await world.bo.clicks("Claim", item=1)
        await world.finn.clicks("Claim", item=2)
        assert "I was late: 2 reminders and other steps due Sat 7 Mar 11:30" in world.sees_all(MANAGERS)


async def test_everybody_away(tmp_path: Path) -> None:
    """By day, with the whole field on holiday: who is on call is woken when half is gone, as at night."""
    async with world_of(tmp_path, begins="2026-03-04 11:00") as world:
        for name in ("bo", "finn", "cy"):
            await getattr(world, name).says("/svar away until friday")
            getattr(world, name).sees_all(TRIAGE)
            getattr(world, name).sees_all()
        await world.ada.posts(f"{QUESTION}1")
        assert "Dee Eik is on call until Mon 9 Mar 08:00." in text_of(world.card(1))
        await world.until("2026-03-04 12:31")
        assert "is at work before Mon 9 Mar 08:00" in world.dee.is_paged("#1")
        await world.dee.clicks("Pass on")
        page = world.gro.is_paged()
        assert "Dee Eik passed it on." in page
        assert "You come next in the rota." in page
        # Cy leads, and is away: nobody is left, which the managers hear; half an hour later it begins again.
        await world.gro.clicks("Pass on")
        world.managers_line()
        assert "Gro Lie passed the page on, and nobody is left to page." in world.thread(1)
        await world.forward(minutes=31)
        world.dee.is_paged("You are on call")
        await world.dee.clicks("I take it")
        for person in (world.dee, world.gro, world.cy, world.bo, world.finn):
            person.sees_all()


async def test_without_a_rota_what_comes_at_night_waits_and_is_counted_apart(tmp_path: Path) -> None:
    async with world_of(tmp_path, begins="2026-03-04 20:00", handbook=WITHOUT_ROTA) as world:
        await world.ada.posts(f"Dangerous! Hvem hjelper? {POST}1")
        card = text_of(world.card(1))
        assert "Answer by\nThu 5 Mar 11:00" in card
        assert "Came outside our hours: the time to answer runs from Thu 5 Mar 08:00." in card
        await world.until("2026-03-05 07:59")
        for name in EVERYBODY:
            getattr(world, name).has_direct_messages(0)
        await world.ada.says("/svar status")
        assert "1 came outside our hours" in world.ada.sees("How we stand")
        await world.until("2026-03-05 09:31")
        world.bo.is_reminded("#1")
        await world.bo.clicks("Claim", item=1)


PATIENT = COMPANY + 'pass_on_after = "90m"\nacknowledgement_lasts = "60m"\n'
