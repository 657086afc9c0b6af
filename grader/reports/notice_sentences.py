"""Sentences about what was found with the exercise files."""

from __future__ import annotations

from grader.grading.result import Notice
from grader.reports.difference_sentences import listed
from grader.reports.language import Language
from grader.reports.safe_text import Clean, code


def notice_sentence(notice: Notice, language: Language) -> Clean:
    """What was found with the exercise files, and what to do about it."""
    _ = language.gettext
    path, other = code(notice.path), code(notice.other)
    match notice.kind:
        case "ignored":
            return _("%(path)s came with the submission and was not used: what grades is kept outside it.", path=path)
        case "several" if notice.other:
            return _("%(path)s was used; %(other)s is another copy, and was not.", path=path, other=other)
        case "several":
            return _("There are %(n)s files with the same name; %(path)s was used.", n=notice.count, path=path)
        case "too_many":
            return _("There are more than %(n)s files; the others were not looked at.", n=notice.count)
        case "renamed":
            return _("%(path)s was taken for %(other)s.", path=path, other=other)
        case "notebook" if notice.count:
            return language.ngettext(
                "%(path)s is a notebook: its code cells were read, without %(n)s line that only notebooks understand.",
                "%(path)s is a notebook: its code cells were read, without %(n)s lines that only notebooks understand.",
                notice.count,
                path=path,
            )
        case "notebook":
            return _("%(path)s is a notebook: its code cells were read.", path=path)
        case "notebook_as_py":
            return _(
                "%(path)s is a notebook under the name of a Python file, and was read as a notebook: "
                "name it %(ending)s, or export it as Python.",
                path=path,
                ending=code(".ipynb"),
            )
        case "other_encoding":
            return _(
                "%(path)s was read as GBK (GB 18030), but Python expects UTF-8 and would not run it: save it as UTF-8.",
                path=path,
            )
        case "looks_like":
            return _(
                "%(path)s is no exercise file by its name and was not used, but it defines %(names)s: is it %(other)s? "
                "Then rename it.",
                path=path,
                names=_named(notice, language),
                other=other,
            )
        case "guessed":
            return _(
                "%(path)s was taken for %(other)s, because it defines %(names)s.",
                path=path,
                names=_named(notice, language),
                other=other,
            )
        case "helper":
            return _(
                "%(other)s imports %(path)s, which was not used: this course takes no helper modules. "
                "Put its functions into %(other)s.",
                path=path,
                other=other,
            )
        case "helper_used":
            return _("%(path)s was used with %(other)s, which imports it.", path=path, other=other)
        case "helper_name":
            return _(
                "%(other)s imports a library that has the same name as %(path)s, so your file was not used: "
                "give it another name.",
                path=path,
                other=other,
            )
        case "helper_apart":
            return _(
                "%(other)s imports %(path)s, which was not used: put it in the same folder.", path=path, other=other
            )
        case "helper_unreadable":
            return _(
                "%(other)s imports %(path)s, which was not used: it is not a text file. Save it as UTF-8.",
                path=path,
                other=other,
            )
        case "not_taken":
            return _("%(path)s is no exercise file, and was not used.", path=path)
        case "more_not_taken":
            return language.ngettext(
                "%(n)s more file is no exercise file, and was not used.",
                "%(n)s more files are no exercise files, and were not used.",
                notice.count,
            )
        case "not_opened":
            return _("%(path)s could not be opened: hand in the exercise files themselves.", path=path)

        case "course_key":
            return _(
                "The drawn cases follow from the course's own key: who has a copy of the course can draw them. "
                "%(variable)s or %(option)s gives a secret one.",
                variable=code("GRADER_KEY"),
                option=code("--key-file"),
            )
        case "weak_isolation":
            return _(
                "This was graded under the isolation level %(level)s, which does not keep code that is handed in from "
                "reading other files.",
                level=other,
            )


def _named(notice: Notice, language: Language) -> Clean:
    names = [code(name) for name in notice.names[:4]]
    return listed(names, language) if len(notice.names) <= 4 else Clean(f"{language.gettext(', ').join(names)}, …")
