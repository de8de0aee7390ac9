"""The handbook's own text formats as patterns, for editors: what `routing.handbook_fields` reads, in ECMA 262's syntax.

They use nothing that the expressions of a TOML editor do not have: no looking ahead, no flags.
"""

from typing import Annotated

from pydantic import Field

_DAY = "(mon|tue|wed|thu|fri|sat|sun)"
_DAYS = rf"{_DAY}( *[,-] *{_DAY})*"
_CLOCK = r"([01]?[0-9]|2[0-3]):[0-5][0-9]"
_SPAN = rf"{_CLOCK} *- *({_CLOCK}|24:00)"
_LONG = r"([0-9]+ *d)? *([0-9]+ *h)? *([0-9]+ *m)? *([0-9]+ *s)?"
_DATE = r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_TIME = r"[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?([Zz]|[+-][0-9]{2}:[0-9]{2})?"
_PART = r"[0-9]{1,4}([.][0-9]+)? *%"

DurationText = Annotated[str, Field(pattern=rf"^ *{_LONG} *$", min_length=2, examples=["45m", "3h", "1h30m"])]
HoursLine = Annotated[
    str, Field(pattern=rf"^ *(always|never|{_DAYS} +{_SPAN}) *$", examples=["mon-fri 08:00-16:00", "always", "never"])
]
SpanText = Annotated[str, Field(pattern=rf"^ *{_SPAN} *$", examples=["09:00-12:00"])]
PhoneText = Annotated[str, Field(pattern=r"^( *[+][0-9][0-9 ().-]{4,24})?$", examples=["+47 912 34 567"])]
DateText = Annotated[str, Field(pattern=rf"^{_DATE}$", examples=["2026-12-24"])]
DayText = Annotated[str, Field(pattern=rf"^{_DATE}([Tt ]{_TIME})?$", examples=["2026-12-24", "2026-12-24T12:00:00"])]
ShareText = Annotated[str, Field(pattern=r"^ *(100([.]0+)?|[0-9]{1,2}([.][0-9]+)?) *% *$", examples=["50%"])]
RungTimeText = Annotated[str, Field(pattern=rf"^ *({_PART}|[+-] *{_LONG}) *$", min_length=2, examples=["75%", "-30m"])]
_EVERY = rf"every +[1-9][0-9]?[0-9]? +days?|every +[1-9][0-9]? +weeks? +{_DAY}"
HandoverText = Annotated[
    str,
    Field(
        pattern=rf"^ *(daily|{_DAY}|{_EVERY}) +{_CLOCK} *$", examples=["mon 08:00", "daily 08:00", "every 3 days 08:00"]
    ),
]
SettingText = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9_]*$", examples=["ROTA_CALENDAR_TEAM"])]
DigestText = Annotated[str, Field(pattern=rf"^ *(never|{_CLOCK})? *$", examples=["08:30", "never"])]
CountryText = Annotated[str, Field(pattern=r"^ *([A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})?)? *$", examples=["NO", "SE", "DK"])]
ZoneText = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_+/-]*$", examples=["Europe/Oslo"])]
AddressText = Annotated[str, Field(pattern=r"^[Hh][Tt][Tt][Pp][Ss]?://[^\s/]")]
