"""The texts of the course: their code runs and prints what they show, their numbers are computed, their links lead
somewhere, and both languages say the same.

    pytest tests/course/test_lessons.py -k 03_
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from threading import Timer
from urllib.parse import unquote, urlsplit

import pytest
from forking import Forked
from lesson_runner import RUN_LESSONS, TRACEBACK
from lesson_texts import EXERCISES, ROOT, Lesson, lessons, numbers_in, occurs, without_texts

NUMBERS = Path(__file__).parent / "numbers"
TEXTS = lessons()
CHINESE = [text for text in TEXTS if text.language == "zh"]
each_text = pytest.mark.parametrize("text", TEXTS, ids=[text.name for text in TEXTS])
each_chinese_text = pytest.mark.parametrize("text", CHINESE, ids=[text.name for text in CHINESE])

HOSTS = {
    "pytorch.org",
    "docs.pytorch.org",
    "d2l.ai",
    "zh.d2l.ai",
    "cs231n.github.io",
    "www.deeplearningbook.org",
    "arxiv.org",
}
"""Where texts may lead outside: pages that have stayed where they are for years."""

FULL_WIDTH = "，。；：！？、（）《》“”‘’「」【】"
BESIDE_A_SPACE = re.compile(rf"[{FULL_WIDTH}] | [{FULL_WIDTH}]")
MARKUP = re.compile(r"^(?:\s*(?:[-*+>]|#+|\d+\.)\s+|\s+)")
HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,;:!?(]|[,;:!?)][\u4e00-\u9fff]")
LONGEST = 60.0
"""Seconds after which a text that does not end is ended."""

Blocks = Sequence[tuple[int, str]]
Run = Callable[[str, Blocks], dict[str, list[str]]]


@pytest.fixture(scope="session")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """Runs blocks of code in one namespace, once for each name."""
    environment = dict(os.environ) | {"MPLBACKEND": "Agg", "OMP_NUM_THREADS": "1"}
    runner = Forked(
        "torch",
        RUN_LESSONS,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        cwd=tmp_path_factory.mktemp("runner"),
        env=environment,
        start_new_session=True,
    )
    assert runner.stdin
    assert runner.stdout
    kept: dict[str, dict[str, list[str]]] = {}

    def answer(name: str, blocks: Blocks) -> dict[str, list[str]]:
        if name not in kept:
            watch = Timer(LONGEST, os.killpg, (runner.pid, 9))
            watch.start()
            runner.stdin.write(json.dumps([name, blocks]) + "\n")
            runner.stdin.flush()
            line = runner.stdout.readline()
            watch.cancel()
            assert line, f"{name} does not end within {LONGEST:.0f} s"
            kept[name] = json.loads(line)
        return kept[name]

    yield answer
    runner.stdin.close()
    runner.wait(timeout=20)


def outputs(run: Run, text: Lesson) -> list[str]:
    answer = run(text.name, [(block.line, block.text) for block in text.code])
    assert "died" not in answer, f"{text.name}: the process died in a block"
    assert answer["left"] == [], f"{text.name}: its code leaves files"
    return answer["outputs"]


def without_frames(output: str) -> list[str]:
    """The lines of an output, of a traceback only the first and those of the error."""
    lines, inside = [], False
    for line in output.rstrip().splitlines():
        if inside and (line.startswith("  ") or line.strip() == "..."):
            continue
        lines.append(line.rstrip())
        inside = inside or line.strip() == TRACEBACK
    return lines


def matches(shown: str, printed: str) -> bool:
    """Whether an output is what a text shows, in which `...` stands for anything."""
    pattern = r"\n".join(re.escape(line) for line in without_frames(shown))
    pattern = pattern.replace(re.escape("..."), ".*?")
    return re.fullmatch(pattern, "\n".join(without_frames(printed)), re.DOTALL) is not None


@each_text
def test_the_code_prints_what_the_text_shows(text, run):
    for block, printed in zip(text.code, outputs(run, text), strict=True):
        shown = text.shown_after(block) or ""
        assert matches(shown, printed), (
            f"{text.path}:{block.line}: this block prints\n{printed}\nand the text shows\n{shown}"
        )


@each_text
def test_the_numbers_of_the_text_are_computed(text, run):
    sources = [block.text for block in text.code]
    scripts = sorted(NUMBERS.glob(f"{text.path.parent.name[:2]}_*.py")) if text.path.parent != EXERCISES else []
    computed = numbers_in("\n".join(sources + outputs(run, text)))
    for script in scripts:
        printed = run(script.name, [(1, script.read_text(encoding="utf-8"))])["outputs"][0]
        assert TRACEBACK not in printed, f"{script}: {printed}"
        computed |= numbers_in(printed)
    unknown = [f"{text.path}:{one.line}: {one.written}" for one in text.numbers() if not occurs(one, computed)]
    assert not unknown, "\n".join(["neither printed nor in the code of the text, nor printed by a script:", *unknown])


@each_text
def test_its_links_lead_somewhere(text):
    broken = []
    for line, link in text.links:
        url = urlsplit(unquote(link["target"]))
        if url.scheme or url.netloc:
            right = url.scheme == "https" and url.netloc in HOSTS
        else:
            file = (text.path.parent / url.path).resolve() if url.path else text.path
            right = file.exists() and file.is_relative_to(EXERCISES)
            if right and url.fragment:
                right = file.suffix == ".md" and url.fragment in Lesson(file).anchors
        if not right:
            broken.append(f"{text.path}:{line}: {link['target']}")
    assert not broken, "no such file or heading, or a host that is not allowed:\n" + "\n".join(broken)


@each_text
def test_its_pictures_are_drawn_in_its_language_and_have_words(text):
    drawn = {script.stem[:2] for script in (ROOT / "docs" / "pictures").glob("[0-9]*.py")}
    for line, link in text.links:
        if link["picture"]:
            endings = Path(link["target"]).suffixes
            place = f"{text.path}:{line}: {link['target']}"
            assert link["words"].strip(), f"{place} has no words for those who do not see it"
            assert endings == ([".svg"] if text.language == "en" else [f".{text.language}", ".svg"]), place
            assert text.path.parent.name[:2] in drawn, f"no script of docs/pictures draws {place}"


def test_each_picture_is_shown():
    shown = {(text.path.parent / name).resolve() for text in TEXTS for name in text.pictures}
    assert set(EXERCISES.rglob("*.svg")) - shown == set()


def english(text: Lesson) -> Lesson:
    return Lesson(text.path.with_name(text.path.name.replace(".zh.md", ".md")))


@each_chinese_text
def test_both_languages_say_the_same(text):
    first = english(text)
    levels = [level for level, _ in text.headings]
    assert levels == [level for level, _ in first.headings], "the headings differ in number or level"
    assert [name.replace(".zh.svg", ".svg") for name in text.pictures] == list(first.pictures)
    assert len(text.code) == len(first.code), "the number of blocks of code differs"
    for one, other in zip(text.code, first.code, strict=True):
        assert without_texts(one.text) == without_texts(other.text), (
            f"{text.path}:{one.line} and {first.path}:{other.line}"
        )


@each_chinese_text
def test_no_space_stands_beside_a_full_width_sign(text):
    found = []
    for number, line in text.prose:
        cells = line.split("|") if line.lstrip().startswith("|") else [line]
        bare = [re.sub(r"(`+).+?\1", "x", MARKUP.sub("", cell).rstrip()) for cell in cells]
        found += [f"{text.path}:{number}: {cell}" for cell in bare if BESIDE_A_SPACE.search(cell)]
    assert not found, "\n".join(found)


@each_chinese_text
def test_its_punctuation_is_full_width(text):
    found = []
    for number, line in text.prose:
        bare = re.sub(r"(`+).+?\1|\$[^$]+\$|\]\([^)]*\)", "x", line)
        found += [f"{text.path}:{number}: {bare}" for _ in HALF_WIDTH.findall(bare)[:1]]
    assert not found, "\n".join(found)
