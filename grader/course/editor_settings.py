"""Settings of editors for a workspace, whose test panels find the checks by pytest: the grader is a plugin of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Literal
from xml.sax.saxutils import quoteattr

Editor = Literal["vscode", "pycharm"]


def editor_files(editor: Editor, python: str) -> Mapping[str, str]:
    """The settings files of an editor: their contents by their path in the workspace.

    Args:
        editor: which one.
        python: the interpreter that the grader is installed for.
    """
    return _FILES[editor](python)


def _of_vscode(python: str) -> Mapping[str, str]:
    settings = {
        "python.defaultInterpreterPath": python,
        "python.testing.pytestEnabled": True,
        "python.testing.unittestEnabled": False,
        "python.testing.pytestArgs": ["."],
        "python.testing.autoTestDiscoverOnSaveEnabled": True,
    }
    recommended = {"recommendations": ["ms-python.python"]}
    return {
        ".vscode/settings.json": json.dumps(settings, indent=4, ensure_ascii=False) + "\n",
        ".vscode/extensions.json": json.dumps(recommended, indent=4) + "\n",
    }


def _of_pycharm(python: str) -> Mapping[str, str]:
    # PyCharm makes the other files of a project when it opens the folder.
    options = {
        "SDK_HOME": python,
        "IS_MODULE_SDK": "false",
        "WORKING_DIRECTORY": "$PROJECT_DIR$",
        "_new_target": '"$PROJECT_DIR$"',
        "_new_targetType": '"PATH"',
    }
    lines = [f"    <option name={quoteattr(name)} value={quoteattr(value)} />" for name, value in options.items()]
    return {
        ".idea/runConfigurations/exercises.xml": "\n".join(
            (
                '<component name="ProjectRunConfigurationManager">',
                '  <configuration default="false" name="exercises" type="tests" factoryName="py.test">',
                *lines,
                '    <method v="2" />',
                "  </configuration>",
                "</component>",
                "",
            )
        )
    }


_FILES: Mapping[Editor, Callable[[str], Mapping[str, str]]] = {"vscode": _of_vscode, "pycharm": _of_pycharm}
EDITORS = tuple(_FILES)
"""The editors for which there are settings."""
