"""Shifts in chat, on both databases: what is said at the same moment, and what has happened meanwhile."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from handlers import shift_notes, swaps
from handlers.books import Books, offer, replace_handbook
from handlers.dispatch import Dispatch
from handlers.intents import Actor, Click, Said
from handlers.replies import Done, Refused
from handlers.words.speaker import plain
from routing.messages import Lines
from routing.rota import all_on_call
from routing.rota_swap import SwapState
from storage import rota_covers, rota_swaps
from storage.database import Database
from storage.tables import outbox
from tests.stories.company import COMPANY

NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
"""Wednesday, 10 o'clock in Oslo: Dee has Wednesday and Friday, Gro Thursday and Saturday, from 8 to 8."""

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
DAILY = COMPANY.replace('handover = "mon 08:00"', 'handover = "daily 08:00"')
FRIDAY = datetime(2026, 3, 6, 7, 0, tzinfo=UTC)


@pytest.fixture
def program(database: Database) -> Dispatch:
    offer(database, DAILY, NOW)
    return Dispatch(database, Books(), ("slack",))


def say(program: Dispatch, who: str, words: str, now: datetime = NOW) -> str:
    reply = program.command(Said(f"{who} {words} {now}", Actor("slack", f"U0{who.upper()}"), words), now).reply
    return text(reply)


def click(program: Dispatch, who: str, action: str, subject: str, now: datetime = NOW, key: str = "") -> str:
    actor = Actor("slack", f"U0{who.upper()}")
    return text(program.command(Click(key or f"{who} {action} {subject} {now}", actor, action, subject), now).reply)


def text(reply: object) -> str:
    message = reply.message if isinstance(reply, Refused) else reply.whisper if isinstance(reply, Done) else None
    if message is None:
        return type(reply).__name__
    return "\n".join(plain(line) for block in message.blocks if isinstance(block, Lines) for line in block.lines)


def queued(program: Dispatch, *kinds: str) -> list[tuple[str, str]]:
    """Whose, and what it is about: the reason's code, or the parts of a note."""
    with program.database.read() as transaction:
        rows = transaction.connection.execute(select(outbox).where(outbox.c.kind.in_(kinds)).order_by(outbox.c.id))
        return [(row.payload["person"], _about(row.payload)) for row in rows]


def _about(payload: dict[str, object]) -> str:
    reason, told = payload.get("reason"), payload.get("told")
    if isinstance(told, list):
        return " ".join(one["what"] for one in told)
    return str(reason["code"]) if isinstance(reason, dict) else ""


def on_call(program: Dispatch, at: datetime, now: datetime = NOW) -> list[str]:
    return [one.person for one in all_on_call(program.books.latest(program.database, now), at)]


def note(program: Dispatch, now: datetime) -> shift_notes.Due:
    """As the sweeper does it."""
    due = program.look(shift_notes.due, now)
    for letter in due.letters:
        program.run(lambda scene, one=letter: shift_notes.send(scene, one.person), now)
    return due


def state(program: Dispatch) -> SwapState:
    with program.database.read() as transaction:
        swap = rota_swaps.read(transaction, 1)
    assert swap is not None
    return swap.state


def test_accepted_twice_and_withdrawn_at_once_only_the_first_counts(program: Dispatch) -> None:
    say(program, "dee", "swap @bo friday")
    acts = [("bo", "swap_accept", "a"), ("bo", "swap_accept", "b"), ("dee", "swap_withdraw", "c")]
    with ThreadPoolExecutor(3) as pool:
        told = list(pool.map(lambda act: click(program, act[0], act[1], "swap:1", NOW + HOUR, act[2]), acts))
    done = [one for one in told if one == "Done" or one.startswith("Taken back")]
    assert len(done) == 1, told
    refused = " ".join(one for one in told if one not in done)
    assert ("accepted it" if state(program) is SwapState.ACCEPTED else "took it back") in refused
    with program.database.read() as transaction:
        assert len(rota_covers.current(transaction, NOW)) == (state(program) is SwapState.ACCEPTED)
    assert click(program, "cy", "swap_decline", "swap:1") == "Only Bo Berg can do that."
    assert click(program, "bo", "swap_accept", "swap:9") == click(program, "bo", "claim", "item:9")


