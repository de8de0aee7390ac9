"""Swaps in the lives of items: who asks whom, and what must be true once somebody has asked, answered or waited."""

from collections.abc import Mapping
from functools import partial

from sqlalchemy import select

from handlers import swaps
from routing.handbook import Handbook
from routing.rota import on_call
from routing.rota_swap import Swap, SwapState
from storage import rota_swaps
from storage.tables import outbox
from storage.tables_rota import rota_swap
from tests.handlers.life import DESK, Company

WORDS = ("2 hours", "tomorrow", "friday", "saturday for tuesday", "sunday")
ANSWERS = ("swap_accept", "swap_accept", "swap_accept", "swap_decline", "swap_withdraw", "")


def known(company: Company) -> dict[int, Swap]:
    """Every swap that somebody has asked for."""
    with company.database.read() as transaction:
        numbers = transaction.connection.execute(select(rota_swap.c.id)).scalars().all()
        return {number: swap for number in numbers if (swap := rota_swaps.read(transaction, number)) is not None}


def asks(company: Company, asked: str, words: str) -> Swap | None:
    """Whoever is on call asks; None where it cannot be."""
    shift = on_call(company.handbook(), company.now)
    if shift is None or shift.person == asked:
        return None
    before = known(company)
    company.says(shift.person, f"swap @{asked} {words}")
    return next((swap for number, swap in known(company).items() if number not in before), None)


def answers(company: Company, swap: Swap, answer: str) -> Swap:
    company.clicks(swap.asker if answer == "swap_withdraw" else swap.asked, answer, f"swap:{swap.id}")
    return known(company)[swap.id]


def is_told(company: Company, swap: Swap) -> None:
    """Whom it is for has a message; the asker hears what became of it; the rota and the channel say the same."""
    handbook = company.handbook()
    with company.database.read() as transaction:
        query = select(outbox.c.kind, outbox.c.conversation, outbox.c.subject, outbox.c.payload)
        rows = transaction.connection.execute(query.where(outbox.c.kind.in_(("swap", "news", "cover")))).all()
    asked = [row for row in rows if row.kind == "swap" and row.subject == f"swap:{swap.id}"]
    assert len(asked) >= _reached(handbook, swap.asked), f"{swap.asked} was not asked for swap {swap.id}"
    if swap.state in (SwapState.ASKED, SwapState.WITHDRAWN):
        return
    news = [row for row in rows if row.conversation == f"person:{swap.asker}" and _is_about(row.payload, swap)]
    assert len(news) >= _reached(handbook, swap.asker), f"{swap.asker} was not told that swap {swap.id} is {swap.state}"
    if swap.state is SwapState.ACCEPTED and swap.turn.starts_at <= company.now < swap.turn.ends_at:
        shift = on_call(handbook, company.now)
        assert shift is not None, f"nobody is on call after swap {swap.id}"
        assert shift.person == swap.asked, f"{shift.person} is on call in spite of swap {swap.id}"
        assert any(row.kind == "cover" for row in rows), f"the channel does not know of swap {swap.id}"


def expire(company: Company) -> list[Swap]:
    """As the sweep does it: those that are over."""
    late = company.program.look(swaps.late, company.now).numbers
    for number in late:
        company.program.run(partial(swaps.expire, number=number), company.now)
    found = known(company)
    return [found[number] for number in late]


def _reached(handbook: Handbook, name: str) -> bool:
    person = handbook.person(name)
    return person is not None and bool(person.chat_id(DESK))


def _is_about(payload: Mapping[str, object], swap: Swap) -> bool:
    reason = payload.get("reason")
    if not isinstance(reason, dict):
        return False
    values, code = reason["values"], str(reason["code"])
    meant = {"accepted": "swap_accepted", "declined": "swap_declined", "expired": "swap_expired"}.get(
        swap.state, "swap_"
    )
    return code.startswith(meant) and values.get("person") == swap.asked
