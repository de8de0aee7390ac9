"""What the program is made of lives as long as the process: it is not looked through for garbage again and again."""

import gc

THRESHOLDS = (20_000, 20, 20)
"""New objects before a look at the youngest, and looks before one at the next older: a chunk of a sweep makes tens of
thousands that live until it is done. Python's own numbers (700, 10, 10) took a tenth of the tests' time."""


def settle() -> None:
    """To be called once everything is imported, before the work begins."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)
