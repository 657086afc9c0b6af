"""How large cases and observations may be, and which observations cannot be compared.

A learner's process receives every case, and sends every observation back, within a check's few seconds and 1 GiB of
memory. A value is cut off at 200,000 items or 32 MiB (`grader.wire.values`), and then does not count as an answer. A
wrong answer may be several times as large as the right one and still has to fit, so the right one must stay well
below. Recordings are kept for each exercise and read by each run.
"""

from __future__ import annotations

from grader.course.draws import DrawnCase
from grader.wire.values import Cut, Cycle, Opaque, Value, extent, walk

MAX_CASE_NUMBERS = 100_000
"""The most numbers, strings and other single values in the arguments of one case."""

MAX_FOLDER_BYTES = 1 << 20
"""The most bytes in all files of one case, which are written again for each learner."""

MAX_FOLDER_FILES = 50
"""The most files of one case."""

MAX_OBSERVED_ITEMS = 50_000
"""The most values in one observation, where a tensor counts as one: a quarter of the limit above."""

MAX_OBSERVED_BYTES = 4 << 20
"""The most bytes of numbers and text in one observation: an eighth of the limit above."""


def why_case_is_too_large(case: DrawnCase) -> str:
    """Which limit a case exceeds, as the end of a sentence; "" if none."""
    extents = [extent(argument) for argument in case.arguments.values()]
    numbers = sum(one.items + one.numbers for one in extents)
    files = [content for folder in case.folders.values() for content in folder.values()]
    if numbers > MAX_CASE_NUMBERS:
        return f"a case of {numbers:,} numbers, above the limit of {MAX_CASE_NUMBERS:,} for cases"
    if sum(map(len, files)) > MAX_FOLDER_BYTES:
        return f"a case with files of {sum(map(len, files)):,} bytes, above the limit of {MAX_FOLDER_BYTES:,} for cases"
    if len(files) > MAX_FOLDER_FILES:
        return f"a case with {len(files):,} files, above the limit of {MAX_FOLDER_FILES:,} for cases"
    return ""


def why_not_recorded(value: Value, *, compares: bool) -> str:
    """Why learners cannot be compared with a reference's observation; "" if they can.

    An observation that is not compared, but tested for a property, may hold anything.
    """
    for part in (part for held in walk(value) for part in held.parts):
        if isinstance(part, Cut):
            return f"is too large: it would be cut off ({part.cap})"
        if compares and isinstance(part, Cycle):
            return "holds a container inside itself, which cannot be compared"
        if compares and isinstance(part, Opaque):
            return f"holds an object of type `{part.type_name}`, which cannot be compared: return its numbers"
    size = extent(value)
    if size.items > MAX_OBSERVED_ITEMS:
        return f"is too large: {size.items:,} items, above the limit of {MAX_OBSERVED_ITEMS:,} for observations"
    if size.bytes > MAX_OBSERVED_BYTES:
        return f"is too large: {size.bytes:,} bytes, above the limit of {MAX_OBSERVED_BYTES:,} for observations"
    return ""
