"""Formulas between dollar signs, for markdown-it: `$...$` in a line, `$$...$$` on lines of their own.

A formula begins right after its dollar sign and ends right before it, as in pandoc, so that sums of money stay text.
Any character may stand before and after it: Chinese has no space there. `\\$` is a dollar sign.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.ruler import RuleOptionsType
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

INLINE = "math_inline"
"""The type of the token of a formula in a line; its content is the formula without dollar signs."""
BLOCK = "math_block"
"""The type of the token of a formula on lines of its own."""

_FENCE = "$$"
_IN_LINE = re.compile(
    r"\$\$(?P<displayed>[^$]*[^$\s][^$]*)\$\$|\$(?P<inline>(?![\s$])(?:\\.|[^$\\])*(?<!\s))\$(?!\d)", re.DOTALL
)


def dollar_math(markdown: MarkdownIt) -> None:
    """Make a parser read formulas."""
    # Before escapes, so that a formula keeps its backslashes.
    markdown.inline.ruler.before("escape", INLINE, _inline)
    ends: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    markdown.block.ruler.before("fence", BLOCK, _block, ends)


def _inline(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "$":
        return False
    found = _IN_LINE.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        displayed = found["displayed"]
        token = state.push(INLINE, "", 0)
        token.content = " ".join((displayed or found["inline"]).split())
        token.markup = _FENCE if displayed else "$"
    state.pos = found.end()
    return True


def _block(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    if state.is_code_block(first) or not _line(state, first).startswith(_FENCE):
        return False
    lines: list[str] = []
    for number in range(first, end):
        line = _line(state, number).strip()
        if number > first and state.sCount[number] < state.blkIndent:
            return False
        lines.append(line)
        if line.endswith(_FENCE) and len("".join(lines)) >= 2 * len(_FENCE):
            break
        if not line:
            return False
    else:
        return False
    formula = "\n".join(lines)[len(_FENCE) : -len(_FENCE)].strip()
    if not formula or "$" in formula:
        return False
    if not silent:
        token = state.push(BLOCK, "", 0)
        token.block = True
        token.content = formula
        token.markup = _FENCE
        token.map = [first, first + len(lines)]
        state.line = first + len(lines)
    return True


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]
