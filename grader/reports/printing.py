"""Text for one console: what every report in a terminal is printed with."""

from __future__ import annotations

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.text import Text

from grader.grading.result import Status
from grader.reports.language import SOURCE, Language, language_for
from grader.reports.line_breaking import broken
from grader.reports.safe_text import for_logs, spans
from grader.reports.vocabulary import ASCII_SIGNS, SIGNS, status_word

STYLES: dict[Status, str] = {
    "passed": "green", "failed": "red", "error": "red", "timeout": "red", "blocked": "dim", "not_attempted": "yellow",
    "fault": "magenta",
}  # fmt: skip
_ASCII = str.maketrans({"“": '"', "”": '"', "…": "...", "·": "-", "—": "-", "–": "-", "→": "->", "±": "+-", "’": "'"})
_LONG = 500


class Printer:
    """Text for one console: cleaned, without markup, in characters that its encoding has."""

    def __init__(self, console: Console, language: Language) -> None:
        self.console = console
        self._encoding = console.encoding or "utf-8"
        # English rather than a page of question marks.
        self.language = language if self._encodable(status_word("passed", language)) else language_for(SOURCE)
        self.signs = SIGNS if self._encodable("".join(SIGNS.values())) else ASCII_SIGNS
        self._styled = console.is_terminal and console.color_system is not None

    def text(self, text: str, style: str = "", limit: int = _LONG) -> Text:
        """The text with its code in bold, or between backticks where there are no styles."""
        built = Text(style=style, overflow="fold")
        for piece, is_code in spans(text):
            shown = self._shown(piece if len(piece) <= limit else piece[: limit - 1] + "…")
            if is_code and self._styled:
                built.append(shown, "bold")
            else:
                built.append(f"`{shown}`" if is_code else shown)
        return built

    def plain(self, text: str, limit: int = _LONG) -> str:
        """The text without marks of code, for code that stands by itself."""
        return self._shown("".join(piece for piece, _ in spans(text))[:limit])

    def line(self, text: str = "", style: str = "") -> None:
        """Print the text."""
        self.put(self.text(text, style))

    def put(self, what: RenderableType, indent: int = 0) -> None:
        """Print anything, `indent` columns from the left."""
        if not isinstance(what, Text):
            self.console.print(Padding(what, (0, 0, 0, indent), expand=False) if indent else what, highlight=False)
            return
        for part in broken(what, max(1, self.console.width - indent)):
            part.pad_left(indent if part else 0)
            self.console.print(part, highlight=False, soft_wrap=True)

    def _shown(self, text: str) -> str:
        if not self.console.is_terminal:
            text = for_logs(text)
        if self._encodable(text):
            return text
        return text.translate(_ASCII).encode(self._encoding, "replace").decode(self._encoding)

    def _encodable(self, text: str) -> bool:
        try:
            text.encode(self._encoding)
        except UnicodeEncodeError:
            return False
        return True
