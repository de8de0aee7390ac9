"""Lives of items for minutes instead of seconds: `python -m tests.handlers.soak_life [seconds] [seed]`.

They take the steps of the machine in `test_item_life`, chosen by weights, so that each life sees some of everything.
One seed is one life of 200 steps, and gives it again: `python -m tests.handlers.soak_life 0 700`.
"""

import random
import sys
from collections.abc import Callable
from datetime import timedelta

from bot.clock import monotonic
from tests.handlers.life import BEGINNINGS, HANDBOOKS, PEOPLE
from tests.handlers.life_approvals import DEEDS as OF_APPROVALS
from tests.handlers.life_offers import ANSWERS as ANSWERS_TO_OFFERS
from tests.handlers.life_swaps import ANSWERS
from tests.handlers.life_swaps import WORDS as WORDS_OF_SWAPS
from tests.handlers.test_item_life import DEEDS, MOST_ITEMS, PAGE_BUTTONS, SAID, STARTS, WORDS, WORDS_AGAIN, ItemLife

LONG = "300"
STEPS = 200

Move = Callable[[ItemLife, random.Random], None]


def _acts(life: ItemLife, chance: random.Random) -> None:
    person, number = chance.randrange(2 * len(PEOPLE)), chance.randrange(MOST_ITEMS)
    life.somebody_acts(deed=chance.choice(DEEDS), person=person, number=number, choice=chance.randrange(4))


def _posts(life: ItemLife, chance: random.Random) -> None:
    if len(life.company.items()) < MOST_ITEMS:
        source, hours = chance.choice(("facebook", "facebook", "blog")), chance.choice((0, 0, 0, 1, 5))
        life.a_customer_posts(words=chance.choice(WORDS), source=source, hours=hours, private=chance.random() < 0.2)


MOVES: dict[Move, int] = {
    _acts: 40,
    _posts: 8,
    lambda life, chance: life.the_customer_writes_again(
        number=chance.randrange(MOST_ITEMS), words=chance.choice(WORDS_AGAIN)
    ): 6,
    lambda life, chance: life.somebody_answers_a_page(
        number=chance.randrange(3), action=chance.choice(PAGE_BUTTONS)
    ): 10,
    lambda life, chance: life.somebody_decides_about_an_answer(
        deed=chance.choice(OF_APPROVALS), person=chance.randrange(2 * len(PEOPLE)), number=chance.randrange(3)
    ): 10,
    lambda life, chance: life.somebody_says(said=chance.choice(SAID)): 7,
    lambda life, chance: life.a_swap_is_asked_for(
        asked=chance.choice(PEOPLE), words=chance.choice(WORDS_OF_SWAPS), answer=chance.choice(ANSWERS)
    ): 8,
    lambda life, chance: life.an_item_is_offered(
        number=chance.randrange(MOST_ITEMS), to=chance.choice(PEOPLE), answer=chance.choice(ANSWERS_TO_OFFERS)
    ): 10,
    lambda life, chance: life.the_handbook_changes(handbook=chance.choice(tuple(HANDBOOKS))): 2,
    lambda life, chance: life.time_passes(minutes=chance.choice((1, 5, 11, 21, 31, 60, 90, 180, 600))): 4,
    lambda life, chance: life.a_moment_comes(nth=chance.randrange(4), seconds=chance.choice((-1, 0, 1, 61))): 4,
    lambda life, chance: life.a_moment_comes_and_is_seen(nth=0, seconds=chance.choice((0, 0, 1, 660))): 20,
    lambda life, chance: life.a_while_goes_by_as_it_should(times=chance.randint(2, 4)): 4,
    lambda life, chance: life.the_clock_is_set_back(minutes=chance.randint(1, 61)): 2,
    lambda life, _: life.sweeps(): 6,
    lambda life, _: life.messages_are_delivered(): 5,
    lambda life, _: life.a_sweep_dies(): 3,
    lambda life, _: life.restarts(): 2,
}
"""What happens in a life, and how often beside the rest."""


def live(seed: int) -> None:
    """One life. AssertionError when something is not as it must be."""
    chance = random.Random(seed)
    life = ItemLife()
    life.begins(
        start=chance.choice(STARTS) + timedelta(minutes=chance.randrange(1_440)),
        evening=chance.random() < 0.5,
        handbook=chance.choice(BEGINNINGS),
        posts=[chance.choice(WORDS[:3]) for _ in range(chance.randint(3, 5))],
    )
    for _ in range(STEPS):
        (move,) = chance.choices(list(MOVES), list(MOVES.values()))
        move(life, chance)
        life.each_rung_is_told_once()
        life.a_round_is_held_once()
        life.what_waits_for_approval_is_asked_for()
        life.what_is_open_is_looked_at_again()
        life.pages_and_items_say_the_same()
    life.teardown()


def main(arguments: list[str]) -> int:
    ends_at = monotonic() + float(arguments[0] if arguments else LONG)
    first = seed = int(arguments[1]) if len(arguments) > 1 else random.randrange(1_000_000)
    while seed == first or monotonic() < ends_at:
        print(f"life {seed}: {ItemLife.steps} steps so far", flush=True)
        live(seed)
        seed += 1
    print(f"{seed - first} lives, {ItemLife.steps} steps, and every one as it must be")
    for kind, count in sorted(ItemLife.seen.items()):
        print(f"{count:8} {kind}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
