"""Who wrote: the same customer, another one, or the company itself, as far as the source tells."""

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


def is_ours(author: Author, company: str) -> bool:
    """Whether the company itself wrote it, by its own name: our answer that comes back from the source."""
    name = _plain(company)
    return bool(name) and name in (_plain(author.name), _plain(author.handle))


def _plain(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())
