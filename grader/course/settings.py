"""The settings of a course: `solutions/course.toml`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import msgspec

from grader.authoring.text import Text
from grader.errors import AuthoringError, Place

LanguageTag = Annotated[str, msgspec.Meta(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$")]


class CourseSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is true of a whole course.

    Attributes:
        title: its name, in the first language or by language.
        key: any text; seeds and the variant of each learner follow from it. Change it for a new run of the course.
        variants: how many sets of random cases there are; each learner gets one of them.
        languages: what its texts are written in; the first is that of docstrings and of what names no language.
    """

    title: str | dict[str, str]
    key: Annotated[str, msgspec.Meta(min_length=1)]
    variants: Annotated[int, msgspec.Meta(ge=1)] = 1
    languages: Annotated[tuple[LanguageTag, ...], msgspec.Meta(min_length=1)] = ("en",)

    @property
    def titles(self) -> dict[str, str]:
        """The title by language."""
        return Text(self.title).in_languages(self.languages)


def read_settings(file: Path) -> CourseSettings:
    """Read `course.toml`.

    Raises:
        AuthoringError: where it is no TOML, or an entry is missing, unknown or of the wrong type.
    """
    try:
        return msgspec.toml.decode(file.read_bytes(), type=CourseSettings)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise AuthoringError(
            f"these settings cannot be read ({error}): write title, key, variants and languages", Place(file, 1)
        ) from error
