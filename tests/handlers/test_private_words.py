"""Whatever is done to a private message, no words about it get where all can read them, or none can erase them."""

import logging
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from handlers.replies import Done, OpenForm
from routing.item import State
from storage.tables import history, inbox, outbox
from storage.tables_desk import approval, internal_note
from tests.handlers.life import Company

MORNING = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
WORD = "xyzzy"
"""Stands in everything that a customer or a colleague writes in this test."""


class Told(Company):
    """What stands in channels, gathered as it is sent."""

    def collect(self) -> str:
        sent = self.delivers(changes=True)
        return "".join(repr(drawn.message) for _, drawn in sent if not drawn.conversation.startswith("person:"))


def note(company: Company, number: int) -> int:
    with company.database.read() as transaction:
        query = select(internal_note.c.id).where(internal_note.c.item == number).order_by(internal_note.c.id.desc())
        return int(transaction.connection.execute(query.limit(1)).scalar_one())


def waiting(company: Company) -> int:
    with company.database.read() as transaction:
        return int(
            transaction.connection.execute(select(approval.c.id).order_by(approval.c.id.desc())).scalars().first() or 0
        )


def test_words_about_a_private_message_stay_where_they_can_be_erased(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    company = Told(tmp_path, MORNING, "four eyes")
    for _ in range(3):
        company.posts(f"Hvor er pakken min? {WORD}", "facebook", timedelta(), private=True)
    one, said = "item:1", ""

    def does(reply: object) -> None:
        nonlocal said
        assert isinstance(reply, Done), reply
        company.now += timedelta(minutes=1)
        company.sweep()
        said += company.collect()

    company.writes_again(1, f"Hallo? {WORD}")
    does(company.clicks("bo", "claim", one))
    does(company.fills("bo", "ask", one, person="finn", question=f"Hva? {WORD}"))
    does(company.fills("finn", "reply_note", f"note:{note(company, 1)}", reply=f"Det. {WORD}"))
    does(company.fills("gro", "tip", one, tip=f"Se! {WORD}"))
    does(company.fills("bo", "hand_over", one, person="finn", line=f"Ta den {WORD}"))
    does(company.clicks("finn", "refuse_handover", f"note:{note(company, 1)}"))
    does(company.fills("bo", "answer_draft", one, text=f"Kladd {WORD}"))
    does(company.fills("bo", "answer", one, text=f"Svar {WORD}"))
    does(company.fills("cy", "approval_back", f"approval:{waiting(company)}", line=f"Nei {WORD}"))
    does(company.fills("bo", "answer", one, text=f"Nytt svar {WORD}"))
    does(company.fills("cy", "approval_edit", f"approval:{waiting(company)}", text=f"Endret {WORD}"))
    does(company.fills("bo", "report_conflict", one, line=f"Truer {WORD}"))
    form = company.clicks("cy", "hold", one)
    assert isinstance(form, OpenForm)
    does(company.fills("cy", "hold", form.form.subject, text=f"Straks {WORD}", posted="no_link"))
    does(company.fills("cy", "settle_conflict", one, reason="settled", to="mine", note=f"Ringt {WORD}"))
    does(company.fills("cy", "merge", "item:2", number="1"))
    does(company.clicks("cy", "unmerge", "item:2"))
    does(company.fills("cy", "answer", one, text=f"Endret {WORD}"))
    assert company.items()[1].state is State.ANSWERED
    does(company.fills("cy", "reopen", one, reason="was_wrong", note=f"Feil {WORD}"))
    does(company.fills("cy", "pause", "item:1", reason="waiting_for_customer", until="in 3 hours", note=WORD))
    does(company.fills("bo", "decline", "item:3", reason="spam", note=f"Tull {WORD}"))
    does(company.fills("cy", "reopen", "item:3", reason="about_us", note=f"Jo {WORD}"))
    company.says("bo", "show 1")
    company.now += timedelta(days=1)
    company.sweep()
    said += company.collect()

    assert "Bo Berg" in said
    assert WORD not in said, [part[-300:] for part in said.split(WORD)[:-1]]
    with company.database.read() as transaction:
        run = transaction.connection.execute
        for column in (outbox.c.payload, inbox.c.reply, history.c.details):
            rows = [str(value) for value in run(select(column)).scalars()]
            assert rows
            assert [row for row in rows if WORD in row] == [], column
    assert WORD not in caplog.text
    company.close()
