"""Times on the command line: read in the user's zone, and always shown with theirs."""

from __future__ import annotations

from datetime import datetime

from grader.commands.options import wrong_value


def local_time(value: str) -> datetime:
    """Parse a time in ISO 8601; without a time zone it is local, and a date alone means the end of that day."""
    try:
        time = datetime.fromisoformat(value)
    except ValueError as error:
        raise wrong_value(
            "%(value)s is not a time: write 2026-11-30 or 2026-11-30T18:00 or 2026-11-30T18:00+08:00", value=repr(value)
        ) from error
    if len(value) <= len("2026-11-30"):
        time = time.replace(hour=23, minute=59, second=59)
    return time if time.tzinfo else time.astimezone()


def shown_time(time: datetime | None) -> str:
    """A time in the user's zone, with its offset; a dash for none."""
    return "–" if time is None else f"{time.astimezone():%Y-%m-%d %H:%M:%S %z}"
