"""The settings of a course: `solutions/course.toml`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import msgspec

from grader.errors import AuthoringError, Place


class CourseSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is true of a whole course.

    Attributes:
        title, title_zh: its name in English and in Chinese (the English one where the Chinese is empty).
        key: any text; seeds and the variant of each learner follow from it. Change it for a new run of the course.
        variants: how many sets of random cases there are; each learner gets one of them.
    """

    title: Annotated[str, msgspec.Meta(min_length=1)]
    key: Annotated[str, msgspec.Meta(min_length=1)]
    title_zh: str = ""
    variants: Annotated[int, msgspec.Meta(ge=1)] = 1


def read_settings(file: Path) -> CourseSettings:
    """Read `course.toml`.

    Raises:
        AuthoringError: where it is no TOML, or an entry is missing, unknown or of the wrong type.
    """
    try:
        return msgspec.toml.decode(file.read_bytes(), type=CourseSettings)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise AuthoringError(
            f"these settings cannot be read ({error}): write title, title_zh, key and variants", Place(file, 1)
        ) from error
