"""What holds of deputies, stand-ins and arrivals in every company."""

from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from routing.arrivals import arrivals, next_arrivals
from routing.calendar import at_work
from routing.deputies import chain_of_deputies, is_away
from routing.handbook import Handbook
from routing.people import Part, able, answering, around, changes, stand
from tests.routing.rosters import FORTNIGHT, MONDAY, PEOPLE, companies

RIGHTS = ("never", "with_approval", "freely")
hours = st.integers(0, FORTNIGHT)


@settings(max_examples=80, deadline=None)
@given(companies(), hours)
def test_chains_of_deputies_end_with_somebody_who_is_there(rules: Handbook, hour: int) -> None:
    now = MONDAY + timedelta(hours=hour)
    for name in PEOPLE:
        chain = chain_of_deputies(rules, name, now)
        assert len(set(chain)) == len(chain) <= len(PEOPLE)
        assert name not in chain
        assert not chain or (is_away(rules, name, now) and not is_away(rules, chain[-1], now))
        assert all(is_away(rules, between, now) for between in chain[:-1])


@settings(max_examples=80, deadline=None)
@given(companies(), hours)
def test_stand_ins_have_their_rights_of_somebody_who_is_away_and_no_longer(rules: Handbook, hour: int) -> None:
    now = MONDAY + timedelta(hours=hour)
    found = stand(rules, "all", now)
    own = {one.person: one for one in reversed(found) if one.part is not Part.STAND_IN}
    for one in found:
        assert one.person in {person.id for person in around(rules, "all")}
        if one.part is Part.STAND_IN:
            assert is_away(rules, one.for_whom, now)
            assert not is_away(rules, one.person, now)
            mine = [other.level for other in found if other.person == one.for_whom and not other.for_whom]
            assert RIGHTS.index(one.level) <= max(RIGHTS.index(level) for level in mine)
            assert one.person not in own or own[one.person].turn > one.turn
    everybody_is_back = [one for one in stand(rules.with_roster(()), "all", now) if one.part is Part.STAND_IN]
    assert everybody_is_back == []


@settings(max_examples=60, deadline=None)
@given(companies(), hours)
def test_nothing_changes_between_two_changes(rules: Handbook, hour: int) -> None:
    start, end = MONDAY + timedelta(hours=hour), MONDAY + timedelta(hours=hour + 72)
    edges = (start, *changes(rules, "all", start, end), end)
    for edge, until in pairwise(edges):
        for part in (0.0, 0.5, 0.999):
            assert stand(rules, "all", edge + (until - edge) * part) == stand(rules, "all", edge)


@settings(max_examples=60, deadline=None)
@given(companies(), hours, st.integers(1, 60))
def test_arrivals_are_what_a_look_at_every_half_hour_finds(rules: Handbook, hour: int, length: int) -> None:
    now = MONDAY + timedelta(hours=hour, minutes=15)
    before = now + timedelta(hours=length)
    found = {arrival.standing.person: arrival.at for arrival in arrivals(rules, "all", now, before)}
    there = {name for name in able(rules, "all", now) if works(rules, name, now)}
    seen = {}
    moment = now + timedelta(minutes=15)
    while moment < before:
        for name in able(rules, "all", moment):
            if works(rules, name, moment):
                seen.setdefault(name, moment)
        moment += timedelta(minutes=30)
    assert {name: at for name, at in found.items() if name not in there} == {
        name: at for name, at in seen.items() if name not in there
    }
    first = next_arrivals(rules, "all", now)
    assert not found or {arrival.at for arrival in first} == {min(found.values())}
    assert all(arrival.standing == answering(rules, "all", arrival.at)[arrival.standing.person] for arrival in first)


def works(rules: Handbook, name: str, moment: datetime) -> bool:
    person = rules.person(name)
    return person is not None and at_work(person, moment)
