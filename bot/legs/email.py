"""A page as an e-mail to one person. Each try has the same Message-ID, so that mail programs can drop doubles."""

import asyncio
import ssl
from collections.abc import Callable
from datetime import datetime
from email.header import Header
from email.mime.text import MIMEText
from email.utils import format_datetime

import aiosmtplib

from bot.legs.leg import LONGEST_CALL, SOON
from bot.legs.webhook import Link
from bot.settings_pages import Smtp
from handlers.parcels import Alarm
from routing.delivery import GaveUp, Outcome, RetryAfter, Sent, Unknown
from routing.item import Place


class EmailLeg:
    """`now` is the clock of the rest of the program: the date that the message bears."""

    def __init__(self, settings: Smtp, now: Callable[[], datetime], link: Link) -> None:
        self._settings = settings
        self._now = now
        self._link = link

    async def send(self, alarm: Alarm) -> Outcome:
        """Sent when the server took it; another try for 4yz and a server that is away; GaveUp for 5yz."""
        if not alarm.email:
            return GaveUp("no e-mail address")
        message = message_of(alarm, self._settings.sender, self._now(), self._link)
        offered = False
        client = client_of(self._settings)
        try:
            async with asyncio.timeout(LONGEST_CALL):
                await log_in(client, self._settings)
                offered = True
                await client.send_message(message)
        except (TimeoutError, aiosmtplib.SMTPException, OSError) as error:
            return outcome_of(error, offered=offered)
        finally:
            client.close()
        return Sent(Place(alarm.desk, alarm.conversation, alarm.key))

    async def close(self) -> None:
        """Holds nothing: each message has its own connection."""


def client_of(settings: Smtp) -> aiosmtplib.SMTP:
    """Not connected yet."""
    return aiosmtplib.SMTP(
        hostname=settings.host,
        port=settings.port,
        use_tls=settings.tls == "tls",
        start_tls=settings.tls == "starttls",
        timeout=LONGEST_CALL,
    )


async def log_in(client: aiosmtplib.SMTP, settings: Smtp) -> None:
    """Connects, greets and logs in. Raises SMTPException, OSError, TimeoutError."""
    await client.connect()
    if not client.is_ehlo_or_helo_needed:
        await client.ehlo()
    if settings.user and settings.password is not None:
        await client.login(settings.user, settings.password.get_secret_value())


async def trouble_with(settings: Smtp) -> str:
    """What keeps us from sending, in a sentence; "" when the server lets us in. No mail is sent."""
    client = client_of(settings)
    try:
        async with asyncio.timeout(LONGEST_CALL):
            await log_in(client, settings)
            await client.quit()
    except aiosmtplib.SMTPAuthenticationError as error:
        return f"{settings.host} refuses SMTP_USER or SMTP_PASSWORD ({error.code})."
    except ssl.SSLCertVerificationError:
        return f"{settings.host} shows a certificate that is not valid for it."
    except (TimeoutError, aiosmtplib.SMTPException, OSError) as error:
        if _lacks(error):
            return f"{settings.host} does not know SMTP_TLS={settings.tls}, or nobody logs in there: change one."
        return f"{settings.host} cannot be reached at port {settings.port} ({type(error).__name__}); is SMTP_TLS right?"
    finally:
        client.close()
    return ""


def message_of(alarm: Alarm, sender: str, now: datetime, link: Link) -> MIMEText:
    """The page as plain text."""
    address = link(alarm.chat) if alarm.chat is not None else ""
    # Not an EmailMessage: Python 3.11 loses blanks where it folds a subject that holds other letters than ASCII.
    message = MIMEText("\n".join((*alarm.lines, *([address] if address else ()))) + "\n", "plain", "utf-8")
    message["From"] = sender
    message["To"] = alarm.email
    message["Subject"] = Header(alarm.heading, "utf-8", header_name="Subject").encode()
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{alarm.key}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message["Importance"] = "high"
    message["Content-Language"] = alarm.language
    return message


def outcome_of(error: Exception, *, offered: bool) -> Outcome:
    """What a failed try means. `offered`: the server was given the message, and may have taken it."""
    if isinstance(error, aiosmtplib.SMTPRecipientsRefused):
        codes = [refused.code for refused in error.recipients]
        return _by_code(codes[0] if codes else 550)
    if isinstance(error, aiosmtplib.SMTPResponseException) and error.code > 0:
        return _by_code(error.code)
    if _lacks(error) or isinstance(error, ssl.SSLCertVerificationError):
        return GaveUp("not_supported" if _lacks(error) else "certificate")
    return Unknown(type(error).__name__) if offered else RetryAfter(SOON)


def _lacks(error: Exception) -> bool:
    """Whether the server has no STARTTLS or no log-in: the library says both by its plainest error."""
    return type(error) is aiosmtplib.SMTPException or isinstance(error, aiosmtplib.SMTPNotSupported)


def _by_code(code: int) -> Outcome:
    return RetryAfter(SOON) if 400 <= code < 500 else GaveUp(f"smtp_{code}")
