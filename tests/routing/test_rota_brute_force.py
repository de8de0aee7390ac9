"""By brute force: the weeks in which clocks change, in five zones, every five minutes, against a naive walk.

`make soak` does the same by the year (`tests.routing.rota_by_the_year`).
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from routing.absence import Absence
from routing.rota_cover import Cover, CoverKind
from tests.routing.rota_compared import (
    ZONES,
    expects_agreement,
    expects_no_gap_but_overlap,
    expects_no_time_lost,
    expects_only_theirs_to_pass_on,
    layers_of,
    switches,
)
from tests.routing.rota_walk import KNOWN, Spec, said

WEEK = timedelta(days=7)
BEFORE = timedelta(days=9)
"""So long before the week the layers begin."""
KINDS = tuple(layers_of("UTC", datetime(2026, 1, 5, tzinfo=UTC)))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("zone", ZONES)
def test_exactly_one_person_wherever_the_layer_covers(zone: str, kind: str) -> None:
    for switch in switches(zone):
        start = switch - timedelta(days=2)
        expects_agreement(layers_of(zone, start - BEFORE)[kind], start, start + WEEK)


@pytest.mark.parametrize("zone", ZONES)
def test_two_layers_that_meet_overlap_where_the_clocks_change_rather_than_leave_a_gap(zone: str) -> None:
    overlaps = [expects_no_gap_but_overlap(zone, day - BEFORE, day, day + WEEK) for day in switches(zone)]
    # They meet at 02:30, which comes twice on one of the two days and never on the other; half an hour on Lord Howe
    # ends, or begins, at that time.
    assert overlaps == {
        "Europe/Oslo": [timedelta(hours=1)] * 2,
        "America/New_York": [timedelta(hours=1), timedelta(0)],
        "Australia/Lord_Howe": [timedelta(0)] * 2,
    }.get(zone, [timedelta(0)] * 2)


@pytest.mark.parametrize("zone", ZONES)
def test_of_somebody_who_has_left_only_their_own_turns_pass_on(zone: str) -> None:
    for day in switches(zone):
        expects_only_theirs_to_pass_on(zone, day - BEFORE, day - BEFORE, day + WEEK)


START = datetime(2026, 10, 23, tzinfo=UTC)
moments = st.integers(-12, 24 * 12 * 4).map(lambda steps: START + steps * timedelta(minutes=5))
people = st.lists(st.sampled_from((*KNOWN, "zoe")), min_size=1, max_size=4, unique=True).filter(
    lambda names: names != ["zoe"]
)


@st.composite
def covers(draw: st.DrawFn) -> tuple[Cover, ...]:
    found = []
    for number in range(draw(st.integers(0, 5))):
        kind, person = draw(st.sampled_from(CoverKind)), draw(st.sampled_from((*KNOWN, "zoe")))
        found.append(said(person, draw(moments), draw(st.integers(1, 36)), kind, draw(st.integers(1, 3)) * 10 + number))
    return tuple(found)


@st.composite
def absences(draw: st.DrawFn) -> tuple[Absence, ...]:
    found = []
    for _ in range(draw(st.integers(0, 4))):
        starts_at, hours = draw(moments), draw(st.none() | st.integers(1, 60))
        until_at = starts_at + timedelta(hours=hours) if hours is not None else None
        found.append(Absence(draw(st.sampled_from(KNOWN)), starts_at, until_at))
    return tuple(found)


@st.composite
def specs(draw: st.DrawFn) -> Spec:
    zone, kind = draw(st.sampled_from(sorted(ZONES))), draw(st.sampled_from(KINDS))
    first = START - timedelta(days=draw(st.integers(0, 12)))
    spec = layers_of(zone, first)[kind]
    orders = tuple((begins, tuple(draw(people))) for begins, _ in spec.orders)
    return replace(spec, orders=orders, covers=draw(covers()), absences=draw(absences()))


@settings(max_examples=25, deadline=None)
@given(specs())
def test_layers_with_absences_and_covers_at_random(spec: Spec) -> None:
    end = START + timedelta(days=4)
    expects_agreement(spec, START, end)
    expects_no_time_lost(spec, START, end)
