"""A hint as a document (JSON) for other programs."""

from __future__ import annotations

import msgspec

from grader.reports.check_texts import plain
from grader.reports.hint_ladder import Advice


class HintDocument(msgspec.Struct, frozen=True):
    """One hint: the `number`-th of the `of` that there are for the function; both are 0 where everything passes.

    `kind` is seen, question, place or example; `said` are its sentences, code between backticks; `line` is 1-based in
    `file`; `markdown` is a worked example.
    """

    exercise: str = ""
    function: str = ""
    check: str = ""
    number: int = 0
    of: int = 0
    kind: str = ""
    said: tuple[str, ...] = ()
    file: str = ""
    line: int | None = None
    source: str = ""
    markdown: str = ""


def document_of(advice: Advice | None) -> str:
    """The hint as JSON; an empty one where there is nothing to hint at."""
    if advice is None:
        return msgspec.json.encode(HintDocument()).decode()
    rung, location = advice.rung, advice.rung.location
    document = HintDocument(
        exercise=str(advice.exercise.name),
        function=str(advice.check.function),
        check=plain(advice.check.sentence),
        number=advice.number,
        of=advice.of,
        kind=rung.kind,
        said=tuple(plain(said) for said in rung.said),
        file=plain(location.file) if location else "",
        line=location.line if location else None,
        source=str(location.source) if location else "",
        markdown=rung.markdown,
    )
    return msgspec.json.encode(document).decode()
