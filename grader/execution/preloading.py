"""Which heavy libraries a submission imports: they are imported ahead in the warm process, once for all."""

from __future__ import annotations

import re

_HEAVY_LIBRARIES = ("matplotlib", "torchvision", "scipy", "pandas", "sklearn")
_IMPORT = re.compile(r"^[ \t]*(?:import|from)[ \t]+([A-Za-z_]\w*)", re.MULTILINE)


def libraries_in(*sources: str) -> tuple[str, ...]:
    """The heavy libraries that these files import."""
    found = {name for source in sources for name in _IMPORT.findall(source)}
    return tuple(name for name in _HEAVY_LIBRARIES if name in found)
