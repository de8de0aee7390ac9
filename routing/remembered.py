"""Results that are asked for several times in one decision, kept for a while."""

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, TypeVar

from routing.handbook import Handbook

Result = TypeVar("Result")

_KEPT = 256


def by_handbook(function: Callable[..., Result]) -> Callable[..., Result]:
    """Keeps the last results of a pure function of one very handbook and other values.

    Another handbook begins anew: so that comparing whole handbooks is never needed. Two threads at once may compute
    the same twice, which does no harm.
    """
    kept: list[tuple[Handbook | None, dict[Hashable, Result]]] = [(None, {})]

    @wraps(function)
    def asked(handbook: Handbook, *others: Any) -> Result:
        owner, results = kept[0]
        if owner is not handbook or len(results) >= _KEPT:
            results = {}
            kept[0] = (handbook, results)
        try:
            return results[others]
        except KeyError:
            result = results[others] = function(handbook, *others)
            return result

    return asked
