"""Sentences on what was handed in: why something was refused, and what an instructor should know."""

from __future__ import annotations

from collections.abc import Mapping

from grader.records.notes import Note, NoteKind
from grader.reports.language import N_, Language
from grader.reports.safe_text import Clean, code

_SENTENCES: Mapping[NoteKind, str] = {
    "link": N_("It is a link, or holds one: hand in the files themselves."),
    "special": N_("It is no plain file, or holds something that is none."),
    "too_large": N_("It is too large, or a file in it is: hand in exercise files only."),
    "too_many": N_("It holds too many files: hand in exercise files only."),
    "damaged": N_("It is no whole zip file; it may have been cut short on its way. Hand it in again."),
    "encrypted": N_("It is locked with a password: hand it in without one."),
    "compression": N_("It is packed in a way that is not read here: pack it as an ordinary zip."),
    "unsafe_name": N_("A file in it has a name that leads out of its folder, or cannot be used."),
    "duplicate": N_("Two files in it have the same name."),
    "bomb": N_("It would unpack to far more than exercise files need."),
    "manifest": N_("Its list of files cannot be read: hand in again with `grader submit`."),
    "mismatch": N_("Its files are not those of its list; it was changed after it was packed."),
    "version": N_("It was packed by a later version of the grader than the one that reads it."),
    "learner": N_("It names no learner id that can be used."),
    "empty": N_("It holds no exercise file."),
    "unreadable": N_("It could not be read."),
    "late": N_("It was handed in after the deadline, and does not count."),
    "arrived_late": N_("It says that it was made before the deadline, and its file is from after it."),
    "other_id": N_("It names another learner than the folder that it is in; the folder counts."),
    "not_on_roster": N_("This learner is not on the roster."),
}


def note_sentence(note: Note, language: Language) -> Clean:
    """What the note says; a kind of a later version is shown by its name."""
    sentence = language.gettext(_SENTENCES[note.kind]) if note.kind in _SENTENCES else code(note.kind, 40)
    if not note.detail:
        return sentence
    return Clean(f"{sentence} ({code(note.detail, 160)})")


def note_source(note: Note) -> Clean:
    """What the note is about."""
    return code(note.source, 160)
