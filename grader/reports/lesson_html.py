"""A text of the course as HTML. What may be wider than the window scrolls in a box of its own, which the keyboard
reaches."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping, Sequence
from typing import Any

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict
from markupsafe import Markup

from grader.reports.highlighting import highlighted
from grader.reports.language import Language
from grader.reports.lesson_markdown import parser
from grader.reports.mathml import characters_of, to_mathml
from grader.reports.pictures import picture_of

_WIDE_FORMULA = 24
"""A formula in a line with more characters than this may be wider than a phone."""
_WIDE_PICTURE = 480
"""A picture wider than this, in pixels, cannot be read on a phone when it is made as narrow as that."""

Env = MutableMapping[str, Any]


class LessonRenderer(RendererHTML):
    """Renders tokens; each method is for the tokens of its name.

    Args:
        language: the language of the names of boxes.
        address: where a link leads from the page; "" if it leads nowhere, and is only text.
        picture: a picture's content by its address in the text; None if there is none.
    """

    def __init__(
        self, language: Language, address: Callable[[str], str], picture: Callable[[str], bytes | None]
    ) -> None:
        super().__init__()
        self._language = language
        self._address = address
        self._picture = picture
        self._open_links: list[str] = []
        self._described = 0

    def html(self, tokens: Sequence[Token]) -> Markup:
        """The tokens as HTML: Markdown without HTML in it, and everything else escaped."""
        return Markup(self.render(tokens, parser().options, {}))

    def math_inline(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env) -> str:
        """A formula in a line."""
        displayed = tokens[idx].markup == "$$"
        formula = _formula(tokens[idx].content, displayed)
        return self._box("formula", "span", formula) if displayed or characters_of(formula) > _WIDE_FORMULA else formula

    def math_block(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env) -> str:
        """A formula on lines of its own."""
        return self._box("formula", "div", _formula(tokens[idx].content, True)) + "\n"

    def fence(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env) -> str:
        """A block of code, or of what it prints."""
        language = (tokens[idx].info.split() or [""])[0]
        code = Markup("<code>%s</code>") % highlighted(tokens[idx].content, language)
        return self._box("code", "pre", code) + "\n"

    code_block = fence

    def table_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env) -> str:
        """The beginning of a table."""
        return self._opening("table", "div") + "<table>\n"

    def table_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env) -> str:
        """The end of a table."""
        return "</table></div>\n"

    def th_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env) -> str:
        """The beginning of a cell. Its side is a class, since the page forbids inline styles."""
        tag = _tag_of_cell(tokens[idx], tokens[idx + 1])
        side = str(tokens[idx].attrGet("style") or "").removeprefix("text-align:")
        return Markup('<%s class="%s">') % (Markup(tag), side) if side else f"<{tag}>"

    td_open = th_open

    def th_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env) -> str:
        """The end of a cell that heads a column."""
        return f"</{_tag_of_cell(tokens[idx], tokens[idx - 1])}>\n"

    def link_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env) -> str:
        """The beginning of a link, or of its words alone where it leads nowhere."""
        address = self._address(str(tokens[idx].attrGet("href")))
        self._open_links.append("</a>" if address else "")
        return Markup('<a href="%s">') % address if address else ""

    def link_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env) -> str:
        """The end of a link."""
        return self._open_links.pop()

    def image(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env) -> str:
        """A picture; its words alone where there is none."""
        token = tokens[idx]
        words = self.renderInlineAsText(token.children, options, env)
        source = str(token.attrGet("src"))
        content = self._picture(source)
        picture = picture_of(source, content) if content is not None else None
        if picture is None:
            return Markup.escape(words)
        size = Markup(' width="%d" height="%d"') % picture.size if picture.size else Markup("")
        described = said = Markup("")
        if picture.description:
            self._described += 1
            described = Markup(' aria-describedby="picture-%d"') % self._described
            said = Markup('<span id="picture-%d" hidden>%s</span>') % (self._described, picture.description)
        image = Markup('<img src="%s" alt="%s"%s%s>%s') % (picture.uri, words, size, described, said)
        return self._box("picture", "span", image) if picture.size and picture.size[0] > _WIDE_PICTURE else image

    def _box(self, kind: str, tag: str, content: str) -> str:
        return f"{self._opening(kind, tag)}{content}</{tag}>"

    def _opening(self, kind: str, tag: str) -> str:
        names = {
            "formula": self._language.gettext("Formula"),
            "code": self._language.gettext("Code"),
            "table": self._language.gettext("Table"),
            "picture": self._language.gettext("Picture"),
        }
        box = Markup('<%s class="scroll %s" tabindex="0" role="group" aria-label="%s">')
        return str(box % (Markup(tag), kind, names[kind]))


def _tag_of_cell(cell: Token, words: Token) -> str:
    """The tag of a cell: one without words heads no column."""
    return cell.tag if words.content.strip() else "td"


def _formula(formula: str, display: bool) -> str:
    """The formula as MathML, or as it is written where it cannot be converted."""
    return to_mathml(formula, display=display) or Markup('<code class="unconverted">%s</code>') % formula
