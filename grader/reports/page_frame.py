"""What every page is framed by: its style, and a policy that lets in no other.

A page that somebody is given is one file, with its style in it. The pages of a class lie together, and link to one
style sheet beside them, whose name tells its content.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from functools import cache

from markupsafe import Markup

from grader.reports.templating import template_text
from grader.reports.vocabulary import SIGNS

_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
_SHARED = ("class.css",)


@cache
def page_frame(*sheets: str) -> Mapping[str, object]:
    """What `frame.html.j2` needs for a page in one file, with the package's style sheets of these names after
    `style.css`."""
    style = _style(*sheets)
    # The style sheets are the package's own.
    return {"style": Markup(style), "style_source": policy_source(style), "sheet": "", "signs": SIGNS}


def linked_frame(folder: str = "") -> Mapping[str, object]:
    """What `frame.html.j2` needs for a page of a class; `folder` leads from it to the folder of `shared_sheet`, such as
    `../`."""
    # From a disk, a page's own origin is no more than its scheme.
    source = Markup("'self' file:")
    return {"style": "", "style_source": source, "sheet": folder + shared_sheet()[0], "signs": SIGNS}


@cache
def shared_sheet() -> tuple[str, str]:
    """The style sheet of a class's pages: its name, which follows from its content, and its content."""
    style = _style(*_SHARED)
    return f"styles-{hashlib.sha256(style.encode('utf-8')).hexdigest()[:12]}.css", style


def policy_source(text: str) -> Markup:
    """What a policy says to let in this text of the package, as a style or as a script."""
    digest = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
    return Markup(f"'sha256-{digest}'")


def _style(*sheets: str) -> str:
    return "".join("\n" + _COMMENT.sub("", template_text(sheet)) for sheet in ("style.css", *sheets))
