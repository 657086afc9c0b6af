"""Where a line of text may be broken for a terminal: between words, and between the characters of Chinese, which has no
spaces, but for those that must not begin or end a line.

These are the rules for simplified Chinese of the Unicode line breaking algorithm (UAX 14), as far as texts here need
them: rich breaks at spaces alone, and moves a whole Chinese sentence to the next line where a sign stands before it.
"""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import get_character_cell_size
from rich.text import Text

_NOT_FIRST = frozenset("，。、；：！？）》」』】〉”’…％,.;:!?)]}%")
_NOT_LAST = frozenset("（《「『【〈“‘([{")


def line_breaks(line: str, width: int) -> list[int]:
    """The offsets at which this line is broken, so that no part is wider than `width` cells. Spaces at a break are not
    counted; a word that is too wide is broken where the line ends."""
    breaks: list[int] = []
    start, used, possible = 0, 0, 0
    for at, character in enumerate(line):
        if at > start and _may_break(line[at - 1], character):
            possible = at
        size = get_character_cell_size(character)
        while used + size > width and not character.isspace() and at > start:
            start = possible if possible > start else at
            breaks.append(start)
            used = sum(map(get_character_cell_size, line[start:at]))
        used += size
    return breaks


def broken(text: Text, width: int) -> Iterator[Text]:
    """The lines of a text, broken so that no part is wider than `width` cells, without the spaces at their ends."""
    for line in text.split(allow_blank=True):
        line.expand_tabs()
        for part in line.divide(line_breaks(line.plain, width)):
            part.rstrip()
            yield part


def _may_break(before: str, after: str) -> bool:
    if before.isspace() or after.isspace():
        return before.isspace() and not after.isspace()
    if before in _NOT_LAST or after in _NOT_FIRST:
        return False
    return get_character_cell_size(before) == 2 or get_character_cell_size(after) == 2
