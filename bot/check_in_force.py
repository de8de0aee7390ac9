"""Whether the handbook's file is the handbook in force: a start uses the database's, whatever the file says."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.cannot_start import CannotStart
from bot.handbook_file import read_text
from bot.readable import look_into
from bot.settings import Settings
from routing.handbook import Handbook
from routing.handbook_problems import HandbookError
from routing.handbook_text import read_handbook
from storage import handbooks
from storage.handbooks import StoredHandbook


def in_force(settings: Settings) -> StoredHandbook | None:
    """The row; None where there is no database yet, or none that can be read (which is told elsewhere)."""
    return look_into(settings.database_url, handbooks.current)


def differs(settings: Settings) -> str:
    """A sentence when the file says something else than the handbook in force; "" when not, or when nobody knows."""
    row = in_force(settings)
    try:
        file = read_handbook(read_text(settings.handbook), settings.handbook.name)
    except (CannotStart, HandbookError):
        return ""
    if row is None or row.digest == file.digest:
        return ""
    return (
        f"{settings.handbook} ({file.digest[:12]}) differs from the handbook in force ({row.digest[:12]}, since "
        f"{_when(row.at, file)}, by {row.changed_by}), which goes on being used. `svarvakt handbook apply` puts the "
        "file in force."
    )


def _when(at: datetime, handbook: Handbook) -> str:
    return f"{at.astimezone(ZoneInfo(handbook.company.zone)):%Y-%m-%d %H:%M}"
