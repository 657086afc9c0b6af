"""Seeds and variants, derived from the course's key: only those who have the key can reproduce them."""

from __future__ import annotations

import hmac
import unicodedata

from grader.course.settings import CourseSettings

_SEED_BYTES = 6
"""48 bits, which are exact in every JSON reader, even one that represents numbers as doubles."""


def seed_of(settings: CourseSettings, variant: int) -> int:
    """The seed of a variant's random cases, in [0, 2**48).

    Raises:
        ValueError: if the course has no such variant.
    """
    if not 0 <= variant < settings.variants:
        raise ValueError(f"variant {variant} is not in 0 .. {settings.variants - 1}")
    return int.from_bytes(_digest(settings, f"seed:{variant}")[:_SEED_BYTES], "big")


def variant_of(settings: CourseSettings, learner: str) -> int:
    """The variant that a learner gets, in [0, variants); the same for every spelling of the id's Unicode."""
    if settings.variants == 1:
        return 0
    name = unicodedata.normalize("NFC", learner.strip())
    return int.from_bytes(_digest(settings, f"variant:{name}")[:16], "big") % settings.variants


def _digest(settings: CourseSettings, message: str) -> bytes:
    return hmac.digest(settings.key.encode(), message.encode("utf-8", "surrogateescape"), "sha256")
