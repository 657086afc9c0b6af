import re
import subprocess
import sys

import msgspec
import pytest
from babel.messages.pofile import read_po

from grader.commands.catalogue import template, update
from grader.course.scaffold import scaffold_texts
from grader.course.stub_words import stub_words
from grader.reports.language import SOURCE, catalogue_file, choose_language, interface_languages, language_for
from grader.reports.views import view_of
from reports import samples

PLACEHOLDER = re.compile(r"%\((\w+)\)s")


@pytest.fixture(scope="module")
def current():
    return template()


@pytest.fixture(scope="module")
def texts(current):
    return {_key(message): message for message in current if message.id}


@pytest.fixture(scope="module", params=[code for code in interface_languages() if code != SOURCE])
def catalogue(request):
    with catalogue_file(request.param).open("rb") as file:
        return read_po(file, locale=request.param, abort_invalid=True)


def _key(message):
    return message.id if isinstance(message.id, str) else message.id[0]


def _forms(value):
    return [value] if isinstance(value, str) else list(value)


def test_every_text_is_translated(texts, catalogue):
    translated = {_key(message) for message in catalogue if message.id and all(_forms(message.string))}
    assert len(texts) > 200
    assert sorted(set(texts) - translated) == []


def test_nothing_is_fuzzy_obsolete_or_unused(texts, catalogue):
    assert [message.id for message in catalogue if message.id and message.fuzzy] == []
    assert list(catalogue.obsolete) == []
    assert sorted({_key(message) for message in catalogue if message.id} - set(texts)) == []


def test_a_new_exercise_has_texts_in_every_language():
    assert set(interface_languages()) - set(scaffold_texts()) == set()
    assert set(interface_languages()) - set(stub_words()) == set()


def test_placeholders_agree_and_nothing_else_looks_like_one(catalogue):
    for message in catalogue:
        if not message.id:
            continue
        wanted = {name for form in _forms(message.id) for name in PLACEHOLDER.findall(form)}
        for form in [*_forms(message.id), *_forms(message.string)]:
            assert set(PLACEHOLDER.findall(form)) <= wanted, message.id
            assert "%" not in PLACEHOLDER.sub("", form), message.id
        assert set(PLACEHOLDER.findall(_forms(message.string)[-1])) == set(PLACEHOLDER.findall(_forms(message.id)[-1]))


def test_updating_an_up_to_date_catalogue_changes_nothing(current, tmp_path):
    copy = tmp_path / "grader.po"
    for code in interface_languages():
        if code != SOURCE:
            copy.write_bytes(catalogue_file(code).read_bytes())
            update(copy, code, current)
            assert copy.read_text(encoding="utf-8") == catalogue_file(code).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("option", "environ", "code"),
    [
        (None, {}, "en"),
        ("zh", {"LANG": "en_GB.UTF-8"}, "zh"),
        ("en", {"LANG": "zh_CN.UTF-8"}, "en"),
        (None, {"LANG": "zh_CN.UTF-8"}, "zh"),
        (None, {"LANG": "zh-Hans"}, "zh"),
        (None, {"GRADER_LANG": "zh", "LC_ALL": "C"}, "zh"),
        (None, {"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "en"),
        (None, {"LC_ALL": "", "LC_MESSAGES": "zh_TW", "LANG": "eo_EO"}, "zh"),
        (None, {"LANG": "zha_CN"}, "en"),
        (None, {"LANG": "eo_EO.UTF-8"}, "en"),
    ],
)
def test_the_first_wish_that_is_set_decides(option, environ, code):
    assert choose_language(option, environ) == code


def test_a_language_of_the_course_may_be_asked_for():
    assert choose_language("eo", {}) == "en"
    assert choose_language("eo", {}, lambda: ("eo", "en")) == "eo"
    assert choose_language("eo_CA.UTF-8", {}, lambda: ("eo", "en")) == "eo"
    assert choose_language(None, {"LANG": "eo_PT"}, lambda: ("en", "eo-BR")) == "eo-BR"


def test_a_language_without_a_catalogue_shows_the_interface_in_english():
    esperanto = language_for("eo")
    assert esperanto.gettext("Points") == "Points"
    assert esperanto.pick({"en": "The slope.", "eo": "La deklivo."}) == "La deklivo."
    assert language_for("zh").pick({"en": "The slope.", "zh-Hans": "斜率。"}) == "斜率。"


def test_values_are_cleaned_on_their_way_into_a_sentence():
    for code in ("en", "zh"):
        said = language_for(code).gettext("Hand in %(file)s.", file="a\x1b[31m\u202eb %(x)s")
        assert "ab %(x)s" in said


def test_plural_forms():
    english, chinese = language_for("en"), language_for("zh")
    forms = ("%(n)s learner", "%(n)s learners")
    assert [english.ngettext(*forms, n) for n in (0, 1, 2)] == ["0 learners", "1 learner", "2 learners"]
    assert chinese.ngettext(*forms, 1) == "1 名学习者"


def test_an_authors_sentence_falls_back_to_the_first_language():
    chinese = language_for("zh")
    assert chinese.pick({"en": "one", "zh": "一"}) == "一"
    assert chinese.pick({"en": "one"}) == "one"


def test_english_reads_no_catalogue():
    program = (
        "import sys; from grader.reports.language import language_for; language_for('en').gettext('x'); "
        "sys.exit(any(name in sys.modules for name in ('babel', 'torch', 'jinja2', 'rich', 'matplotlib')))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_the_course_has_its_name_in_the_readers_language():
    result = samples.result()
    assert view_of(result, language_for("zh")).course == result.course["zh"]
    assert view_of(result, language_for("en")).course == result.course["en"]
    unnamed = msgspec.structs.replace(result, course={"fr": "Cours", "en": "Course"})
    assert view_of(unnamed, language_for("zh")).course == "Cours"
