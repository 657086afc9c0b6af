"""Times as a reader has them on the wall: documents hold UTC, and pages show the time of this machine's zone, with the
zone."""

from __future__ import annotations

import time
from datetime import datetime, timedelta


def local_time(text: str) -> str:
    """The moment in this machine's zone, which is named: `2026-11-30 19:00:00 CET (UTC+01:00)`.

    `text` is ISO 8601 in UTC; one that is no time stays as it is.
    """
    moment = local_moment(text)
    if moment is None:
        return text.replace("T", " ")
    return f"{moment:%Y-%m-%d %H:%M:%S} {zone_of(moment)}"


def local_moment(text: str) -> datetime | None:
    """The moment in this machine's zone; None if the text is no time with a zone."""
    try:
        moment = datetime.fromisoformat(text)
        # Years at either end of the calendar have no other zone.
        return moment.astimezone() if moment.tzinfo else None
    except (ValueError, OverflowError, OSError):
        return None


def now() -> datetime:
    """This moment, in this machine's zone."""
    return datetime.now().astimezone()


def local_column(text: str) -> str:
    """The moment as a column shows it whose heading names the zone of now: the time alone, with its distance from UTC
    where that is another one, as in summer. `text` is a time in UTC that does not say so."""
    moment = local_moment(f"{text}+00:00")
    if moment is None:
        return text
    said = f"{moment:%Y-%m-%d %H:%M:%S}"
    return said if moment.utcoffset() == now().utcoffset() else f"{said} ({zone_of(moment)})"


def zone_of(moment: datetime) -> str:
    """The zone of a moment, by its name, if that has no digits, and its distance from UTC."""
    offset = moment.utcoffset() or timedelta()
    name = moment.tzname() or ""
    seconds = int(offset.total_seconds())
    sign, hours, minutes = "-" if seconds < 0 else "+", *divmod(abs(seconds) // 60, 60)
    distance = "UTC" if not seconds else f"UTC{sign}{hours:02}:{minutes:02}"
    return f"{name} ({distance})" if name.isalpha() and name != distance else distance


def zone_here() -> str:
    """What the times on a page follow from: this machine's zone, the same all year."""
    return f"{time.tzname} {time.timezone} {time.altzone}"
