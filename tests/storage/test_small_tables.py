from dataclasses import replace

from routing.answer_legs import Leg, Part
from routing.item import Place, State
from routing.quiet_time import QuietTime
from storage import answer_legs, cursors, handbooks, items, merges, pages, placements, quiet_times, references
from storage.answer_legs import AnswerLeg
from storage.database import Database
from storage.pages import PageState
from storage.placements import Placement
from tests.storage.examples import HOUR, MINUTE, NOON, added, at_once, numbered

CARD = Place("slack", "C1", "17.01")


def test_a_placement_is_where_the_message_was_last_put(database: Database) -> None:
    with database.write() as transaction:
        placements.put(transaction, "item:1", "card", Place("slack", "C1", "16.00"))
        placements.put(transaction, "item:1", "card", CARD)
        placements.put(transaction, "item:1", "history", Place("slack", "C1", "17.02"))
        placements.put(transaction, "item:1", "card", Place("teams", "19:x", "1"))
        placements.put(transaction, "item:12", "card", Place("slack", "C2", "18.00"))
        assert placements.get(transaction, "slack", "item:1", "card") == CARD
        assert placements.get(transaction, "slack", "item:2", "card") is None
        assert placements.get(transaction, "slack", "item:1", "history") == Place("slack", "C1", "17.02")
        assert placements.get(transaction, "teams", "item:1", "card") == Place("teams", "19:x", "1")
        assert placements.at(transaction, CARD) == Placement("item:1", "card", CARD)
        assert placements.at(transaction, Place("teams", "C1", "17.01")) is None
        assert placements.remove(transaction, "slack", "item:1", "card")
        assert not placements.remove(transaction, "slack", "item:1", "card")


def test_a_quiet_time_is_what_the_desk_said_last(database: Database) -> None:
    first = QuietTime("dee", "slack", NOON, NOON + HOUR, NOON)
    later = QuietTime("dee", "slack", None, None, NOON + HOUR)
    other = QuietTime("dee", "teams", NOON, NOON + HOUR, NOON)
    with database.write() as transaction:
        for seen in (first, other, later):
            quiet_times.put(transaction, seen)
        assert quiet_times.get(transaction, "dee", "slack") == later
        assert quiet_times.get(transaction, "gro", "slack") is None
        assert quiet_times.of_people(transaction, ["dee", "gro"]) == [later, other]
        assert quiet_times.of_people(transaction, []) == []


def test_nobody_has_two_unacknowledged_pages(database: Database) -> None:
    def work(_: int) -> tuple[int, bool]:
        with database.write() as transaction:
            opened = pages.open_page(transaction, "dee", NOON)
        return opened.page.id, opened.existed

    results = at_once(8, work)
    assert len({page for page, _ in results}) == 1
    assert [existed for _, existed in results].count(False) == 1
    with database.write() as transaction:
        first = pages.open_page(transaction, "dee", NOON + HOUR).page
        assert pages.sounding(transaction, "dee") == first
        assert pages.set_state(transaction, first, PageState.ACKNOWLEDGED, NOON + HOUR)
        assert pages.sounding(transaction, "dee") is None
        second = pages.open_page(transaction, "dee", NOON + HOUR)
        assert (second.existed, second.page.id != first.id) == (False, True)
        assert pages.open_page(transaction, "cy", NOON).page.person == "cy"


def test_a_page_moves_once(database: Database) -> None:
    with database.write() as transaction:
        first = pages.open_page(transaction, "dee", NOON).page
        assert pages.sound_again(transaction, first, NOON + MINUTE)
        again = pages.read(transaction, first.id)
        assert again is not None
        assert (again.sounding, again.sounded_at, again.opened_at) == (2, NOON + MINUTE, NOON)
        assert not pages.set_state(transaction, first, PageState.PASSED, NOON)  # it has sounded since
        assert pages.set_state(transaction, again, PageState.PASSED, NOON + HOUR)
        assert not pages.set_state(transaction, again, PageState.ACKNOWLEDGED, NOON + HOUR)
        settled = pages.read(transaction, first.id)
        assert settled is not None
        assert (settled.state, settled.settled_at) == (PageState.PASSED, NOON + HOUR)


