"""Families of mistakes: which of them a check is told to repeat, and how many learners of a class have one."""

from __future__ import annotations

from grader.course.settings import CourseSettings, Family
from grader.grading.diagnosis.families import families_of, with_repeated
from grader.grading.result import CheckResult, ExerciseResult, NamedMistake, Result
from grader.reports.class_overview import index_row
from grader.reports.class_summary import CommonFamily
from grader.reports.family_sentences import repeated_sentences
from grader.reports.language import language_for
from grader.reports.safe_text import spans
from reports import samples
from reports.class_page import summary_of

AGAIN = {"en": "you sum where a mean is asked for", "zh": "你在该求平均的地方求了和"}
COURSE = CourseSettings(
    title="C",
    key="k",
    languages=("en", "zh"),
    families={
        "sum_for_mean": Family({"en": "Sum for mean", "zh": "求和代替平均"}, AGAIN),
        "sign": Family({"en": "A wrong sign", "zh": "符号错误"}),
    },
)


def wrong(function: str, *families: str, together: bool = False) -> CheckResult:
    mistakes = tuple(NamedMistake(f"m{number}", {}, {}, family) for number, family in enumerate(families))
    return samples.check(function, "failed", mistakes=mistakes, together=together)


def repeats(*exercises: ExerciseResult) -> list[tuple[str, str, int, str]]:
    repeated = with_repeated(COURSE, exercises)
    checks = [check for exercise in repeated for check in exercise.checks]
    return [(check.function, one.name, one.times, one.first) for check in checks for one in check.repeated]


def test_the_second_function_with_a_mistake_of_a_family_is_told_of_the_first():
    one = samples.exercise(wrong("cost", "sum_for_mean"), wrong("cost", "sum_for_mean"), samples.check("update"))
    two = samples.exercise(wrong("gradient", "sum_for_mean"), name="other")
    assert repeats(one) == []
    assert repeats(one, two) == [("gradient", "sum_for_mean", 2, "cost")]


def test_a_family_without_words_is_counted_and_not_told():
    both = samples.exercise(wrong("gradient", "sign"), wrong("update", "sign"))
    assert repeats(both) == []
    assert [family.name for family in families_of(COURSE, (both,))] == ["sign"]


def test_of_several_explanations_only_a_family_that_all_share_counts():
    first = wrong("cost", "sum_for_mean")
    assert repeats(samples.exercise(first, wrong("gradient", "sum_for_mean", "sign"))) == []
    assert repeats(samples.exercise(first, wrong("gradient", "sum_for_mean", "sum_for_mean"))) != []
    assert repeats(samples.exercise(first, wrong("gradient", "sum_for_mean", "sign", together=True))) != []


def test_it_is_said_in_the_readers_language():
    (repeated,) = with_repeated(
        COURSE,
        (samples.exercise(*(wrong(one, "sum_for_mean") for one in ("cost", "gradient", "update"))),),
    )
    second, third = repeated.checks[1:]

    def said(check: CheckResult, language: str) -> list[str]:
        told = repeated_sentences(check, language_for(language))
        return ["".join(piece for piece, _ in spans(sentence)) for sentence in told]

    assert said(second, "en") == ["This is the second time that you sum where a mean is asked for (first: cost)."]
    assert said(second, "zh") == ["这是第二次了：你在该求平均的地方求了和（第一次：cost）。"]
    assert said(third, "en") == ["This is time number 3 that you sum where a mean is asked for (first: cost)."]
    assert "3" in said(third, "zh")[0]


def learner(*checks: CheckResult) -> Result:
    exercise = samples.exercise(*checks)
    return samples.result(exercise, families=families_of(COURSE, (exercise,)))


def test_a_class_counts_the_learners_of_each_family():
    rows = [
        index_row(learner(wrong("cost", "sum_for_mean"), wrong("gradient", "sum_for_mean"))),
        index_row(learner(wrong("cost", "sum_for_mean"), wrong("update", "sign"))),
        index_row(learner(samples.check("cost"))),
    ]
    assert summary_of(rows).families() == [
        CommonFamily({"en": "Sum for mean", "zh": "求和代替平均"}, 2, 1),
        CommonFamily({"en": "A wrong sign", "zh": "符号错误"}, 1, 0),
    ]
