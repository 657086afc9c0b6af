"""Characters that are invisible or reorder the text around them: one table for all code that refuses or removes them.

Each group is the content of a regular expression's character class, without the brackets; `any_of` combines several.
They are written out, because `unicodedata` does not know these properties and a scan of every code point takes long;
a test compares them with Unicode's categories.
"""

from __future__ import annotations

import re

C0_CONTROLS = r"\x00-\x1f"
"""Category Cc below the space, including tabs and line ends; ESC begins a terminal's control sequences."""

C1_CONTROLS = r"\x7f-\x9f"
"""The rest of Cc: DEL, and the controls that stand for ESC and another character."""

SURROGATES = r"\ud800-\udfff"
"""Category Cs: halves of a character, which UTF-8 cannot encode."""

NONCHARACTERS = r"\ufdd0-\ufdef" + "".join(rf"\U{plane:04x}fffe\U{plane:04x}ffff" for plane in range(17))
"""Code points that Unicode will never assign. XML refuses some of them."""

LINE_SEPARATORS = r"\u2028\u2029"
"""Categories Zl and Zp: they end a line in JavaScript and in an editor, and not in most other places."""

BIDIRECTIONAL = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""Property Bidi_Control: the text that follows is displayed in another order than it is stored in."""

JOINERS = r"\u200c\u200d"
"""Property Join_Control. Invisible, but needed: they join the parts of an emoji and shape Persian and Hindi."""

VARIATION_SELECTORS = r"\ufe00-\ufe0f"
"""Invisible, but needed: they choose between the text and the emoji form of the preceding character."""

OTHER_IGNORABLE = (
    r"\xad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\ufff0-\ufff8"
    r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""The rest of property Default_Ignorable_Code_Point: zero-width spaces, fillers, and tags that can hide a text."""

ANNOTATIONS = r"\ufff9-\ufffb"
"""Interlinear annotations: category Cf, not ignorable according to the standard, but hardly any program shows them."""

INVISIBLE = BIDIRECTIONAL + OTHER_IGNORABLE + ANNOTATIONS
"""Characters that no text of a course needs: all the invisible ones except `JOINERS` and `VARIATION_SELECTORS`."""


def any_of(*groups: str) -> re.Pattern[str]:
    """A pattern that matches one character of any of these groups."""
    return re.compile(f"[{''.join(groups)}]")
