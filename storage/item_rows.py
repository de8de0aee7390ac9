"""Items as rows and back. Post columns never change with the item's life; they are set apart for that."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from routing.item import (
    Author,
    Climb,
    Clock,
    Closing,
    Deadline,
    How,
    Item,
    Kind,
    Owed,
    PageStatus,
    Paging,
    Pause,
    Place,
    Post,
    Repeat,
    Rung,
    State,
    Urgency,
)
from routing.reasons import Reason
from routing.request import Request, RequestKind
from storage.moment import MICROSECOND

POST_COLUMNS = (
    "source", "external_id", "text", "posted_at", "url", "author_name", "author_handle", "author_reach",
    "post_language", "post_kind", "in_reply_to", "attachments", "private",
)  # fmt: skip
"""The columns that hold what the customer wrote."""


def to_row(item: Item) -> dict[str, Any]:
    """Every column but the number, which the database gives."""
    return post_columns(item.post) | life_columns(item)


def post_columns(post: Post) -> dict[str, Any]:
    """The columns that hold what the customer wrote: POST_COLUMNS."""
    return {
        "source": post.source,
        "external_id": post.external_id,
        "text": post.text,
        "posted_at": post.posted_at,
        "url": post.url,
        "author_name": post.author.name,
        "author_handle": post.author.handle,
        "author_reach": post.author.reach,
        "post_language": post.language,
        "post_kind": None if post.kind is None else post.kind.value,
        "in_reply_to": post.in_reply_to,
        "attachments": list(post.attachments),
        "private": post.private,
    }


def life_columns(item: Item) -> dict[str, Any]:
    """The columns that say what became of it. Lengths of time within JSON are whole microseconds."""
    origin, closing, deadline = item.origin, item.closing, item.deadline
    return {
        "received_at": item.received_at,
        "state": item.state.value,
        "is_open": item.state.is_open,
        "version": item.version,
        "domain": item.domain,
        "rule": item.rule,
        "situation": item.situation,
        "tags": list(item.tags),
        "urgency": item.urgency.value,
        "kind": item.kind.value,
        "language": item.language,
        "expert": item.expert,
        "owner": item.owner,
        "carried_by": (item.owner or item.expert) if item.state.is_open else None,
        "claimed_at": item.claimed_at,
        "due_at": deadline.due_at,
        "starts_at": deadline.starts_at,
        "target": deadline.target,
        "deadline_because": deadline.because.as_json(),
        "came_unstaffed": deadline.came_unstaffed,
        "came_late": deadline.came_late,
        "clock": deadline.clock.value,
        "ladder": [_rung_json(rung) for rung in item.ladder],
        "climb": climb_json(item.climb),
        "next_due_at": item.next_due_at,
        "reasons": [reason.as_json() for reason in item.reasons],
        "handbook": item.handbook,
        "origin_desk": origin and origin.desk,
        "origin_conversation": origin and origin.conversation,
        "origin_message": origin and origin.message,
        "closed_at": closing and closing.at,
        "closed_by": closing and closing.by,
        "closing_reason": closing and closing.reason,
        "answer_link": closing and closing.link,
        "answer_text": closing and closing.text,
        "held_until": item.held_until,
        "marks": dict(item.marks),
        "round": item.round,
        "pause": None if item.pause is None else _pause_json(item.pause),
        "request": None if item.request is None else _request_json(item.request),
        "merged_into": item.merged_into,
    }


def difference(before: Item, after: Item) -> dict[str, Any]:
    """The columns, version apart, in which the two differ. An unchanged post is not looked into."""
    old, new = life_columns(before), life_columns(after)
    if before.post != after.post:
        old, new = old | post_columns(before.post), new | post_columns(after.post)
    return {name: value for name, value in new.items() if name != "version" and value != old[name]}


def post_of(row: Any) -> Post:
    """`row` holds POST_COLUMNS, by name."""
    return Post(
        source=row.source,
        external_id=row.external_id,
        text=row.text,
        posted_at=row.posted_at,
        url=row.url,
        author=Author(row.author_name, row.author_handle, row.author_reach),
        language=row.post_language,
        kind=None if row.post_kind is None else Kind(row.post_kind),
        in_reply_to=row.in_reply_to,
        attachments=tuple(row.attachments),
        private=row.private,
    )


def from_row(row: Any) -> Item:
    """`row` holds every column of the item table, by name."""
    return Item(
        number=row.number,
        post=post_of(row),
        received_at=row.received_at,
        state=State(row.state),
        version=row.version,
        domain=row.domain,
        rule=row.rule,
        situation=row.situation,
        tags=tuple(row.tags),
        urgency=Urgency(row.urgency),
        kind=Kind(row.kind),
        language=row.language,
        expert=row.expert,
        owner=row.owner,
        claimed_at=row.claimed_at,
        deadline=Deadline(
            row.due_at,
            row.starts_at,
            row.target,
            Reason.from_json(row.deadline_because),
            row.came_unstaffed,
            row.came_late,
            Clock(row.clock),
        ),
        ladder=ladder_of(row.ladder),
        climb=climb_of(row.climb),
        next_due_at=row.next_due_at,
        reasons=tuple(Reason.from_json(reason) for reason in row.reasons),
        handbook=row.handbook,
        origin=None if row.origin_desk is None else Place(row.origin_desk, row.origin_conversation, row.origin_message),
        closing=None
        if row.closed_at is None
        else Closing(row.closed_at, row.closed_by, row.closing_reason, row.answer_link, row.answer_text),
        held_until=row.held_until,
        marks=dict(row.marks),
        round=row.round,
        pause=None if row.pause is None else pause_of(row.pause),
        request=None if row.request is None else request_of(row.request),
        merged_into=row.merged_into,
    )


def _rung_json(rung: Rung) -> dict[str, Any]:
    return {
        "id": rung.id,
        "when": rung.when,
        "whom": list(rung.whom),
        "share": rung.share,
        "offset_microseconds": None if rung.offset is None else rung.offset // MICROSECOND,
        "how": rung.how.value,
        "repeat": None if rung.repeat is None else [rung.repeat.every // MICROSECOND, rung.repeat.times],
        "moment": None if rung.moment is None else rung.moment.isoformat(),
    }


def ladder_of(rows: Sequence[Mapping[str, Any]]) -> tuple[Rung, ...]:
    """Most items have the same few ladders, so that each is made once."""
    key = tuple(tuple(tuple(value) if isinstance(value, list) else value for value in row.values()) for row in rows)
    found = _LADDERS.get(key)
    if found is None:
        if len(_LADDERS) >= _MOST_LADDERS:
            _LADDERS.clear()
        found = _LADDERS[key] = tuple(_rung(row) for row in rows)
    return found


_LADDERS: dict[object, tuple[Rung, ...]] = {}
_MOST_LADDERS = 64


def _rung(row: Mapping[str, Any]) -> Rung:
    # Items that were opened before 0006 have no how, repeat and moment.
    offset, repeat, moment = row["offset_microseconds"], row.get("repeat"), row.get("moment")
    return Rung(
        id=row["id"],
        when=row["when"],
        whom=tuple(row["whom"]),
        share=row["share"],
        offset=None if offset is None else timedelta(microseconds=offset),
        how=How(row.get("how", How.MESSAGE)),
        repeat=None if repeat is None else Repeat(timedelta(microseconds=repeat[0]), repeat[1]),
        moment=None if moment is None else datetime.fromisoformat(moment),
    )


def climb_json(climb: Climb) -> dict[str, Any]:
    """As the column holds it: `climb_of` reads it, also what older versions wrote."""
    row: dict[str, Any] = {
        "done": list(climb.done),
        "paging": None if climb.paging is None else _paging_json(climb.paging),
        "named": list(climb.named),
    }
    if climb.owed:  # few items have it
        row["owed"] = [[one.person, one.rung, one.at.isoformat()] for one in climb.owed]
    return row


def climb_of(row: Mapping[str, Any]) -> Climb:
    """What `climb_json` wrote. KeyError when it is none."""
    paging = row["paging"]
    named = tuple(row.get("named", ()))  # not there before rungs could name somebody on the card
    owed = tuple(Owed(person, rung, datetime.fromisoformat(at)) for person, rung, at in row.get("owed", ()))
    return Climb(tuple(row["done"]), None if paging is None else _paging(paging), named, owed)


def _pause_json(pause: Pause) -> dict[str, Any]:
    return {"at": pause.at.isoformat(), "until": pause.until.isoformat(), "reason": pause.reason, "by": pause.by}


def pause_of(row: Mapping[str, Any]) -> Pause:
    """What the column of a pause holds."""
    at, until = datetime.fromisoformat(row["at"]), datetime.fromisoformat(row["until"])
    return Pause(at, until, row["reason"], row["by"])


def _request_json(request: Request) -> dict[str, Any]:
    return {
        "kind": request.kind.value,
        "by": request.by,
        "asked": list(request.asked),
        "at": request.at.isoformat(),
        "until": None if request.until is None else request.until.isoformat(),
    }


def request_of(row: Mapping[str, Any]) -> Request:
    """What the column of a request holds."""
    until = None if row["until"] is None else datetime.fromisoformat(row["until"])
    return Request(RequestKind(row["kind"]), row["by"], tuple(row["asked"]), datetime.fromisoformat(row["at"]), until)


def _paging_json(paging: Paging) -> dict[str, Any]:
    return {
        "person": paging.person,
        "asked": list(paging.asked),
        "status": paging.status.value,
        "paged_at": paging.paged_at.isoformat(),
        "until": None if paging.until is None else paging.until.isoformat(),
    }


def _paging(row: Mapping[str, Any]) -> Paging:
    return Paging(
        person=row["person"],
        asked=tuple(row["asked"]),
        status=PageStatus(row["status"]),
        paged_at=datetime.fromisoformat(row["paged_at"]),
        until=None if row["until"] is None else datetime.fromisoformat(row["until"]),
    )
