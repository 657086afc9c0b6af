"""The pictures of the course: made by their scripts, described, and readable in the dark."""

import subprocess
import sys
from itertools import product
from pathlib import Path
from xml.etree import ElementTree

import drawing
import pytest

ROOT = Path(__file__).parents[2]
SCRIPTS = sorted((ROOT / "docs" / "pictures").glob("[0-9][0-9]_*.py"))
SVG = "{http://www.w3.org/2000/svg}"


def files_below(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*.svg"))}


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What all scripts write, by path below `exercises/`."""
    folder = tmp_path_factory.mktemp("pictures")
    running = [
        subprocess.Popen([sys.executable, str(script), str(folder)], stderr=subprocess.PIPE, text=True)
        for script in SCRIPTS
    ]
    failures = [errors for process in running if (errors := process.communicate()[1])]
    assert not failures, "\n".join(failures)
    return files_below(folder)


def test_each_script_draws_what_is_committed(drawn):
    committed = files_below(ROOT / "exercises")
    changed = [name for name, content in drawn.items() if committed.get(name) != content]
    assert not changed, "run `make pictures` and commit what it writes"


def test_each_picture_is_described_and_readable_in_the_dark(drawn):
    for name, content in drawn.items():
        picture = ElementTree.fromstring(content)
        parts = [element.tag.removeprefix(SVG) for element in picture][:3]
        assert parts == ["title", "desc", "style"], name
        assert all((element.text or "").strip() for element in picture[:3]), name
        assert "prefers-color-scheme:dark" in (picture[2].text or ""), name
        ids = [element.get("id") for element in picture.iter() if element.get("id")]
        assert len(ids) == len(set(ids)), name
        assert (picture.get("aria-labelledby") or "").split() == ids[:2], name


def luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("colours", [drawing.LIGHT, drawing.DARK], ids=["light", "dark"])
def test_colours_stand_out(colours):
    grounds = {"paper", "panel"}
    for ground, name in product(sorted(grounds), sorted(set(colours) - grounds - {"faint"})):
        light, dark = sorted([luminance(colours[ground]), luminance(colours[name])], reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (ground, name)


def example() -> drawing.Picture:
    return drawing.Picture("p", 100, 80, title={"en": "T", "zh": "题"}, description={"en": "D & E", "zh": "述"})


def test_words_are_in_the_language_of_the_file_and_escaped(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["script", str(tmp_path)])
    picture = example()
    picture.text(10, 20, {"en": "a < b", "zh": "甲"})
    picture.save("chapter")
    english, chinese = (ElementTree.parse(tmp_path / "chapter" / name) for name in ("p.svg", "p.zh.svg"))
    assert "a < b" in list(english.getroot().itertext())
    assert "甲" in list(chinese.getroot().itertext())


def test_a_text_that_is_missing_in_a_language_is_no_empty_text():
    picture = example()
    picture.text(10, 20, {"en": "only English"})
    with pytest.raises(KeyError):
        picture.written("zh")


def test_axes_place_their_numbers():
    axes = example().axes(10, 10, 80, 60, x=(0, 4), y=(-1, 1))
    assert axes.place(0, -1) == (10, 70)
    assert axes.place(4, 1) == (90, 10)


def test_an_edge_ends_at_the_rims():
    picture = example()
    left, right = picture.node(10, 40, radius=5), picture.box(90, 40, 20, 10)
    assert left.rim((1, 0), gap=0) == 5
    assert right.rim((-1, 0), gap=0) == 10
    assert right.rim((0, 1), gap=0) == 5


def test_a_picture_is_written_the_same_each_time():
    def moving() -> str:
        picture = example()
        picture.axes(10, 10, 80, 60, x=(0, 1), y=(0, 1), x_ticks=[0, 1]).moving_dot([(0, 0), (1 / 3, 1)])
        return picture.written("en")

    assert moving() == moving()
    assert "prefers-reduced-motion" in moving()
