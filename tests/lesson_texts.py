"""Reads the texts of the course: blocks of code, prose, numbers, headings, links and pictures."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).parents[1]
EXERCISES = ROOT / "exercises"


@dataclass(frozen=True)
class Block:
    """A fenced block: the number of its first line, its language, its text, and the line of its closing fence."""

    line: int
    language: str
    text: str
    end: int


@dataclass(frozen=True)
class Number:
    """A number of the prose, with as many digits after the point as it is written with, times ten to a power."""

    line: int
    written: str
    value: float
    digits: int
    power: int
    percent: bool


FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})\s*(\w*)")
HEADING = re.compile(r"^(#{1,6})\s+(.+?)\s*#*\s*$")
LINK = re.compile(
    r"(?P<picture>!?)\[(?P<words>[^][]*(?:\[[^][]*\][^][]*)*)\]\((?P<target>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)"
)
SPAN = re.compile(r"(`+)(.+?)\1")
FIGURE = re.compile(
    r"(?<![\w.])(?P<whole>\d+(?:(?:,|\{,\})\d{3}(?!\d))*)(?:\.(?P<part>\d+))?(?:e(?P<e>[-+]?\d+))?(?![\w])"
    r"(?:\s*(?:\\cdot|\\times|×|·)\s*10(?:\^\{?(?P<power>[-−]?\d+)\}?|(?P<raised>[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)))?(?P<percent>\s*\\?%)?"
)
IN_CODE = re.compile(r"(?<![\w.])\d[\d_]*(?:\.\d*)?(?:e[-+]?\d+)?|(?<![\w.])\.\d+(?:e[-+]?\d+)?", re.IGNORECASE)
COMMAND = re.compile(r"^(?:grader|python3?|pip|make|git)\s")
FILE_NAME = re.compile(r"^[\w./*-]+\.\w+$")
VERSION = re.compile(r"\b(?:Python|PyTorch|NumPy|torch|version|版本)\s*v?\d+(?:\.\d+)*|\b\d+\.\d+\.\d+(?:\.\d+)*\b")
RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


@dataclass(frozen=True)
class Lesson:
    """A text: the README of a chapter, or one of the texts that all chapters share."""

    path: Path

    @property
    def name(self) -> str:
        """Its path in `exercises/`."""
        return self.path.relative_to(EXERCISES).as_posix()

    @property
    def language(self) -> str:
        """Its language; the first language of the course has no ending of its own."""
        return self.path.suffixes[0].strip(".") if len(self.path.suffixes) == 2 else "en"

    @cached_property
    def lines(self) -> Sequence[str]:
        return self.path.read_text(encoding="utf-8").splitlines()

    @cached_property
    def blocks(self) -> Sequence[Block]:
        """All fenced blocks. An AssertionError if one is not closed."""
        blocks: list[Block] = []
        opened: tuple[int, str, str] | None = None
        for number, line in enumerate(self.lines, 1):
            fence = FENCE.match(line)
            if opened is None and fence:
                opened = number, fence[1], fence[2]
            elif opened is not None and line.strip() == opened[1]:
                start, _, language = opened
                blocks.append(Block(start + 1, language, "\n".join(self.lines[start : number - 1]) + "\n", number))
                opened = None
        assert opened is None, f"{self.name}:{opened and opened[0]}: this block is not closed"
        return blocks

    @property
    def code(self) -> Sequence[Block]:
        """The blocks that run."""
        return [block for block in self.blocks if block.language == "python"]

    def shown_after(self, block: Block) -> str | None:
        """The output that the text shows directly behind a block; None if there is none."""
        for other in self.blocks:
            if other.language == "text" and other.line > block.end:
                between = self.lines[block.end : other.line - 2]
                return other.text if not any(line.strip() for line in between) else None
        return None

    @cached_property
    def prose(self) -> Sequence[tuple[int, str]]:
        """The lines outside of blocks, with their numbers."""
        inside = {number for block in self.blocks for number in range(block.line - 1, block.end + 1)}
        return [(number, line) for number, line in enumerate(self.lines, 1) if number not in inside]

    @cached_property
    def headings(self) -> Sequence[tuple[int, str]]:
        """(level, words) of each heading."""
        found = [HEADING.match(line) for _, line in self.prose]
        return [(len(heading[1]), heading[2]) for heading in found if heading]

    @property
    def anchors(self) -> set[str]:
        """What a link can lead to, as GitHub names it."""
        seen: dict[str, int] = {}
        anchors = set()
        for _, words in self.headings:
            plain = LINK.sub(lambda link: link["words"], words).replace("`", "")
            anchor = re.sub(r"[^\w\- ]", "", plain.lower()).strip().replace(" ", "-")
            count = seen.get(anchor, 0)
            seen[anchor] = count + 1
            anchors.add(f"{anchor}-{count}" if count else anchor)
        return anchors

    @property
    def links(self) -> Iterator[tuple[int, re.Match[str]]]:
        """Links and pictures with their lines."""
        for number, line in self.prose:
            bare = SPAN.sub(lambda span: "x" * len(span[0]), line)
            for link in LINK.finditer(bare):
                yield number, link

    @property
    def pictures(self) -> Sequence[str]:
        """The files that it shows, in order."""
        return [link["target"] for _, link in self.links if link["picture"]]

    def numbers(self) -> Iterator[Number]:
        """The numbers of prose and formulas that have a decimal point or more than two digits.

        Left out: years (1700 to 2099), versions of a program (`PyTorch 2.9`, `3.11.2`), the words of links to the
        outside, targets of links, and code spans that are a command (`grader check 3`) or the name of a file.
        """
        for line, text in self.prose:
            text = LINK.sub(lambda link: " " if "://" in link["target"] else f" {link['words']} ", text)
            text = SPAN.sub(lambda span: " " if COMMAND.match(span[2]) or FILE_NAME.match(span[2]) else span[2], text)
            for found in FIGURE.finditer(VERSION.sub(" ", text)):
                whole, part = re.sub(r"[,{}]", "", found["whole"]), found["part"] or ""
                if not part and (len(whole) < 3 or (len(found["whole"]) == 4 and 1700 <= int(whole) < 2100)):
                    continue
                power = (found["power"] or found["e"] or (found["raised"] or "0").translate(RAISED)).replace("−", "-")
                value = float(f"{whole}.{part or 0}")
                yield Number(line, found[0], value, len(part), int(power), bool(found["percent"]))


def lessons() -> Sequence[Lesson]:
    """All texts of the course."""
    paths = [*EXERCISES.glob("*.md"), *EXERCISES.glob("[0-9][0-9]_*/README*.md")]
    return [Lesson(path) for path in sorted(paths)]


def numbers_in(text: str) -> set[float]:
    """The numbers in code or in printed output, without their signs."""
    return {float(found.replace("_", "")) for found in IN_CODE.findall(text) if found.strip("_.")}


def occurs(number: Number, computed: set[float]) -> bool:
    """Whether a number of the prose is one of those computed, rounded or cut to the digits that it is written with."""
    unit = 10.0**-number.digits
    for one in computed:
        scaled = one / 10.0**number.power
        for candidate in (scaled, scaled * 100) if number.percent else (scaled,):
            missing = candidate - number.value
            if -unit / 2 <= missing * (1 - 1e-9) < unit * (1 - 1e-6) or abs(missing) <= 1e-9 * candidate:
                return True
    return False


class _WithoutTexts(ast.NodeTransformer):
    def visit_Constant(self, node: ast.Constant) -> ast.Constant:
        return ast.Constant("") if isinstance(node.value, str) else node

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.JoinedStr:
        self.generic_visit(node)
        # A sentence in another language may have its values in another order.
        return ast.JoinedStr(sorted((part for part in node.values if not isinstance(part, ast.Constant)), key=ast.dump))


def without_texts(source: str) -> str:
    """Code without its comments and with empty strings: the same in every language."""
    return ast.dump(_WithoutTexts().visit(ast.parse(source)))
