"""What chat keeps of the rota: covers, swaps, who was told what about a shift."""

from dataclasses import replace
from datetime import timedelta

from routing.rota_cover import Cover, CoverKind
from routing.rota_swap import Swap, SwapState, Turn
from storage import handbooks, rota_covers, rota_swaps, shift_notes
from storage.database import Database
from storage.shift_notes import What
from tests.storage.examples import HOUR, NOON, at_once

DAY = timedelta(days=1)


def test_covers_are_read_while_they_count_and_can_be_ended(database: Database) -> None:
    with database.write() as transaction:
        rota_covers.lock(transaction)
        handbooks.put(transaction, "a", "digest-a", NOON, "eva", "")
        editions = [handbooks.edition(transaction)]
        said = Cover("primary", "bo", NOON, NOON + 2 * HOUR, CoverKind.TAKEN, "bo", NOON, "dee")
        taken = rota_covers.add(transaction, said)
        editions.append(handbooks.edition(transaction))
        assert taken == replace(said, id=taken.id) != said
        later = rota_covers.add(
            transaction, Cover("primary", "cy", NOON + DAY, NOON + 2 * DAY, CoverKind.OVERRIDE, "eva", NOON)
        )
        assert rota_covers.current(transaction, NOON) == [taken, later]
        rota_covers.end(transaction, taken, NOON + HOUR, said_by="bo", said_at=NOON + HOUR)
        rota_covers.end(transaction, later, later.starts_at, said_by="eva", said_at=NOON + HOUR)
        editions.append(handbooks.edition(transaction))
        assert rota_covers.current(transaction, NOON) == [replace(taken, ends_at=NOON + HOUR)]
        assert rota_covers.current(transaction, NOON + rota_covers.KEPT + DAY) == []
    assert len(set(editions)) == 3


def test_a_swap_is_settled_once(database: Database) -> None:
    friday = Turn("primary", NOON + DAY, NOON + 2 * DAY)
    tuesday = Turn("primary", NOON + 5 * DAY, NOON + 6 * DAY)
    with database.write() as transaction:
        swap = rota_swaps.ask(transaction, "dee", "bo", friday, tuesday, NOON)
        sooner = rota_swaps.ask(transaction, "cy", "bo", replace(friday, starts_at=NOON), None, NOON)
        assert rota_swaps.read(transaction, swap.id) == swap
        assert rota_swaps.waiting(transaction) == [sooner, swap]
        assert rota_swaps.read(transaction, 99) is None
        assert (swap.expires_at, sooner.expires_at) == (friday.starts_at, friday.ends_at)

    def accept(number: int) -> bool:
        with database.write() as transaction:
            state = SwapState.ACCEPTED if number % 2 else SwapState.WITHDRAWN
            return rota_swaps.settle(transaction, swap, state, NOON + HOUR)

    assert at_once(4, accept).count(True) == 1
    with database.read() as transaction:
        settled = rota_swaps.read(transaction, swap.id)
        assert isinstance(settled, Swap)
        assert settled.settled_at == NOON + HOUR
        assert settled.state is not SwapState.ASKED
        assert rota_swaps.waiting(transaction) == [sooner]


def test_a_note_is_kept_once(database: Database) -> None:
    def tell(_: int) -> bool:
        with database.write() as transaction:
            return shift_notes.keep(transaction, "primary", "dee", NOON, What.BEGINS, NOON)

    assert at_once(4, tell).count(True) == 1
    with database.write() as transaction:
        assert shift_notes.keep(transaction, "primary", "dee", NOON, What.SOON, NOON)
        assert shift_notes.keep(transaction, "backup", "dee", NOON + DAY, What.BEGINS, NOON)
        both = {("primary", "dee", NOON, "begins"), ("primary", "dee", NOON, "soon")}
        third = ("backup", "dee", NOON + DAY, "begins")
        assert shift_notes.known(transaction, ["dee"], NOON) == both | {third}
        assert shift_notes.known(transaction, ["dee"], NOON + HOUR) == {third}
        assert shift_notes.known(transaction, [], NOON) == set()
        shift_notes.forget(transaction, NOON + HOUR)
        assert shift_notes.known(transaction, ["dee"], NOON) == {third}