def test_an_override_meanwhile_ends_the_swap_and_both_are_told(program: Dispatch) -> None:
    say(program, "dee", "swap @bo friday")
    assert "Finn Holm is on call" in say(program, "cy", "cover @finn friday")
    told = click(program, "bo", "swap_accept", "swap:1", NOW + HOUR)
    assert told.startswith("The rota has changed meanwhile: from Fri 6 Mar 08:00 until Sat 7 Mar 08:00 it is no longer")
    assert state(program) is SwapState.OVERTAKEN
    assert ("dee", "swap_overtaken") in queued(program, "news")
    assert on_call(program, FRIDAY) == ["finn"]
    # Taken back, it is Dee's again; not the swap, which is off.
    assert "Dee Eik's again" in click(program, "cy", "undo_cover", "cover:1")
    assert on_call(program, FRIDAY) == ["dee"]
    assert "over, or was taken back" in click(program, "cy", "undo_cover", "cover:1", NOW + HOUR)
    assert "rota has changed" in click(program, "bo", "swap_accept", "swap:1", NOW + 2 * HOUR)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_swap_that_cannot_be_any_more_ends_at_once_and_the_asker_is_told(program: Dispatch) -> None:
    say(program, "dee", "swap @bo friday")
    say(program, "gro", "swap @finn thursday")
    assert program.look(swaps.late, NOW).numbers == ()
    say(program, "cy", "take friday")
    replace_handbook(
        program.database, DAILY.replace('"finn"', '"fred"').replace("U0FINN", "U0FRED"), NOW, "eva", "test"
    )
    assert program.look(swaps.late, NOW + HOUR).numbers == (2, 1)
    for number in (1, 2):
        program.run(lambda scene, one=number: swaps.expire(scene, one), NOW + HOUR)
    assert queued(program, "news")[-2:] == [("dee", "swap_overtaken"), ("gro", "swap_asked_has_left")]
    assert program.look(swaps.late, NOW + HOUR) == swaps.Late((), None)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_much_at_once_is_one_message_to_each_and_too_much_is_refused(program: Dispatch) -> None:
    assert say(program, "bo", "take 100 days").startswith("That is too much at once: say at most 31 days and 14 shifts")
    assert say(program, "bo", "take 3 weeks").startswith("That is too much at once")
    told = say(program, "bo", "take 2 weeks")
    assert told.count("You are on call") == 5
    assert "… and 9 more.\nTold: " in told
    assert queued(program, "news") == [("dee", "cover_relieved"), ("gro", "cover_relieved")]
    with program.database.read() as transaction:
        rows = transaction.connection.execute(select(outbox).where(outbox.c.kind == "cover")).all()
    assert [[one["code"] for one in row.payload["reasons"]] for row in rows] == [["line_covers"]]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_the_same_said_again_a_little_later_takes_no_shift_of_a_moment(program: Dispatch) -> None:
    seconds = timedelta(seconds=61)
    assert "until Wed 4 Mar 12:00" in say(program, "bo", "take 2 hours", NOW + timedelta(seconds=30))
    assert "on call then already, until Wed 4 Mar 12:00" in say(program, "bo", "take 2 hours", NOW + seconds)
    assert "from Wed 4 Mar 12:00 until Wed 4 Mar 13:01" in say(program, "bo", "take 3 hours", NOW + seconds)
    with program.database.read() as transaction:
        covers = rota_covers.current(transaction, NOW + seconds)
    assert all((one.starts_at.second, one.ends_at.second) == (0, 0) for one in covers)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_who_is_off_duty_at_night_hears_it_by_day_and_whoever_says_it_reads_when(program: Dispatch) -> None:
    night = datetime(2026, 3, 6, 22, 0, tzinfo=UTC)
    told = say(program, "cy", "cover @finn sunday", night)
    assert "Finn Holm hears it Sat 7 Mar 08:00." in told  # before Sunday's shift, though not at work before Monday
    assert "Finn Holm hears it" not in say(program, "cy", "cover @finn 2 hours", night)
    assert "Bo Berg hears it Sat 7 Mar 08:00." in say(program, "gro", "swap @bo 9.3.", night)


def test_who_has_no_right_to_it_takes_no_swap_back(program: Dispatch) -> None:
    say(program, "dee", "swap @bo friday")
    click(program, "bo", "swap_accept", "swap:1")
    assert "can say that somebody else is on call" in click(program, "bo", "undo_cover", "cover:1")
    assert on_call(program, FRIDAY) == ["bo"]
    assert "Dee Eik's again" in click(program, "cy", "undo_cover", "cover:1")


