"""What every page is framed by: its style, and the digest that keeps any other style out."""

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


@cache
def page_frame(*sheets: str) -> Mapping[str, object]:
    """What `frame.html.j2` needs, with the package's style sheets of these names after `style.css`."""
    style = "".join("\n" + _COMMENT.sub("", template_text(sheet)) for sheet in ("style.css", *sheets))
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    # The style sheets are the package's own.
    return {"style": Markup(style), "style_digest": Markup(f"'sha256-{digest}'"), "signs": SIGNS}
