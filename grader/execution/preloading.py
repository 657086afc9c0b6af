"""Find which of a course's libraries exercises and submissions import, to import them ahead in the fork server."""

from __future__ import annotations

import re
from collections.abc import Iterable

ALWAYS = ("numpy", "torch")
"""What every worker imports, since values cross in its form."""
_IMPORTED = re.compile(r"^[ \t]*(?:from[ \t]+(\w+)|import[ \t]+(\w[^#\n]*))", re.MULTILINE)


def libraries_in(libraries: Iterable[str], *sources: str) -> tuple[str, ...]:
    """Those of a course's libraries that these files import, beside what every worker does."""
    found = set()
    for source in sources:
        for package, listed in _IMPORTED.findall(source):
            found.update(re.findall(r"(?:^|,)[ \t]*(\w+)", listed) or [package])
    return tuple(name for name in sorted(libraries) if name in found and name not in ALWAYS)
