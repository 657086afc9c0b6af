"""What a hand-in says of whose it is, where nothing else says it: not a folder, not a learning platform."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Doubt = Literal["", "signature", "other_course"]
"""What a look at the hand-in alone shows. signature: it does not fit, so that something was changed after it was
signed; other_course: it was signed for another course."""

Hold = Literal["signature", "other_course", "other_key", "no_key"]
"""Why a hand-in is held. other_key: it is signed with a key that is not known to be the learner's; no_key: it is not
signed, and came after one that was."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A hand-in's own word on whose it is.

    Attributes:
        signer: the public key that signed it, in hexadecimal digits; "" if it is not signed.
        statement: the digest of what was signed, the same for each copy; "" if it is not signed.
        doubt: what is wrong with the signature, if anything.
    """

    signer: str = ""
    statement: str = ""
    doubt: Doubt = ""
