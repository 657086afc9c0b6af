"""The formats read as their hosts read them, by libraries of others where there are some.

Each reader fails on a document that its host would refuse, and gives back what the host would see.
"""

from __future__ import annotations

import base64
import io
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonschema
import junitparser
from lxml import etree

DATA = Path(__file__).parent / "data"
_XSD = etree.XMLSchema(etree.parse(DATA / "xunit2.xsd"))
_GRADESCOPE = json.loads((DATA / "gradescope.schema.json").read_text(encoding="utf-8"))
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def junit(text: str) -> junitparser.JUnitXml:
    """Valid against the published structure, then read by junitparser."""
    document = etree.fromstring(text.encode("utf-8"), etree.XMLParser(resolve_entities=False, no_network=True))
    _XSD.assertValid(document)
    assert CONTROL.search("".join(document.itertext())) is None
    return junitparser.JUnitXml.fromstring(text.encode("utf-8"))


def gradescope(text: str) -> dict[str, Any]:
    """Strict JSON that fits the specification, with no number that JSON lacks."""

    def refuse(name: str) -> None:
        raise ValueError(f"{name} is no JSON")

    document = json.loads(text, parse_constant=refuse)
    jsonschema.validate(document, _GRADESCOPE)
    return document


@dataclass(frozen=True)
class Command:
    """A workflow command, as GitHub's runner takes it from a line of the log."""

    name: str
    properties: dict[str, str]
    data: str


def github(log: str) -> list[Command]:
    """The commands that GitHub's runner would carry out: lines of the form `::name k=v::data` or `##[name k=v]data`.

    The runner takes every name that it knows; here any name counts, so that none can be smuggled in.
    """
    return [command for line in io.StringIO(log, newline=None) if (command := _command(line.rstrip("\n"))) is not None]


def _command(line: str) -> Command | None:
    start = line.lstrip()
    if start.startswith("::") and (end := start.find("::", 2)) > 0:
        name, _, given = start[2:end].partition(" ")
        return Command(name, _properties(given, ",", _property), _unescape(start[end + 2 :]))
    begin = line.find("##[")
    if begin >= 0 and (end := line.find("]", begin)) > 0:
        name, _, given = line[begin + 3 : end].partition(" ")
        return Command(name, _properties(given, ";", _property), line[end + 1 :])
    return None


def _properties(text: str, separator: str, unescape: Any) -> dict[str, str]:
    pairs = [pair.split("=", 1) for pair in text.strip().split(separator) if "=" in pair]
    return {name: unescape(value) for name, value in pairs if name and value}


def _unescape(text: str) -> str:
    return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


def _property(text: str) -> str:
    return _unescape(text.replace("%3A", ":").replace("%2C", ","))


def classroom(value: str) -> dict[str, Any]:
    """A step's output as Classroom's reporter reads it: base64, then JSON."""
    assert re.fullmatch(r"[A-Za-z0-9+/]+=*", value)
    document = json.loads(base64.b64decode(value, validate=True).decode("utf-8"))
    assert document["version"] == 1
    assert document["status"] in ("pass", "fail", "error")
    assert isinstance(document["max_score"], (int, float))
    for test in document["tests"]:
        assert set(test) == {
            "name", "status", "score", "message", "test_code", "filename", "line_no", "execution_time",
        }  # fmt: skip
        assert test["status"] in ("pass", "fail", "error")
        assert isinstance(test["score"], (int, float))
        assert isinstance(test["line_no"], int)
    return document
