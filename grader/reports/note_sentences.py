"""Sentences about what was handed in: why something was refused, and what an instructor should know."""

from __future__ import annotations

from collections.abc import Mapping

from grader.records.notes import Note, NoteKind
from grader.reports.language import N_, Language
from grader.reports.safe_text import Clean, code

_SENTENCES: Mapping[NoteKind, str] = {
    "link": N_("It is a link, or contains one: hand in the files themselves."),
    "special": N_(
        "It is not a regular file, or contains something that is not: hand in the exercise files themselves."
    ),
    "too_large": N_("It is too large, or a file in it is: hand in exercise files only."),
    "too_many": N_("It contains too many files: hand in exercise files only."),
    "damaged": N_("It is not a complete archive; it may have been cut short on the way. Hand it in again."),
    "encrypted": N_("It is protected with a password: hand it in without one."),
    "compression": N_("It is compressed in a way that cannot be read here: pack it as an ordinary zip."),
    "unsafe_name": N_(
        "A file in it has a name that leads outside its folder, or that cannot be used: pack the exercise files alone."
    ),
    "duplicate": N_("Two files in it have the same name: pack each exercise file once."),
    "bomb": N_("It would unpack to far more than exercise files need: hand in exercise files only."),
    "manifest": N_("Its list of files cannot be read: hand it in again with `grader submit`."),
    "mismatch": N_(
        "Its files do not match its list of files, so it was changed after it was packed: hand it in again."
    ),
    "version": N_("It was packed by a newer version of the grader than this one: update the grader and grade again."),
    "learner": N_("It names no usable learner id: put it into a folder that is named after the learner."),
    "empty": N_("It contains no exercise file: ask for the file that was meant."),
    "unreadable": N_(
        "It could not be read, so nothing in it counts against anybody: give yourself the right to read it, "
        "or fetch it again, and grade once more."
    ),
    "too_long": N_(
        "An exercise file in it is too long to be read, so it has no score: shorten it and hand it in again."
    ),
    "too_deep": N_("It lies too deep in other archives: unpack it and hand in the exercise files."),
    "notebook_damaged": N_(
        "It is named as a notebook but cannot be read as one, so it has no score: ask for it again, or for a .py file."
    ),
    "not_taken": N_(
        "It is no exercise file and was not used. If it should be one, name it as the exercise and hand it in again."
    ),
    "more_not_taken": N_(
        "As many further files are no exercise files and were not used: open the hand-in to see them."
    ),
    "looks_like": N_(
        "It is no exercise file by its name and was not used, but it defines functions of one. Is it that file? "
        "Rename it, or grade with %(option)s."
    ),
    "helper": N_(
        "An exercise file imports it, but this course takes no helper modules, so it was not used: "
        "its functions belong in the exercise file itself."
    ),
    "helper_name": N_(
        "An exercise file imports it, but a library has this name and is imported instead: give it another name."
    ),
    "helper_apart": N_(
        "An exercise file imports it, but it is in another folder, so it was not used: put it beside the exercise file."
    ),
    "helper_unreadable": N_(
        "An exercise file imports it, but it is not a text file, so it was not used: save it as UTF-8 and hand it in "
        "again."
    ),
    "helper_used": N_("An exercise file imports it, and it was used with that file."),
    "stray": N_(
        "It lies beside the learners' folders and is named after nobody, so it was not used: "
        "put it into the folder of the learner whose it is."
    ),
    "several": N_("It was not used, because another copy of the same exercise counts."),
    "copies": N_("There are as many files for this exercise; this one counts."),
    "renamed": N_("It was taken for an exercise file, although its name is not quite that."),
    "guessed": N_("It was taken for the exercise file whose functions it defines."),
    "notebook": N_("It is a notebook: its code cells were read."),
    "other_encoding": N_("It is in GBK (GB 18030) and was read as that. Python itself expects UTF-8."),
    "notebook_as_py": N_("It is a notebook under the name of a Python file, and was read as a notebook."),
    "marked_late": N_("The learning platform marks it as late."),
    "late": N_("It was handed in after the deadline, and does not count."),
    "arrived_late": N_("It says that it was packed before the deadline, but the file itself dates from after it."),
    "other_id": N_("It names a different learner from the folder that it is in; the folder counts."),
    "points_off": N_("It was handed in after the deadline: points are taken off."),
    "clock_ahead": N_("It says that it was packed after it arrived, so its clock is ahead: the arrival counts."),
    "clock_behind": N_(
        "It says that it is older than one that arrived before it, so its clock is behind: the arrival counts."
    ),
    "ungraded": N_("This is what should count, and it is not graded: grade again."),
    "extended": N_("The deadline was extended for this learner."),
    "overridden": N_("The points were set by an instructor."),
    "commented": N_("An instructor's comment:"),
    "excluded": N_("This learner is excluded from the assignment; no points count."),
    "left_out": N_("An instructor has excluded this hand-in; it does not count."),
    "not_on_roster": N_("This learner is not on the roster."),
    "held_signature": N_(
        "Its signature does not fit: who it is from, its time or its files were changed after it was signed. "
        "Ask the learner; if it is theirs, accept it."
    ),
    "held_other_course": N_(
        "It was signed for another course. Ask the learner; if it is meant for this one, accept it."
    ),
    "held_other_key": N_(
        "It is signed with another key than the learner's: it comes from another computer or a new workspace, or from "
        "somebody else. Ask for the key that `grader config` shows; if it is this one, accept it."
    ),
    "held_others_key": N_(
        "It is signed with another learner's key: two learners use one workspace, or one handed in as the other. "
        "Ask both; if it belongs to this learner, accept it."
    ),
    "held_no_key": N_(
        "It is not signed, but this learner has a key: it was packed by an old grader or by hand, or by somebody else. "
        "Ask the learner; if it is theirs, accept it."
    ),
    "work_before_key": N_(
        "It was handed in without a key before this learner's first key was known, and counts: ask if both are theirs."
    ),
    "shared_key": N_(
        "This learner's key is another learner's as well: two learners use one workspace, or one of them handed in as "
        "the other. Ask both."
    ),
    "similar_id": N_("Another learner's id looks like this one: if both are one person, correct one of them."),
}


def note_sentence(note: Note, language: Language) -> Clean:
    """What the note says; a kind from a later version is shown by its name."""
    if note.kind in ("notebook", "notebook_as_py") and note.detail.isdecimal():
        left_out = language.ngettext(
            "%(n)s line that only notebooks understand was left out.",
            "%(n)s lines that only notebooks understand were left out.",
            int(note.detail),
        )
        return Clean(f"{language.gettext(_SENTENCES[note.kind])} {left_out}")
    if note.kind not in _SENTENCES:
        sentence = code(note.kind, 40)
    else:
        sentence = language.gettext(_SENTENCES[note.kind], option=code("--guess-names"))
    if not note.detail:
        return sentence
    return Clean(f"{sentence} ({code(note.detail, 160)})")


def note_source(note: Note) -> Clean:
    """What the note is about."""
    return code(note.source, 160)
