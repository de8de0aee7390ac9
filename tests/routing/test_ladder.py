from datetime import timedelta

import pytest

from routing.item import Rung, Urgency
from routing.ladder import DEFAULT_LADDER, ladder_for
from tests.routing.handbooks import NORDIC, handbook, item, oslo


def test_the_default_ladder_is_the_product_s() -> None:
    assert ladder_for(handbook(), "delivery", "facebook", Urgency.NORMAL) == DEFAULT_LADDER
    assert [(rung.id, rung.when, rung.whom) for rung in DEFAULT_LADDER] == [
        ("unclaimed_50", "unclaimed", ("expert",)),
        ("unclaimed_75", "unclaimed", ("experts",)),
        ("claimed_75", "claimed", ("owner",)),
        ("unclaimed_100", "unclaimed", ("lead",)),
        ("claimed_100", "claimed", ("owner", "lead")),
        ("past", "open", ("managers",)),
    ]


@pytest.mark.parametrize(
    ("at", "rung", "moment"),
    [
        ("50%", Rung("r", "open", ("lead",), share=0.5), "2026-11-18 11:30"),
        ("100%", Rung("r", "open", ("lead",), share=1.0), "2026-11-18 13:00"),
        ("150%", Rung("r", "open", ("lead",), share=1.5), "2026-11-18 14:30"),
        ("-30m", Rung("r", "open", ("lead",), offset=timedelta(minutes=-30)), "2026-11-18 12:30"),
        ("+1h", Rung("r", "open", ("lead",), offset=timedelta(hours=1)), "2026-11-18 14:00"),
    ],
)
def test_the_handbook_s_rungs_replace_it(at: str, rung: Rung, moment: str) -> None:
    rules = handbook(NORDIC + f'[[rung]]\nid = "r"\nat = "{at}"\nwhen = "open"\nwhom = ["lead"]\n')
    assert ladder_for(rules, "delivery", "facebook", Urgency.NORMAL) == (rung,)
    assert rung.at(item("2026-11-18 10:00").deadline) == oslo(moment)
