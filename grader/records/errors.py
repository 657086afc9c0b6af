"""What a user of the records can get wrong."""

from __future__ import annotations


class RecordsError(Exception):
    """The user asked for something that cannot be done. The message says what was found and what to do."""