def test_the_last_said_holds_and_who_is_relieved_by_whom_is_right(program: Dispatch) -> None:
    with ThreadPoolExecutor(2) as pool:
        told = list(pool.map(lambda who: say(program, who, "take until 20:00"), ["bo", "finn"]))
    assert sorted(one.partition(",")[0] for one in told) == ["You are on call until Wed 4 Mar 20:00"] * 2
    with program.database.read() as transaction:
        first, second = rota_covers.current(transaction, NOW)
    assert (first.instead_of, second.instead_of) == ("dee", first.person)
    assert on_call(program, NOW + HOUR) == [second.person]
    # The last one gives it back at once: it is the first one's again, until 8 in the evening.
    click(program, second.person, "undo_cover", f"cover:{second.id}", NOW + HOUR)
    assert on_call(program, NOW + 2 * HOUR, NOW + HOUR) == [first.person]
    assert on_call(program, NOW + 11 * HOUR, NOW + HOUR) == ["dee"]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("who", "words", "told"),
    [
        ("dee", "swap", "Say whom you ask"),
        ("dee", "swap @dee friday", "You cannot swap with yourself"),
        ("dee", "swap friday @bo", "You ask Bo Berg to be on call from Fri 6 Mar 08:00"),
        ("dee", "swap friday for @bo", "You ask Bo Berg to be on call from Fri 6 Mar 08:00"),
        ("dee", "swap my friday shift with @bo please", "You ask Bo Berg to be on call from Fri 6 Mar 08:00"),
        ("dee", "bytt vakt med @bo fredag", "You ask Bo Berg to be on call from Fri 6 Mar 08:00"),
        ("dee", "byt pass med @bo fredag", "You ask Bo Berg to be on call from Fri 6 Mar 08:00"),
        ("dee", "byt vagt fredag med bo", "You ask Bo Berg to be on call from Fri 6 Mar 08:00"),
        ("dee", "swap friday with @gro for your thursday", "In return you are on call from Thu 5 Mar 08:00"),
        ("dee", "swap @bo 30 min", "You ask Bo Berg to be on call until Wed 4 Mar 10:30."),
        ("dee", "swap @bo Thrusday", "did you mean “thursday”?"),
        ("bo", "take Frday", "I do not understand “Frday” as a time: did you mean “friday”?"),
        ("bo", "ta i kveld", "You are on call from Wed 4 Mar 18:00 until Thu 5 Mar 00:00"),
        ("dee", "swap @nobody friday", "I know nobody as “@nobody”"),
        ("dee", "swap @bo lunch", "I do not understand “lunch” as a time."),
        ("dee", "swap @bo yesterday", "I do not understand “yesterday” as a time."),
        ("dee", "swap @bo thursday 12:00 until thursday 13:00", "Dee Eik has no shift then; the next one begins Fri"),
        ("dee", "swap @gro friday until sunday", "Dee Eik has 2 shifts then"),
        ("dee", "swap @gro friday for friday 02:00 until friday 03:00", "You ask Gro Lie to be on call from Fri 6 Mar"),
        ("ada", "swap @bo friday", "The handbook does not know you."),
        ("bo", "take @dee friday", "“take” is for yourself"),
        ("bo", "take friday for tuesday", "A shift in return goes with “swap” alone"),
        ("bo", "cover @finn friday", "can say that somebody else is on call: Cy Dahl."),
        ("cy", "cover friday", "Say who is on call then"),
        ("ada", "oncall friday", "Fri 6 Mar: Gro Lie until 08:00, Dee Eik from 08:00"),
        ("ada", "vakt i morgen", "Thu 5 Mar: Dee Eik until 08:00, Gro Lie from 08:00"),
        ("ada", "oncall next week", "Sun 15 Mar: Dee Eik until 08:00, Gro Lie from 08:00"),
        ("ada", "oncall tonight", "Wed 4 Mar: Dee Eik from 18:00\nThu 5 Mar: Dee Eik until 08:00"),
        ("ada", "oncall @bob", "I know nobody as “@bob”"),
        ("ada", "oncall fridag", "did you mean “"),
        ("dee", "take today", "Dee Eik is on call then already, until Thu 5 Mar 08:00."),
        ("bo", "take", "You are on call until Thu 5 Mar 08:00, instead of Dee Eik."),
        ("bo", "overta de neste to timene", "You are on call until Wed 4 Mar 12:00, instead of Dee Eik."),
        ("cy", "cover bo next week", "Bo Berg is on call from Mon 9 Mar 08:00 until Tue 10 Mar 08:00, instead of Gro"),
    ],
)  # fmt: skip
def test_what_is_said_to_those_who_ask(program: Dispatch, who: str, words: str, told: str) -> None:
    assert told in say(program, who, words)


