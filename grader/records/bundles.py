"""Bundles: a learner hands in a zip of exercise files, with a manifest that names the learner and lists the files.

Layout: `manifest.json`, and each exercise file as `CHAPTER/NAME.py`, with the helper modules that it uses beside it.
The manifest is signed with the key of the learner's workspace; those of format 1 are not.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

import msgspec

from grader.errors import RecordsError
from grader.grading.result import HintUse
from grader.records.archives import Archive
from grader.records.claims import Claim
from grader.records.learners import learner_id, safe_name
from grader.records.notes import Refused
from grader.records.signing import SigningKey, fits

FORMAT = 2
MANIFEST = "manifest.json"
MAX_MANIFEST_BYTES = 256 << 10
MAX_FILE_BYTES = 1 << 20
_SIGNED = b"grader bundle\n"
"""Begins what is signed, so that no other text that is signed with the key can be taken for a bundle."""
_STAMP = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"(?P<learner>.+)--(?P<stamp>\d{8}T\d{6}Z)--(?P<digest>[0-9a-f]{12})\.zip")

Digest = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}$")]
Short = Annotated[str, msgspec.Meta(max_length=500)]
PublicKey = Annotated[str, msgspec.Meta(pattern=r"^([0-9a-f]{64})?\Z")]
Signature = Annotated[str, msgspec.Meta(pattern=r"^([0-9a-f]{128})?\Z")]


class BundledFile(msgspec.Struct, frozen=True):
    """One exercise file or helper module of a bundle: its path in the zip, its SHA-256, and its size in bytes."""

    path: Short
    sha256: Digest
    size: int


class MadeWith(msgspec.Struct, frozen=True):
    """The versions on the learner's machine, as far as they can affect a result."""

    python: Short = ""
    torch: Short = ""
    platform: Short = ""


class Manifest(msgspec.Struct, frozen=True):
    """A bundle's description of itself.

    Attributes:
        created: a time in UTC, by the learner's clock.
        key: the public key that signed it; empty if it is not signed.
        signature: that of `signed`.
        hints: those that were used, by exercise. They are the word of the learner's machine, decide nothing, and are
            not signed.
    """

    format: int
    learner: Short
    course: Short
    grader: Short
    created: datetime
    files: Annotated[tuple[BundledFile, ...], msgspec.Meta(max_length=1000)]
    environment: MadeWith = MadeWith()
    key: PublicKey = ""
    signature: Signature = ""
    hints: Annotated[dict[Short, tuple[HintUse, ...]], msgspec.Meta(max_length=1000)] = {}

    @property
    def signed(self) -> bytes:
        """What the signature is for: everything that decides whose the files are, when and where they count."""
        files = [(file.path, file.sha256, file.size) for file in self.files]
        said = (self.format, self.course, self.learner, self.created.astimezone(UTC), self.key, files)
        return _SIGNED + msgspec.json.encode(said)

    @property
    def content(self) -> str:
        """A digest of the files, which does not depend on when and by whom they are handed in."""
        return content_digest({file.path: file.sha256 for file in self.files})


class _Format(msgspec.Struct):
    format: int


# Created once, and before there are threads: msgspec 0.22 crashes if two of them use a type for the first time.
_FORMATS = msgspec.json.Decoder(_Format)
_MANIFESTS = msgspec.json.Decoder(Manifest)


