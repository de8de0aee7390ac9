"""How much of a stretch of time somebody is away."""

from datetime import UTC, datetime, timedelta

import pytest

from routing.absence import Absence, Overlap, overlap, overlaps

NOON = datetime(2026, 12, 2, 12, 0, tzinfo=UTC)


def away(start: int, until: int | None) -> Absence:
    """In days from noon."""
    return Absence("bo", NOON + timedelta(days=start), None if until is None else NOON + timedelta(days=until))


@pytest.mark.parametrize(
    ("absences", "until", "found"),
    [
        ([], 3, Overlap.NONE),
        ([(-3, 0)], 3, Overlap.NONE),
        ([(3, 5)], 3, Overlap.NONE),
        ([(3, None)], 3, Overlap.NONE),
        ([(-1, 1)], 3, Overlap.PART),
        ([(1, 3)], 3, Overlap.PART),
        ([(2, None)], None, Overlap.PART),
        ([(0, 3)], None, Overlap.PART),
        ([(0, 1), (2, 3)], 3, Overlap.PART),
        ([(0, 3)], 3, Overlap.WHOLE),
        ([(-1, None)], 3, Overlap.WHOLE),
        ([(-1, None)], None, Overlap.WHOLE),
        ([(1, 5), (-1, 1)], 3, Overlap.WHOLE),
        ([(-1, 2), (0, 1), (1, None)], None, Overlap.WHOLE),
    ],
)
def test_overlap(absences: list[tuple[int, int | None]], until: int | None, found: Overlap) -> None:
    until_at = None if until is None else NOON + timedelta(days=until)
    theirs = [away(*one) for one in absences]
    assert overlap(theirs, NOON, until_at) is found
    assert any(overlaps(one, NOON, until_at) for one in theirs) is (found is not Overlap.NONE)
