"""Translations of stubs: their docstrings and comments in the course's other languages.

They are texts beside the reference, `solutions/<chapter>/<exercise>.zh.md` and the like. The heading `# …` stands above
the module's docstring, `## forward` above that of a function, a class or a `Class.method`, `## EPSILON` above the text
below a variable, and `## # …` above a comment, which is quoted in the heading. Everything else of a stub is the
reference's, so that stubs in all languages have one code.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from grader.course.files import read_source
from grader.course.syntax import parse
from grader.errors import AuthoringError, Place

MODULE = ""
"""The key of the module's docstring."""

_HEADING = re.compile(r"##? (.*)")
_QUOTES = re.compile(r"""[rRuU]?("{3}|'{3}|"|')""")
_DIRECTIVE = re.compile(r"#\s*(type:|noqa|fmt:|ruff:|pragma|TODO\b)")
_QUOTED = re.compile(r"`[^`\n]+`")
_NUMBER = re.compile(r"(?<![A-Za-z0-9_.])\d+(?:[.,]\d+)*(?:e[-+]?\d+)?(?!\d|-[dD]\b)")
_OPERATOR = re.compile(r"\*\*|[=<>!]=|[*/@+=<>^|]|(?<=\s)-(?=\s)")
_NAME = re.compile(r"[A-Za-z_]\w*(?:\.\w+)*(?=[(\[])|[A-Za-z]\w*_\w+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Translation:
    """A stub's texts in another language by key, and the line at which each begins in the file."""

    file: Path
    texts: Mapping[str, str]
    lines: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Passage:
    """A docstring or comment of a stub: its key, its text, where it stands (lines from 1, columns in bytes), the names
    of the arguments that it may explain, and how deep the lines below its first are indented."""

    key: str
    text: str
    begin: tuple[int, int]
    end: tuple[int, int]
    arguments: tuple[str, ...] = ()
    indent: str = ""


def read_translation(file: Path) -> Translation:
    """The translation in a file.

    Raises:
        AuthoringError: if the file is not UTF-8, and as `parse_translation` does.
        OSError: if it cannot be read.
    """
    return parse_translation(read_source(file), file)


def parse_translation(text: str, file: Path) -> Translation:
    """The translation in the text of a file. Above its first heading it may have comments, `<!-- … -->`, each a line.

    Raises:
        AuthoringError: if another text stands above the first heading, or two headings are the same.
    """
    texts: dict[str, list[str]] = {}
    lines: dict[str, int] = {}
    key: str | None = None
    for number, line in enumerate(text.split("\n"), 1):
        if heading := _HEADING.fullmatch(line.rstrip()):
            key = MODULE if line.startswith("# ") else heading.group(1).strip()
            if key in texts:
                raise AuthoringError(f"this heading is in line {lines[key]} already: join the two", Place(file, number))
            texts[key], lines[key] = [], number
        elif key is not None:
            texts[key].append(line.rstrip())
        elif line.strip():
            raise AuthoringError(
                "this is below no heading: begin with `# …`, the module's docstring", Place(file, number)
            )
    return Translation(file, {key: "\n".join(below).strip("\n") for key, below in texts.items()}, lines)


def translate(stub: str, translation: Translation, stub_file: Path) -> str:
    """A stub with the docstrings and comments of a translation; what it lacks stays as it is.

    Raises:
        AuthoringError: if the stub does not parse, or would not with this text.
    """
    lines = [line.encode() for line in io.StringIO(stub, newline="")]
    newline = "\r\n" if "\r\n" in stub else "\n"
    for passage in sorted(_passages(stub, stub_file), key=lambda one: one.begin, reverse=True):
        text = translation.texts.get(passage.key, "").strip()
        if not text:
            continue
        (first, start), (last, stop) = passage.begin, passage.end
        written = lines[first - 1][start:] if first == last else lines[first - 1][start:] + lines[last - 1][:stop]
        new = f"# {text}" if passage.key.startswith("#") else _as_docstring(text, written.decode(), passage.indent)
        lines[first - 1 : last] = [
            lines[first - 1][:start] + new.replace("\n", newline).encode() + lines[last - 1][stop:]
        ]
    translated = b"".join(lines).decode()
    parse(translated, translation.file)
    return translated


def differences(stub: str, translation: Translation, stub_file: Path) -> Iterator[tuple[int, str]]:
    """The line and a sentence for whatever a translation lacks, has beside the stub, or says with other numbers,
    formulas, examples or arguments.

    Raises:
        AuthoringError: if the stub does not parse.
    """
    passages = {passage.key: passage for passage in _passages(stub, stub_file)}
    for key, passage in passages.items():
        text, line = translation.texts.get(key, ""), translation.lines.get(key, 1)
        if not text.strip():
            heading = f"## {key}" if key else f"# {stub_file.stem}"
            yield line, f"{_named(key)} has no translation: write it below the heading `{heading}`"
            continue
        for what, first, other in _compared(passage, text):
            if first != other:
                yield line, f"{_named(key)}: {what} differ from the first language's: {_told(first, other)}"
    for key in translation.texts.keys() - passages.keys():
        yield translation.lines[key], f"the stub has no text at `{key}`: rename the heading, or delete it with its text"


def _named(key: str) -> str:
    return "the module's docstring" if key == MODULE else f"`{key}`"


def _compared(passage: _Passage, text: str) -> Iterator[tuple[str, Counter[str], Counter[str]]]:
    """What a text and its translation have to have in common."""
    yield "the arguments", _explained(passage.text, passage), _explained(text, passage)
    yield "the quoted names", Counter(set(_QUOTED.findall(passage.text))), Counter(set(_QUOTED.findall(text)))
    yield "the numbers", _numbers(passage.text), _numbers(text)
    yield "the operators", Counter(_OPERATOR.findall(passage.text)), Counter(_OPERATOR.findall(text))
    yield "the names", Counter(set(_NAME.findall(passage.text))), Counter(set(_NAME.findall(text)))
    yield "the examples", _examples(passage.text), _examples(text)


def _numbers(text: str) -> Counter[str]:
    return Counter(_NUMBER.findall(text))


def _explained(text: str, passage: _Passage) -> Counter[str]:
    """The arguments that a text explains: names at the beginning of an indented line, before a colon."""
    found = re.findall(r"^ +(\*{0,2}\w+(?:(?:, |、)\*{0,2}\w+)*) ?[:：]", text, re.MULTILINE)
    names = [name.lstrip("*") for names in found for name in re.split(", |、", names)]
    return Counter(name for name in names if name in passage.arguments)


def _examples(text: str) -> Counter[str]:
    import doctest  # dear, and needed only where translations are compared

    return Counter(f"{example.source}{example.want}" for example in doctest.DocTestParser().get_examples(text))


def _told(first: Counter[str], other: Counter[str]) -> str:
    parts = (("only there", first - other), ("only here", other - first))
    return "; ".join(f"{where}: {', '.join(sorted(found.elements()))}" for where, found in parts if found)


def _as_docstring(text: str, written: str, indent: str) -> str:
    """A text as a string in the quotes of the one that it replaces, its lines indented as deep as that one."""
    quotes = found.group() if (found := _QUOTES.match(written)) else '"""'
    if "r" not in quotes.lower():
        text = text.replace("\\", "\\\\")
    first, *rest = text.split("\n")
    lines = [first, *(f"{indent}{line}" if line else "" for line in rest)]
    closing = f"\n{indent}" if rest else ""
    return quotes + "\n".join(lines) + closing + quotes.lstrip("rRuU")


def _passages(stub: str, file: Path) -> Iterator[_Passage]:
    yield from _docstrings(parse(stub, file), "", list(io.StringIO(stub, newline="")))
    for token in tokenize.generate_tokens(io.StringIO(stub).readline):
        if token.type == tokenize.COMMENT and _speaks(token.string):
            (line, column), text = token.start, token.string
            start = len(token.line[:column].encode())
            yield _Passage(text, text, (line, start), (line, start + len(text.encode())))


def _speaks(comment: str) -> bool:
    return not _DIRECTIVE.match(comment) and any(character.isalpha() for character in comment)


def _docstrings(
    node: ast.Module | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef, key: str, lines: list[str]
) -> Iterator[_Passage]:
    """The docstrings in a definition, and the texts below its variables."""
    before: ast.stmt | None = None
    prefix = f"{key}." if key else ""
    for statement in node.body:
        value = statement.value if isinstance(statement, ast.Expr) else None
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            if before is None:
                yield _passage(key, value, lines, _arguments(node))
            elif name := _variable(before):
                yield _passage(prefix + name, value, lines, ())
        elif isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield from _docstrings(statement, prefix + statement.name, lines)
        before = statement


def _passage(key: str, value: ast.Constant, lines: list[str], arguments: tuple[str, ...]) -> _Passage:
    line = lines[value.lineno - 1]
    indent = line[: len(line) - len(line.lstrip())]
    end = (value.end_lineno or value.lineno, value.end_col_offset or value.col_offset)
    return _Passage(key, str(value.value), (value.lineno, value.col_offset), end, arguments, indent)


def _arguments(node: ast.Module | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> tuple[str, ...]:
    """The names of a function's arguments, or of those that make an object of a class."""
    if isinstance(node, ast.ClassDef):
        makers = (one for one in node.body if isinstance(one, ast.FunctionDef) and one.name == "__init__")
        return next((_arguments(maker) for maker in makers), ())
    if isinstance(node, ast.Module):
        return ()
    return tuple(inner.arg for inner in ast.walk(node.args) if isinstance(inner, ast.arg))


def _variable(statement: ast.stmt) -> str:
    """The name that a statement gives a value to; "" if it does not."""
    if isinstance(statement, ast.Assign):
        return next((target.id for target in statement.targets if isinstance(target, ast.Name)), "")
    if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
        return statement.target.id
    return ""
