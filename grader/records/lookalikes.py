"""Ids that look alike: other case, other width, invisible characters, letters of another alphabet.

Two ids that a person cannot tell apart have a skeleton in common, as in Unicode Technical Standard 39, with a small
table: the letters of Greek and Cyrillic that are drawn as a Latin one. Ids that look alike stay two learners.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from grader.characters import INVISIBLE, JOINERS, VARIATION_SELECTORS, any_of

_UNSEEN = any_of(INVISIBLE, JOINERS, VARIATION_SELECTORS)
# Capitals and small letters apart: Greek Ν is drawn as N, and ν as v.
_CAPITALS = str.maketrans("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹАВЕЅІЈКМНОРСТУХҮԚԜӀ", "ABEZHIKMNOPTYXCABESIJKMHOPCTYXYQWI")
_SMALL = str.maketrans("αγερικνοτυχϲϳаеѕіјорсухѵԛԝүԁһӏıɑɡ", "ayepikvotuxcjaesijopcyxvqwydhliag")


def skeletons(text: str) -> tuple[str, str]:
    """What the text looks like in small letters and in capitals. These are for comparing only."""
    plain = "".join(unicodedata.normalize("NFKC", _UNSEEN.sub("", text)).split())
    return plain.casefold().translate(_SMALL), plain.upper().translate(_CAPITALS).casefold()


def look_alikes(learners: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """For each id that others look like, these others; ids that look like none are left out."""
    groups: dict[str, set[str]] = {}
    keys = {learner: skeletons(learner) for learner in sorted(set(learners))}
    for learner, both in keys.items():
        for key in both:
            groups.setdefault(key, set()).add(learner)
    alike = {learner: groups[small] | groups[capital] for learner, (small, capital) in keys.items()}
    return {learner: tuple(sorted(group - {learner})) for learner, group in alike.items() if len(group) > 1}
