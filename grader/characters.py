"""Characters that cannot be seen, or that turn the text around them: one table for all who refuse or remove them.

Each group is what stands between the brackets of a regular expression's character class; `any_of` makes the class of
several. They are written out, since `unicodedata` does not know the properties and a look at every code point takes
long; a test holds them against Unicode's categories.
"""

from __future__ import annotations

import re

C0_CONTROLS = r"\x00-\x1f"
"""Category Cc below the space. Tabs and line ends are among them; ESC begins what a terminal obeys."""

C1_CONTROLS = r"\x7f-\x9f"
"""The rest of Cc: DEL, and the controls that say in one character what ESC says in two."""

SURROGATES = r"\ud800-\udfff"
"""Category Cs: halves of a character, which UTF-8 cannot hold."""

NONCHARACTERS = r"\ufdd0-\ufdef" + "".join(rf"\U{plane:04x}fffe\U{plane:04x}ffff" for plane in range(17))
"""What Unicode will never assign. XML refuses some of them."""

LINE_SEPARATORS = r"\u2028\u2029"
"""Categories Zl and Zp: they end a line in JavaScript and in an editor, and not in most other places."""

BIDIRECTIONAL = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""Property Bidi_Control: what follows is shown in another order than it is read in."""

JOINERS = r"\u200c\u200d"
"""Property Join_Control. Invisible, and needed: they hold an emoji of several together and shape Persian and Hindi."""

VARIATION_SELECTORS = r"\ufe00-\ufe0f"
"""Invisible, and needed: they choose between the text and the emoji form of the character before."""

OTHER_IGNORABLE = (
    r"\xad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\ufff0-\ufff8"
    r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""The rest of property Default_Ignorable_Code_Point: spaces without width, fillers, and tags that can hide a text."""

ANNOTATIONS = r"\ufff9-\ufffb"
"""Interlinear annotations: of category Cf, not ignorable by the standard, and shown by hardly any program."""

INVISIBLE = BIDIRECTIONAL + OTHER_IGNORABLE + ANNOTATIONS
"""What no text of a course needs. What is invisible and needed is not in it: `JOINERS` and `VARIATION_SELECTORS`."""


def any_of(*groups: str) -> re.Pattern[str]:
    """A pattern for one character of any of these groups."""
    return re.compile(f"[{''.join(groups)}]")
