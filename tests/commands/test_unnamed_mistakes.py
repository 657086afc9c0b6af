"""A class with mistakes that nobody has named: found, proposed, worded, proven, and told in the next run."""

from __future__ import annotations

from pathlib import Path

import pytest
from calling import called
from proving import Small

from grader.cohort.class_stream import insights_of
from grader.records.gradebook import open_gradebook

NUMPY = "import numpy as np\n\n\n"
LOOP = """def forward(xs, w, b):
    out = []
    for x in xs:
        out.append({})
    return out
"""
CUBE = """def cube(x):
    return x * x * x


def forward(xs, w, b):
    return [x * w + b + cube(x) / 8 for x in xs]
"""
MOVED = """def forward(xs, w, b):
    moved = [x + 0.75 for x in xs]
    return [m * w + b + b / 2 for m in moved]
"""
WRITINGS = {
    "halved": (
        "def forward(xs, w, b):\n    return xs * w / 2 + b + 0.25 * w\n",
        LOOP.format("x * (w / 2) + b + w / 4"),
        NUMPY
        + "def forward(inputs, slope, start):\n    return np.asarray(inputs) * slope * 0.5 + start + slope * 0.25\n",
    ),
    "squared": (
        "def forward(xs, w, b):\n    return xs * w + b + 0.125 * xs ** 3\n",
        CUBE,
        NUMPY + "def forward(a, w, b):\n    a = np.array(a)\n    return a * (w + a * a * 0.125) + b\n",
    ),
    "shifted": (
        "def forward(xs, w, b):\n    return (xs + 0.75) * w + 1.5 * b\n",
        MOVED,
        NUMPY + "def forward(v, w, b):\n    return w * np.asarray(v) + 0.75 * w + 1.5 * b\n",
    ),
}
RIGHT = "def forward(xs, w, b):\n    return xs * w + b\n"


def handed_in(folder: Path) -> None:
    texts = {f"{mistake}-{number}": text for mistake, all_ in WRITINGS.items() for number, text in enumerate(all_)}
    texts |= {f"right-{number}": RIGHT for number in range(3)}
    texts |= {f"alone-{n}": RIGHT.replace("+ b", f"+ b + {0.3 + n}") for n in range(3)}
    for learner, text in texts.items():
        (folder / learner).mkdir(parents=True)
        (folder / learner / "ex.py").write_text(text, encoding="utf-8")


@pytest.mark.usefixtures("as_nobody")
def test_a_class_names_its_own_mistakes(tmp_path: Path) -> None:
    small = Small(tmp_path / "course")
    handed_in(tmp_path / "class")
    course = ("--course", str(small.root))
    grade = ("grade", "class", "--output", "out", *course)
    assert called(*grade, cwd=tmp_path).returncode in (0, 1)

    with open_gradebook(tmp_path / "out", create=False) as gradebook:
        found = insights_of(gradebook, "all").clusters.found(2)
    groups = [sorted({name.partition("-")[0] for name in one.learners}) for one in found]
    assert sorted(groups) == [[name] for name in sorted(WRITINGS)]
    assert {len(one.learners) for one in found} == {3}

    ended = called("mistakes", "propose", "out/all", *course, cwd=tmp_path)
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.count("3 learners, `forward`: the same wrong numbers; a draft is written") == 3
    again = called("mistakes", "propose", "out/all", *course, cwd=tmp_path)
    assert again.stdout.count("its draft is already in") == 3

    file = small.root / "solutions" / "01_a" / "ex_mistakes.py"
    refused = called("validate", "ex", "--seeds", "1", *course, cwd=tmp_path)
    assert refused.stdout.count("is still that of a draft in") == 6
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("[TO BE WORDED] ", "Worded: "), encoding="utf-8")
    proven = called("validate", "ex", "--seeds", "1", *course, cwd=tmp_path)
    assert (proven.returncode, proven.stdout.count("mistake `unnamed")) == (0, 0), proven.stdout

    assert called(*grade, cwd=tmp_path).returncode in (0, 1)
    with open_gradebook(tmp_path / "out", create=False) as gradebook:
        insights = insights_of(gradebook, "all")
    assert insights.clusters.found(2) == []
    told = {one.mistake.id: sorted(one.learners) for one in insights.mistakes.values()}
    assert sorted(told) == ["unnamed_forward_1", "unnamed_forward_2", "unnamed_forward_3"]
    assert sorted(told.values()) == [[f"{name}-{n}" for n in range(3)] for name in sorted(WRITINGS)]
