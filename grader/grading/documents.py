"""Results as JSON documents: writing, reading those of earlier versions too, and their schema."""

from __future__ import annotations

import msgspec

from grader.grading.older_results import upgraded
from grader.grading.result import SCHEMA_VERSION, Result


def encode_result(result: Result) -> bytes:
    """The document as JSON (UTF-8), with keys in the order of the structure and non-finite numbers as null.

    Characters that cannot be encoded, as in an undecodable file name, become replacement characters.
    """
    try:
        return msgspec.json.encode(result)
    except UnicodeEncodeError:
        return msgspec.json.encode(_text_only(msgspec.to_builtins(result)))


def _text_only(value: object) -> object:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict):
        return {_text_only(key): _text_only(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_text_only(item) for item in value]
    return value


class _Version(msgspec.Struct):
    schema_version: str = ""


# Created once, before any thread starts: msgspec 0.22 crashes if two threads first use a type at the same time.
_DECODER = msgspec.json.Decoder(Result)
_VERSIONS = msgspec.json.Decoder(_Version)


def decode_result(document: bytes) -> Result:
    """Read a document written by `encode_result`, by this version of the schema or by an earlier one.

    Raises:
        msgspec.ValidationError: if it does not have the structure of its version.
    """
    version = _VERSIONS.decode(document).schema_version
    if version.partition(".")[0] == "1":
        return _without_hidden_times(msgspec.convert(upgraded(msgspec.json.decode(document)), Result))
    result = _DECODER.decode(document)
    return result if version == SCHEMA_VERSION else _without_hidden_times(result)


def _without_hidden_times(result: Result) -> Result:
    """The result without the times of hidden checks, which documents held up to version 2.2."""
    exercises = tuple(
        msgspec.structs.replace(
            exercise,
            checks=tuple(
                msgspec.structs.replace(check, seconds=0.0) if check.hidden else check for check in exercise.checks
            ),
        )
        for exercise in result.exercises
    )
    seconds = sum(check.seconds for exercise in exercises for check in exercise.checks)
    return msgspec.structs.replace(result, exercises=exercises, seconds=seconds)


def json_schema() -> dict[str, object]:
    """The JSON Schema of the document."""
    schema = msgspec.json.schema(Result)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "grader result", **schema}