@dataclass(frozen=True, slots=True)
class Bundle:
    """A packed bundle: its manifest and its bytes."""

    manifest: Manifest
    content: bytes

    @property
    def sha256(self) -> str:
        """The digest of the whole bundle."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def name(self) -> str:
        """The file name: the learner, the time, and the beginning of the digest."""
        return f"{name_prefix(self.manifest.learner)}{self.manifest.created:{_STAMP}}--{self.sha256[:12]}.zip"


def pack(
    learner: str, course: str, grader: str, files: Mapping[str, bytes], environment: MadeWith, created: datetime,
    key: SigningKey | None = None, hints: Mapping[str, tuple[HintUse, ...]] | None = None,
) -> Bundle:  # fmt: skip
    """Pack exercise files and helper modules, given by path, into a bundle. The same arguments give the same bytes.

    Without a key, it is not signed.

    Raises:
        RecordsError: if there are no files, a file is too large, or the learner's id cannot be used.
    """
    if not files:
        raise RecordsError("there is no exercise file to hand in")
    for path, content in files.items():
        if len(content) > MAX_FILE_BYTES:
            raise RecordsError(
                "%(path)s is longer than %(max_file_bytes)s bytes: an exercise file is text of a few pages",
                path=path,
                max_file_bytes=MAX_FILE_BYTES,
            )
    created = created.astimezone(UTC).replace(microsecond=0)
    listed = tuple(
        BundledFile(path, hashlib.sha256(content).hexdigest(), len(content)) for path, content in sorted(files.items())
    )
    used = dict(sorted((hints or {}).items()))
    manifest = Manifest(FORMAT, learner_id(learner), course, grader, created, listed, environment, hints=used)
    if key is not None:
        manifest = msgspec.structs.replace(manifest, key=key.public)
        manifest = msgspec.structs.replace(manifest, signature=key.sign(manifest.signed))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in ((MANIFEST, msgspec.json.encode(manifest)), *sorted(files.items())):
            entry = zipfile.ZipInfo(path, created.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, content)
    return Bundle(manifest, stream.getvalue())


def manifest_of(archive: Archive) -> Manifest | None:
    """The manifest of an archive, after every file that it lists was verified; None if the archive is a plain zip.

    Raises:
        Refused: if there is a manifest that cannot be read, has a later format, or does not match the files.
    """
    if MANIFEST not in archive.names:
        return None
    text = archive.read(MANIFEST, MAX_MANIFEST_BYTES)
    if len(text) > MAX_MANIFEST_BYTES:
        raise Refused("manifest")
    try:
        format_ = _FORMATS.decode(text).format
        if format_ > FORMAT:
            raise Refused("version", str(format_))
        manifest = _MANIFESTS.decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Refused("manifest") from error
    if manifest.created.tzinfo is None:
        raise Refused("manifest")
    try:
        created = manifest.created.astimezone(UTC)
    except OverflowError as error:
        raise Refused("manifest") from error
    try:
        learner = learner_id(manifest.learner)
    except RecordsError as error:
        raise Refused("learner", manifest.learner) from error
    _verify(manifest, archive)
    return msgspec.structs.replace(manifest, learner=learner, created=created)


def claim_of(manifest: Manifest, courses: Collection[str] = ()) -> Claim:
    """What a bundle says of whose it is.

    Args:
        manifest: the bundle's, as `manifest_of` gives it.
        courses: the names of the course; by default, a bundle may have been signed for any.

    Raises:
        RecordsFault: if it is signed, and the library for it cannot be imported.
    """
    if not manifest.key and not manifest.signature:
        return Claim()
    if not fits(manifest.key, manifest.signature, manifest.signed):
        return Claim(doubt="signature")
    statement = hashlib.sha256(manifest.signed).hexdigest()
    return Claim(manifest.key, statement, "other_course" if courses and manifest.course not in courses else "")


def _verify(manifest: Manifest, archive: Archive) -> None:
    """Compare the archive's files with the manifest's list."""
    listed = [file.path for file in manifest.files]
    if sorted([MANIFEST, *listed]) != sorted(archive.names):
        raise Refused("mismatch", next(iter(sorted({MANIFEST, *listed} ^ set(archive.names))), ""))
    for file in manifest.files:
        content = archive.read(file.path, MAX_FILE_BYTES)
        if len(content) > MAX_FILE_BYTES:
            raise Refused("too_large", file.path)
        if len(content) != file.size or hashlib.sha256(content).hexdigest() != file.sha256:
            raise Refused("mismatch", file.path)


def content_digest(digests: Mapping[str, str]) -> str:
    """One digest for several named digests, independent of their order."""
    digest = hashlib.sha256()
    for name, value in sorted(digests.items()):
        digest.update(f"{len(name)}:{name}={value}\n".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def name_prefix(learner: str) -> str:
    """The prefix of the names of a learner's bundles."""
    return f"{safe_name(learner)}--"


def learner_in_name(file_name: str, known: Mapping[str, str] | None = None) -> str:
    """The learner according to a zip's name: one of the known learners, otherwise the part before time and digest.

    Used only if the zip has no manifest.

    Args:
        known: learners by the names of their files (`grader.records.learners.safe_name`).
    """
    found = _NAME.fullmatch(file_name)
    stem = found["learner"] if found else file_name.removesuffix(".zip")
    return (known or {}).get(stem, stem)