def test_a_note_comes_once_and_not_when_the_shift_is_over(program: Dispatch) -> None:
    eight = datetime(2026, 3, 5, 7, 0, tzinfo=UTC)
    assert note(program, NOW).next_at is not None
    assert queued(program, "shift_note") == [("dee", "begins")]
    assert note(program, NOW + HOUR).letters == ()
    due = program.look(shift_notes.due, eight)
    assert [letter.person for letter in due.letters] == ["dee", "gro"]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda who: program.run(lambda scene: shift_notes.send(scene, who), eight), ["dee", "gro"] * 2))
    assert queued(program, "shift_note")[1:] in (
        [("dee", "ended"), ("gro", "begins")],
        [("gro", "begins"), ("dee", "ended")],
    )
    # Two days of downtime: only who is on call now is told, and who was before.
    later = eight + 2 * DAY + HOUR
    note(program, later)
    assert queued(program, "shift_note")[3:] == [("dee", "ended"), ("gro", "begins")]


def test_it_is_not_looked_again_before_something_can_be_due(program: Dispatch) -> None:
    due = note(program, NOW)
    assert due.next_at is not None
    assert due.next_at <= datetime(2026, 3, 5, 7, 0, tzinfo=UTC)
    again = program.look(lambda scene: shift_notes.due(scene, due), NOW + HOUR)
    assert (again.at, again.letters) == (due.at, ())
    say(program, "bo", "take friday")
    anew = program.look(lambda scene: shift_notes.due(scene, due), NOW + HOUR)
    assert anew.at == NOW + HOUR
    # A clock that was set back.
    assert program.look(lambda scene: shift_notes.due(scene, anew), NOW).at == NOW


def test_a_swap_that_has_run_out_is_settled_once(program: Dispatch) -> None:
    say(program, "dee", "swap @bo friday")
    assert program.look(swaps.late, NOW) == swaps.Late((), FRIDAY)
    assert program.look(swaps.late, FRIDAY).numbers == (1,)
    for _ in range(2):
        program.run(lambda scene: swaps.expire(scene, 1), FRIDAY)
    assert queued(program, "news") == [("dee", "swap_expired")]
    assert "ran out" in click(program, "bo", "swap_decline", "swap:1", FRIDAY)


NIGHTS = COMPANY.replace(
    'people = ["dee", "gro"]\nhandover = "mon 08:00"\n',
    '\n[[rota.layer]]\nid = "day"\npeople = ["cy"]\nhours = "mon-fri 08:00-16:00"\n'
    '\n[[rota.layer]]\nid = "night"\npeople = ["dee", "gro"]\nhandover = "mon 16:00"\nhours = "mon-fri 16:00-08:00"\n',
)


def test_a_turn_of_many_nights_is_told_at_its_beginning_and_its_end(database: Database) -> None:
    """From Monday 16:00 on it is Gro's, five nights."""
    now = datetime(2026, 3, 9, 14, 0, tzinfo=UTC)
    offer(database, NIGHTS, now)
    program = Dispatch(database, Books(), ("slack",))
    for hours in range(0, 8 * 24 + 1, 4):
        note(program, now + timedelta(hours=1 + hours))
    told = queued(program, "shift_note")
    assert [one for one in told if one[0] == "gro"] == [("gro", "begins"), ("gro", "ended")]
    assert [one for one in told if one[0] == "dee"] == [("dee", "soon"), ("dee", "begins")]


def test_take_means_the_layer_that_has_a_shift_then(database: Database) -> None:
    offer(database, NIGHTS, NOW)
    program = Dispatch(database, Books(), ("slack",))
    evening = NOW + 9 * HOUR
    assert "until Wed 4 Mar 21:00 (night), instead of" in say(program, "bo", "take 2 hours", evening)
    assert "until Wed 4 Mar 12:00 (day), instead of Cy Dahl" in say(program, "bo", "take 2 hours", NOW)
    # On a Saturday nobody is on call at all: whoever offers to be fills the gap.
    assert "Sat 7 Mar 18:00 (day): nobody was." in say(program, "bo", "take saturday 12:00 until saturday 18:00")
    assert on_call(program, datetime(2026, 3, 7, 12, 0, tzinfo=UTC)) == ["bo"]
