"""TOML text → Handbook, or all its problems at once."""

import hashlib
import tomllib
from collections.abc import Mapping
from typing import TypeVar

from pydantic import ValidationError

from routing import handbook_checks, handbook_shape
from routing.handbook import (
    Company,
    Desk,
    Domain,
    Handbook,
    Person,
    Rota,
    Rule,
    RungRule,
    Section,
    Target,
)
from routing.handbook_fields import check_zone
from routing.handbook_problems import HandbookError, Problem, Source, Table

SCHEMA = 1
_Kind = TypeVar("_Kind", bound=Section)


def read_handbook(text: str, name: str = "handbook.toml") -> Handbook:
    """The handbook that `text` (TOML) holds. `name` is what problems call the file.

    Raises HandbookError, which lists every problem with its place and mend.
    """
    try:
        tables = tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        raise HandbookError([Problem(name, f"is not TOML: {error}")]) from None
    except RecursionError:
        raise HandbookError([Problem(name, "is nested too deeply to be a handbook; close the brackets")]) from None
    return _Reader(Source(text, name, tables)).handbook(text)


class _Reader:
    """Reads section by section and keeps every problem; only a reader without one gives a handbook."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems = [*handbook_shape.problems(source, SCHEMA)]

    def handbook(self, text: str) -> Handbook:
        company = self.one("company", Company)
        desks = {desk: self.one(f"desks.{desk}", Desk, desk) for desk in self.source.table("desks")}
        people = self.many("person", Person, self.company_ways())
        domains = self.many("domain", Domain, {})
        rules = self.many("rule", Rule, {})
        targets = self.many("target", Target, {})
        rungs = self.many("rung", RungRule, {})
        zone = {"zone": self.company_ways()["zone"]}
        rota = self.one("rota", Rota, defaults=zone) if "rota" in self.source.tables else None
        self.problems += handbook_checks.problems(self.source)
        if self.problems or company is None:
            raise HandbookError(self.problems)
        return Handbook(
            company=company,
            desks=tuple((name, desk) for name, desk in desks.items() if desk is not None),
            people=people,
            domains=domains,
            rules=rules,
            targets=targets,
            rungs=rungs,
            rota=rota,
            text=text,
            digest=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
            warnings=tuple(str(warning) for warning in handbook_checks.warnings(self.source)),
        )

    def company_ways(self) -> Table:
        """What people have from the company; harmless stand-ins where the company's own is wrong (reported there)."""
        company = self.source.table("company")
        ways = {name: company[name] for name in ("zone", "language", "hours") if name in company}
        try:
            check_zone(ways.get("zone"))
            Company.model_validate({"name": "-", "zone": "UTC", **ways})
        except ValueError:
            ways = {}
        return {"zone": "UTC", "language": "en", "hours": "mon-fri 08:00-16:00", **ways}

    def one(self, section: str, model: type[_Kind], desk: str = "", defaults: Table | None = None) -> _Kind | None:
        path = ("desks", desk) if desk else (section,)
        return self.read(model, {**(defaults or {}), **self.source.table(*path)}, self.source.place(section))

    def many(self, section: str, model: type[_Kind], defaults: Table) -> tuple[_Kind, ...]:
        read = (
            self.read(model, {**defaults, **row}, self.source.place(section, position))
            for position, row in enumerate(self.source.rows(section))
        )
        return tuple(row for row in read if row is not None)

    def read(self, model: type[_Kind], row: Mapping[str, object], place: str) -> _Kind | None:
        try:
            return model.model_validate(row)
        except ValidationError as error:
            self.problems += [Problem(place, sentence) for sentence in handbook_shape.sentences(error, model)]
            return None
