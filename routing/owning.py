"""Who has an open item: what has begun already (half of its answer, say) stays begun when it is taken or given back.

A half-answered item may have an owner or none, as one without any answer may be claimed or new.
"""

from routing.item import Item, State

_UNDER_WAY = frozenset({State.CLAIMED, State.HALF_ANSWERED})


def is_free(item: Item) -> bool:
    """Whether nobody has it, so that whoever takes it may go on with it."""
    return item.state is State.NEW or (item.state is State.HALF_ANSWERED and item.owner is None)


def is_owned(item: Item) -> bool:
    """Whether somebody has it and goes on with it: it waits for nobody else's word, and is not paused."""
    return item.state in _UNDER_WAY and item.owner is not None


def when_taken(state: State) -> State:
    """The state of a free item once somebody has it."""
    return State.CLAIMED if state is State.NEW else state


def when_given_back(state: State) -> State:
    """The state of an owned item once nobody has it any more."""
    return State.NEW if state is State.CLAIMED else state
