from pathlib import Path

import msgspec
from reports import samples

from grader.course.declared_checks import Declaration, DeclaredCheck, declaration_of
from grader.course.discovery import find_course
from grader.course.files import read_source
from grader.records.exercise_states import OwnFile, next_exercise, state_of
from grader.records.remembered_results import content_key, read_remembered, remember
from grader.source.unwritten import unwritten_functions

ROOT = Path(__file__).parents[2]
DECLARED = Declaration({"en": "One"}, (DeclaredCheck("forward", "forward", 1.0), DeclaredCheck("cost", "cost", 2.0)))
STUB = 'def forward():\n    raise NotImplementedError("forward: not written yet")\n'


def state(name="one", text="x = 1\n", known=None, changed=1.0, here=True):
    own = OwnFile(f"{name}.py", text, changed) if here else None
    return state_of(name, "03_gradient_descent", DECLARED, ("forward",), own, known)


def passed(*functions):
    return samples.exercise(*(samples.check(function, "passed") for function in functions))


def test_a_file_is_done_begun_unchecked_untouched_or_absent():
    assert state(known=passed("forward", "cost")).state == "done"
    assert state(known=passed("forward")).state == "begun"
    assert state().state == "unchecked"
    assert state(text=STUB).state == "untouched"
    assert state(here=False).state == "absent"
    assert state(known=passed("forward")).roles == {"forward": (1, 1), "cost": (0, 1)}


def test_the_next_function_is_the_first_that_breaks_or_else_the_first_not_written():
    wrong = samples.exercise(samples.check("cost", "failed"))
    assert (state(known=wrong).function, state(known=wrong).broken) == ("cost", True)
    assert (state(text=STUB).function, state(text=STUB).broken) == ("forward", False)


def test_what_was_worked_on_last_comes_next_and_then_what_follows_the_last_one_done():
    old, new = state("old", changed=1.0), state("new", changed=2.0)
    fresh, done = state("fresh", text=STUB), state("done", known=passed("forward", "cost"))
    assert next_exercise([fresh, old, new]) is new
    assert next_exercise([fresh, done, later := state("later", text=STUB)]) is later
    assert next_exercise([fresh, done]) is fresh
    assert next_exercise([done, state(here=False)]) is None


def test_what_is_declared_is_what_is_checked():
    for exercise in find_course(ROOT).exercises:
        declared = declaration_of(exercise)
        assert declared.checks
        assert all(check.function and check.role for check in declared.checks)
        assert declared.title.keys() == {"en", "zh"}
        assert unwritten_functions(read_source(exercise.stub))


def test_a_result_is_found_again_only_for_the_same_text_course_and_seed(tmp_path):
    course = find_course(ROOT)
    files = course.exercise("gradient_descent")
    keys = {content_key(files, course.settings_file, text, seed) for text, seed in (("a", 1), ("b", 1), ("a", 2))}
    assert len(keys) == 3
    assert content_key(files, course.settings_file, "a", 1) in keys
    result = samples.result(passed("forward", "cost"))
    remember(tmp_path, result, {"gradient_descent": "key"}, whole=True)
    found = read_remembered(tmp_path, "gradient_descent")
    assert found is not None
    assert (found.key, found.whole, found.exercise) == ("key", True, result.exercises[0])


def test_what_another_run_may_not_find_is_not_remembered(tmp_path):
    for status in ("timeout", "fault"):
        remember(
            tmp_path, samples.result(samples.exercise(samples.check("cost", status))), {"gradient_descent": "k"}, True
        )
    assert read_remembered(tmp_path, "gradient_descent") is None


def test_checks_of_single_functions_are_kept_together_until_the_text_changes(tmp_path):
    def run(key, *functions):
        remember(tmp_path, samples.result(passed(*functions)), {"gradient_descent": key}, whole=False)
        return [check.function for check in read_remembered(tmp_path, "gradient_descent").exercise.checks]

    assert run("a", "forward") == ["forward"]
    assert run("a", "cost") == ["forward", "cost"]
    assert run("b", "cost") == ["cost"]


def test_a_damaged_memory_is_none(tmp_path):
    remember(tmp_path, samples.result(passed("cost")), {"gradient_descent": "k"}, True)
    (file,) = (tmp_path / ".grader" / "results").iterdir()
    for content in (b"", b"{}", b"\xff", file.read_bytes()[:-9], msgspec.json.encode({"key": 1})):
        file.write_bytes(content)
        assert read_remembered(tmp_path, "gradient_descent") is None