def test_items_join_a_page_once(database: Database) -> None:
    one, two, three = (item.number for item in added(database, *numbered(3)))
    with database.write() as transaction:
        page = pages.open_page(transaction, "dee", NOON).page
        other = pages.open_page(transaction, "cy", NOON).page
        assert pages.add_items(transaction, page.id, [two], NOON) == [two]
        assert pages.add_items(transaction, page.id, [three, two, one], NOON + MINUTE) == [one, three]
        assert pages.add_items(transaction, page.id, [], NOON) == []
        pages.add_items(transaction, other.id, [one], NOON)
        assert pages.items_of(transaction, page.id) == [two, one, three]
        assert [found.person for found in pages.of_item(transaction, one)] == ["cy", "dee"]
        assert pages.of_item(transaction, three) == [page]


def test_the_newest_handbook_is_in_force_and_the_others_stay(database: Database) -> None:
    with database.write() as transaction:
        assert handbooks.current(transaction) is None
        assert handbooks.current_digest(transaction) is None
        first = handbooks.put(transaction, "schema = 1\n# æøå", "d1", NOON, "svarvakt", "first")
        second = handbooks.put(transaction, "schema = 1", "d2", NOON + HOUR, "ada", "new target")
        assert handbooks.current(transaction) == second
        assert handbooks.current_digest(transaction) == "d2"
        assert handbooks.by_digest(transaction, "d1") == first
        assert handbooks.by_digest(transaction, "d3") is None
        back = handbooks.put(transaction, first.text, "d1", NOON + 2 * HOUR, "ada", "back again")
        assert handbooks.current(transaction) == back


def test_a_cursor_is_kept_for_each_conversation(database: Database) -> None:
    with database.write() as transaction:
        assert cursors.get(transaction, "slack", "C1") is None
        cursors.put(transaction, "slack", "C1", "17.01", NOON)
        cursors.put(transaction, "slack", "C2", "17.05", NOON)
        cursors.put(transaction, "slack", "C1", "17.02", NOON + MINUTE)
        found = cursors.get(transaction, "slack", "C1")
        assert found is not None
        assert (found.position, found.at) == ("17.02", NOON + MINUTE)


def test_a_desk_writes_by_the_newest_reference_until_it_has_gone(database: Database) -> None:
    with database.write() as transaction:
        assert references.get(transaction, "teams", "19:x") is None
        references.put(transaction, "teams", "19:x", "old", NOON)
        references.put(transaction, "teams", "19:x", "new", NOON + HOUR)
        references.put(transaction, "slack", "19:x", "another", NOON)
        assert references.get(transaction, "teams", "19:x") == "new"
        assert references.remove(transaction, "teams", "19:x")
        assert not references.remove(transaction, "teams", "19:x")
        assert references.get(transaction, "slack", "19:x") == "another"


def test_a_leg_of_an_answer_is_kept_once_a_round_and_merged_items_are_found(database: Database) -> None:
    first, *others = [item.number for item in added(database, *numbered(4))]
    legs = [
        AnswerLeg(Part(Leg.PRIVATE, first), "bo", NOON, text="Hei \N{WAVING HAND SIGN}"),
        AnswerLeg(Part(Leg.PUBLIC, first), "cy", NOON + MINUTE, "https://x.example/1"),
        *(AnswerLeg(Part(Leg.MERGED, number), "cy", NOON + HOUR, "https://x.example/2") for number in others),
    ]
    with database.write() as transaction:
        assert merges.merged_into(transaction, first) == []
        for number in (others[2], others[0]):
            found = items.lock(transaction, number)
            assert found is not None
            merged = replace(found, state=State.MERGED, merged_into=first)
            assert items.change(transaction, found, merged)
        assert merges.merged_into(transaction, first) == [others[0], others[2]]
        assert all(answer_legs.keep(transaction, first, 1, leg) for leg in reversed(legs))
        assert not answer_legs.keep(transaction, first, 1, replace(legs[0], by="dee"))
        assert answer_legs.of_round(transaction, first, 1) == legs
        assert answer_legs.keep(transaction, first, 2, legs[0])
        assert answer_legs.of_round(transaction, first, 2) == legs[:1]
        assert answer_legs.of_round(transaction, others[0], 1) == []
