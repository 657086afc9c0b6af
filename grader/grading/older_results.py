"""Conversion of result documents of schema 1, with sentences in English and Chinese, to schema 2."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_LANGUAGES = ("en", "zh")


def upgraded(document: dict[str, Any]) -> dict[str, Any]:
    """The same result in the structure of schema 2.

    Version 1 listed neither languages nor roles: the languages are the two that it had; the roles are taken in the
    order of its checks, with their names as words. Malformed parts are left for the decoder to refuse.
    """
    rest = {name: value for name, value in document.items() if name not in ("course", "course_zh")}
    checks = [check for exercise in _listed(document, "exercises") for check in _listed(exercise, "checks")]
    names = dict.fromkeys(str(check.get("role", "")) for check in checks)
    return rest | {
        "schema_version": "2.4",
        "course": _sentence(document.get("course"), document.get("course_zh")),
        "languages": list(_LANGUAGES),
        "roles": [{"name": name, "words": {"en": name.capitalize()}} for name in names],
        "exercises": _each(document.get("exercises"), _exercise),
    }


def _exercise(exercise: dict[str, Any]) -> dict[str, Any]:
    return _spoken(exercise, "title", "chapter_title") | {"checks": _each(exercise.get("checks"), _check)}


def _check(check: dict[str, Any]) -> dict[str, Any]:
    curves = _each(check.get("curves", []), lambda curve: _spoken(curve, "title"))
    return _spoken(check, "sentence") | {
        "cases": _each(check.get("cases", []), _case),
        "mistakes": _each(check.get("mistakes", []), lambda mistake: _spoken(mistake, "finding", "hint")),
        "broken_rules": _each(check.get("broken_rules", []), lambda rule: _spoken(rule, "why")),
        "curves": curves,
        # Only checks of training runs, which were reported step by step, had curves.
        "step_by_step": bool(curves),
    }


def _case(case: dict[str, Any]) -> dict[str, Any]:
    rest = {name: value for name, value in case.items() if name != "label_zh"}
    return _spoken(rest, "unmet") | {"label": _sentence(case.get("label"), case.get("label_zh"))}


def _spoken(part: dict[str, Any], *names: str) -> dict[str, Any]:
    """The part with these sentences by language, without the empty ones."""
    said = {name: part[name] for name in names if isinstance(part.get(name), dict)}
    return part | {name: _sentence(*map(sentence.get, _LANGUAGES)) for name, sentence in said.items()}


def _sentence(*said: object) -> dict[str, object]:
    return {language: one for language, one in zip(_LANGUAGES, said, strict=True) if one}


def _each(parts: Any, change: Callable[[dict[str, Any]], dict[str, Any]]) -> Any:
    if not isinstance(parts, list):
        return parts
    return [change(part) if isinstance(part, dict) else part for part in parts]


def _listed(part: dict[str, Any], name: str) -> list[dict[str, Any]]:
    parts = part.get(name)
    return [one for one in parts if isinstance(one, dict)] if isinstance(parts, list) else []
