"""Who wrote: the same customer, another one, or the company itself, as far as the source tells."""

from collections.abc import Iterable

from routing.item import Author


def is_same(one: Author, other: Author) -> bool:
    """Whether two posts are of one customer: by handle, else by name; where neither is known of both, it is taken so.

    To take two for one costs a look at the card; to take one for two would hide that the first has been answered.
    """
    if one.handle and other.handle:
        return _plain(one.handle) == _plain(other.handle)
    if one.name and other.name:
        return _plain(one.name) == _plain(other.name)
    return True


def is_ours(author: Author, accounts: Iterable[str]) -> bool:
    """Whether the company itself wrote it, by one of its names: our answer that comes back from the source."""
    ours = {_plain(account) for account in accounts} - {""}
    return not ours.isdisjoint((_plain(author.name), _plain(author.handle)))


def _plain(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())
