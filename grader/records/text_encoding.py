"""The encoding of a text file that another program wrote: told by its bytes, or refused with the candidates.

A byte order mark decides, then UTF-8, whose rules no other encoding keeps by accident. What remains is GB 18030 (a
Chinese Excel) or Windows-1252 (a Western one), and nearly every file can be decoded as either. It is read as the one
only if the text that comes out is text of that kind and the other reading is not.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from grader.errors import RecordsError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OTHERS = ("big5", "shift_jis", "euc_kr")
_IDEOGRAPH = r"\u3400-\u4dbf\u4e00-\u9fff"
_PUNCTUATION = r"\u3000-\u3003\u3008-\u3011\uff01-\uff5e\u00b7\u2014\u2018-\u201d\u2026"
_CHINESE = re.compile(rf"[\x00-\x7f{_IDEOGRAPH}{_PUNCTUATION}]*")
_IN_A_LATIN_WORD = re.compile(rf"[A-Za-z][{_IDEOGRAPH}]|[{_IDEOGRAPH}][A-Za-z]")
_HANGUL = re.compile(r"[\x00-\x7f\uac00-\ud7a3]*")
_WORD = re.compile(r"[^\W\d_]+")
_NO_WORD = re.compile(r"[\W\d_]+")
_TYPOGRAPHIC = re.compile(r"[\x00-\x7f‘’“”–—€]*")
_TWO_BYTES_BEYOND_ASCII = re.compile(rb"[\x80-\xff]{2}")
# Encodings of one byte, each with the letters of its languages: a word has letters of one alphabet.
_ALPHABETS = {
    "windows-1252": r"[A-Za-zÀ-ÖØ-öø-ÿŠšŽžŒœŸ]+",
    "windows-1250": r"[A-Za-zÀ-ÖØ-öø-ÿ\u0100-\u017f]+",
    "windows-1251": r"[A-Za-z]+|[\u0400-\u045f\u0490\u0491]+",
    "koi8_r": r"[A-Za-z]+|[\u0400-\u045f]+",
    "windows-1253": r"[A-Za-z]+|[\u0386-\u03ce]+",
}
_MOSTLY = 0.8
"""The share of a Chinese text's ideographs that are among the 6,763 of GB 2312. In a text of another East Asian
encoding that happens to decode as GB 18030, far fewer are."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding that it was read in, and the byte order mark that it began with (empty if it had none)."""

    text: str
    encoding: str
    mark: bytes

    def encode(self, text: str) -> bytes:
        """A text as bytes of the same form.

        Raises:
            RecordsError: if it has a character that this encoding lacks.
        """
        try:
            return self.mark + text.encode(self.encoding)
        except UnicodeEncodeError as error:
            raise RecordsError(
                "%(text)s cannot be written in %(encoding)s: save the file as UTF-8",
                text=repr(text[error.start : error.end]),
                encoding=self.encoding,
            ) from error


def decode(content: bytes, file: Path | str, encoding: str | None = None) -> Decoded:
    """The text of a file.

    Args:
        content: its bytes.
        file: its name, for the errors.
        encoding: what it is in, if the caller knows; otherwise it is told by the bytes.

    Raises:
        RecordsError: if it is not text in `encoding`, or if the encoding is in doubt; names those that it may be in.
    """
    if encoding is not None:
        return _decode_as(content, file, encoding)
    for mark, name in _MARKS:
        if content.startswith(mark):
            return _decode_as(content, file, name)
    if b"\0" in content:
        wide = "utf-16-le" if content[1::2].count(0) >= content[::2].count(0) else "utf-16-be"
        raise RecordsError(
            "%(file)s has no byte order mark and looks like %(wide)s: name it with --encoding %(wide)s",
            file=file,
            wide=wide,
        )
    try:
        return Decoded(content.decode("utf-8"), "utf-8", b"")
    except UnicodeDecodeError:
        return _decode_legacy(content, file)


