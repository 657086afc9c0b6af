"""Ed25519 keys and signatures, by which a bundle shows that it is from the same hand as an earlier one.

A workspace's key is in `.grader/key.pem`, readable by its owner alone. It says nothing about who somebody is.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from grader.atomic_files import create_atomically, naming
from grader.errors import RecordsError, RecordsFault
from grader.records.places import key_file

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_MODE = 0o600
_IGNORED = "/key.pem\n"


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A workspace's key. `public` is its public half, in hexadecimal digits."""

    private: Ed25519PrivateKey
    public: str

    def sign(self, message: bytes) -> str:
        """The signature of a message, in hexadecimal digits; the same for the same message."""
        return self.private.sign(message).hex()


def read_key(workspace: Path | None) -> SigningKey | None:
    """The key of a workspace; None if it has none.

    Raises:
        RecordsError: if the file is not a key.
        RecordsFault: if the library for it cannot be imported.
        OSError: if the file cannot be read; names it.
    """
    if workspace is None:
        return None
    file = key_file(workspace)
    with naming(file):
        try:
            content = file.read_bytes()
        except FileNotFoundError:
            return None
        if os.name == "posix" and stat.S_IMODE(file.stat().st_mode) & 0o077:  # copied from a drive without permissions
            with contextlib.suppress(OSError):
                file.chmod(_MODE)
    return _loaded(content, file)


def workspace_key(workspace: Path) -> tuple[SigningKey, bool]:
    """The key of a workspace, and whether it was made just now, because there was none.

    Git is told to ignore it: whoever has the file can hand in as this learner.

    Raises:
        RecordsError, RecordsFault, OSError: as `read_key` does, and if the file cannot be written.
    """
    key = read_key(workspace)
    if key is not None:
        return key, False
    file = key_file(workspace)
    with naming(file):
        file.parent.mkdir(parents=True, exist_ok=True)
    create_atomically(file.with_name(".gitignore"), _IGNORED.encode())
    create_atomically(file, _made(), _MODE)
    # Read back: another process may have been first, and then its key holds.
    key = read_key(workspace)
    if key is None:
        raise RecordsFault(
            "%(file)s is gone at once after it was written: is the drive connected? Hand in again", file=file
        )
    return key, True


def fits(public: str, signature: str, message: bytes) -> bool:
    """Whether the owner of a public key has signed this message; both texts are untrusted.

    Raises:
        RecordsFault: if the library for it cannot be imported.
    """
    with _needed():
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(signature), message)
    except (ValueError, InvalidSignature):
        return False
    return True


def fingerprint(public: str) -> str:
    """A short form of a public key, to be compared by eye or read out."""
    digest = hashlib.sha256(public.encode("ascii", "replace")).hexdigest()
    return "-".join(digest[start : start + 4] for start in range(0, 16, 4))


def _made() -> bytes:
    with _needed():
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
        from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
    return Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _loaded(content: bytes, file: Path) -> SigningKey:
    with _needed():
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
        from cryptography.hazmat.primitives.serialization import load_pem_private_key
    try:
        private = load_pem_private_key(content, password=None)
    except (ValueError, TypeError) as error:  # the second for one that is encrypted
        raise _no_key(file) from error
    if not isinstance(private, Ed25519PrivateKey):
        raise _no_key(file)
    return SigningKey(private, private.public_key().public_bytes_raw().hex())


def _no_key(file: Path) -> RecordsError:
    return RecordsError(
        "%(file)s is not the key that `grader submit` makes: restore it from a copy of the workspace, or move it "
        "away; the next hand-in then makes a new key, and your instructor has to accept it once",
        file=file,
    )


@contextlib.contextmanager
def _needed() -> Iterator[None]:
    """Say what to do where the library cannot be imported. It is imported only where there is a key."""
    try:
        yield
    except ImportError as error:
        raise RecordsFault(
            "signed bundles need the library `cryptography`, which cannot be imported here (%(error)s): install it "
            "with `pip install cryptography`, in the environment that `grader` runs in",
            error=error,
        ) from error
