"""Updates the translation catalogues of the interface: `python -m grader.commands.catalogue` adds new texts and drops
unused ones.

A translator then fills in the empty translations; a test fails while there are any.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

import grader
from grader.commands import _COMMANDS, _LEARNERS, _READERS, cli
from grader.commands.options import Command
from grader.reports.language import SOURCE, catalogue_file, interface_languages

_METHODS = [("**.py", "python"), ("**.j2", "jinja2")]
_OPTIONS = {"**.j2": {"silent": "false"}}
_SAID = ("gettext", "_", "N_", "translated", "Message", "wrong_usage", "wrong_value")
_ERRORS = ("CourseError", "RecordsError", "RecordsFault", "IsolationTooWeak", "WorkerFault", "NotANotebook")
_KEYWORDS: dict[str, Any] = {"ngettext": (1, 2), **dict.fromkeys((*_SAID, *_ERRORS, "GradingStopped"))}

# Babel's own header has the time, which would change with every update.
_HEADER = """# Update with `make messages`; leave no translation empty or fuzzy.
msgid ""
msgstr ""
"Language: {code}\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: {plurals}\\n"

"""


def template() -> Any:
    """A `babel.messages.Catalog` of every text that has to be translated, with the files that it comes from."""
    from babel.messages.catalog import Catalog
    from babel.messages.extract import extract_from_dir

    root = Path(grader.__file__).parent
    texts = Catalog(project="grader")
    for file, line, message, comments, _context in extract_from_dir(root, _METHODS, _OPTIONS, keywords=_KEYWORDS):
        if not str(message).strip():
            continue  # `translated` called on a text that is collected below
        texts.add(message, locations=[(f"grader/{file}", line)], auto_comments=comments)
    for name, text in help_texts():
        texts.add(text, locations=[(f"grader/commands/{name}.py", 0)])
    return texts


def help_texts() -> Iterator[tuple[str, str]]:
    """The texts of `--help`: each with the name of its command."""
    group = click.Context(cli)
    yield from (("__init__", text) for text in _texts_of(cli))
    yield from (("__init__", text) for text in (*_COMMANDS.values(), _LEARNERS, *_READERS))
    for name in cli.list_commands(group):
        command = cli.get_command(group, name)
        assert command is not None
        yield from ((name, text) for text in _texts_of(command))


def _texts_of(command: click.Command) -> Iterator[str]:
    """The paragraphs and options of a command, and of the commands in a group."""
    for paragraph in (command.help or "").split("\n\n"):
        yield " ".join(paragraph.split())
    if isinstance(command, Command) and command.kept:
        yield command.kept
    context = click.Context(command)
    for option in command.get_params(context):
        if record := option.get_help_record(context):
            yield record[1].partition("  [")[0]
    if isinstance(command, click.Group):
        for one in command.commands.values():
            yield from _texts_of(one)


def update(path: Path, code: str, texts: Any) -> None:
    """Rewrite a language's catalogue with the current texts, a `template`; translations of unchanged texts are kept."""
    from babel.messages.pofile import read_po, write_po

    with path.open("rb") as file:
        catalogue = read_po(file, locale=code)
    catalogue.update(texts, no_fuzzy_matching=True)
    with path.open("wb") as file:
        file.write(_HEADER.format(code=code, plurals=catalogue.plural_forms).encode())
        write_po(
            file, catalogue, width=100, sort_by_file=True, ignore_obsolete=True, include_lineno=False, omit_header=True
        )


if __name__ == "__main__":
    current = template()
    for one in interface_languages():
        if one != SOURCE:
            update(catalogue_file(one), one, current)
