"""Lives of items for minutes instead of seconds: `python -m tests.handlers.soak_life [seconds] [seed]`.

Every life goes on for 200 steps; the seed of each batch is said, and gives the same lives again.
"""

import random
import sys

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from bot.clock import monotonic
from tests.handlers.test_item_life import ItemLife

LONG = "300"
STEPS = 200
LIVES = 10


def main(arguments: list[str]) -> int:
    ends_at = monotonic() + float(arguments[0] if arguments else LONG)
    first = int(arguments[1]) if len(arguments) > 1 else random.randrange(1_000_000)
    batch = 0
    while batch == 0 or monotonic() < ends_at:
        print(f"seed {first + batch}: {ItemLife.steps} steps so far", flush=True)
        run_state_machine_as_test(  # type: ignore[no-untyped-call]
            seed(first + batch)(ItemLife),
            settings=settings(
                max_examples=LIVES,
                stateful_step_count=STEPS,
                deadline=None,
                database=None,
                phases=[Phase.generate],  # a life of 200 steps takes hours to be made shorter
                suppress_health_check=list(HealthCheck),
            ),
        )
        batch += 1
    print(f"{ItemLife.steps} steps, and every one as it must be: {dict(ItemLife.seen)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