def _decode_as(content: bytes, file: Path | str, encoding: str) -> Decoded:
    try:
        name = codecs.lookup(encoding).name
    except LookupError as error:
        raise RecordsError(
            "`%(encoding)s` is not the name of an encoding: write utf-8, gb18030, cp1252, …", encoding=encoding
        ) from error
    name = "utf-8" if name == "utf-8-sig" else name
    mark = next((mark for mark, marked in _MARKS if marked == name and content.startswith(mark)), b"")
    if name in ("utf-16", "utf-32"):
        mark, name = next(
            ((mark, marked) for mark, marked in _MARKS if marked.startswith(name) and content.startswith(mark)),
            (b"", f"{name}-le"),
        )
    try:
        return Decoded(content[len(mark) :].decode(name), name, mark)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, len(mark) + error.start) + 1
        raise RecordsError(
            "%(file)s is not text in %(name)s: line %(number)s cannot be decoded",
            file=file,
            name=name,
            number=line,
        ) from error
    except (LookupError, ValueError) as error:
        raise RecordsError(
            "`%(encoding)s` is not an encoding of text: write utf-8, gb18030, cp1252, …", encoding=encoding
        ) from error


def _decode_legacy(content: bytes, file: Path | str) -> Decoded:
    words = {name: text for name in _ALPHABETS if (text := _read(content, name)) is not None and _is_words(text, name)}
    chinese = _read(content, "gb18030")
    if chinese is not None and not _is_chinese(chinese, content):
        chinese = None
    if chinese is not None and not words and not _IN_A_LATIN_WORD.search(chinese):
        return Decoded(chinese, "gb18030", b"")
    if chinese is None or _is_letters_and_neighbours(chinese, content):
        western = words.get("windows-1252")
        if western is not None and all(text == western for text in words.values()):
            return Decoded(western, "cp1252", b"")
    guesses = ["gb18030"] if chinese is not None else []
    possible = [*guesses, *words] if len(words) + len(guesses) > 1 else ["gb18030", *_ALPHABETS, *_OTHERS]
    possible = [
        name for name in dict.fromkeys([*possible, "gb18030", "windows-1252"]) if _read(content, name) is not None
    ]
    if not possible:
        raise RecordsError("%(file)s is not text in any encoding that is known here: save it as CSV, UTF-8", file=file)
    raise RecordsError(
        "%(file)s is not UTF-8, and may be in %(encodings)s: say which, such as --encoding %(encoding)s, or save it "
        "as CSV, UTF-8",
        file=file,
        encodings=", ".join(possible),
        encoding=possible[0],
    )


def _read(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _is_chinese(text: str, content: bytes) -> bool:
    """Whether a text decoded as GB 18030 is what somebody who writes Chinese would write."""
    if not _CHINESE.fullmatch(text):
        return False
    ideographs = re.findall(rf"[{_IDEOGRAPH}]", text)
    if len("".join(ideographs).encode("gb2312", "ignore")) < _MOSTLY * 2 * len(ideographs):
        return False
    korean = _read(content, "euc_kr")
    return korean is None or not _HANGUL.fullmatch(korean)


def _is_words(text: str, encoding: str) -> bool:
    """Whether a text, decoded in an encoding of one byte, is made of words in the shapes of words.

    A word of the Latin alphabet has some letters of ASCII. No word has a capital behind a small letter, unless both are
    of ASCII (`McNeil`).
    """
    if not all(_TYPOGRAPHIC.fullmatch(between) for between in _NO_WORD.findall(text)):
        return False
    for word in _WORD.findall(text):
        if word.isascii():
            continue
        latin = ord(max(word)) < 0x180
        pairs = pairwise(word)
        if (
            not re.fullmatch(_ALPHABETS[encoding], word)
            or (latin and not any(letter.isascii() for letter in word))
            or any(one.islower() and two.isupper() and not (one + two).isascii() for one, two in pairs)
        ):
            return False
    return True


def _is_letters_and_neighbours(chinese: str, content: bytes) -> bool:
    """Whether every ideograph of the Chinese reading is a letter beyond ASCII and its neighbour in a word of ASCII."""
    return bool(_IN_A_LATIN_WORD.search(chinese)) and not _TWO_BYTES_BEYOND_ASCII.search(content)
