"""The dashboard: everybody, harmless, every link alive, in both languages."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from cohort.made_class import EXERCISES, HOSTILE, Made, make_class
from grader.cohort.class_insights import ClassInsights
from grader.cohort.class_stream import by_learner, insights_of
from grader.cohort.dashboard_site import write_dashboard
from grader.records.gradebook import open_gradebook
from grader.reports.language import language_for


class Read(HTMLParser):
    """The tags of a page, its links, ids and text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value for name, value in attrs if name == "href" and value]
        self.ids += [value for name, value in attrs if name == "id" and value]
        assert not [name for name, _ in attrs if name.startswith("on") or name == "style"]

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return make_class(tmp_path_factory.mktemp("class"), 120, ("week-03",))


@pytest.fixture(scope="module")
def insights(made: Made) -> ClassInsights:
    with open_gradebook(made.folder, create=False) as gradebook:
        return insights_of(gradebook, "week-03")


@pytest.fixture(scope="module", params=["en", "zh"])
def pages(request: pytest.FixtureRequest, made: Made, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Read]:
    folder = tmp_path_factory.mktemp("pages")
    (folder / "group-1-999.html").write_text("of an earlier run", encoding="utf-8")
    (folder / "mine.html").write_text("somebody's own", encoding="utf-8")
    with open_gradebook(made.folder, create=False) as gradebook:
        assert write_dashboard(gradebook, folder, language_for(request.param)) == folder / "index.html"
    assert not (folder / "group-1-999.html").exists()
    assert (folder / "mine.html").exists()
    return {path.name: Read(path.read_text("utf-8")) for path in folder.iterdir() if path.name != "mine.html"}


def test_every_link_leads_somewhere(pages: dict[str, Read]) -> None:
    for name, page in pages.items():
        assert len(page.ids) == len(set(page.ids)), name
        for link in page.links:
            file, _, place = link.partition("#")
            assert (file or name) in pages, (name, link)
            assert not place or place in pages[file or name].ids, (name, link)


def test_everybody_is_there_and_harmless(pages: dict[str, Read], made: Made) -> None:
    text = pages["learners-1.html"].text + pages["learners-2.html"].text
    assert all(student.learner in text and student.name in text for student in made.learners)
    assert HOSTILE in text
    assert not {"script", "img", "iframe", "form", "object"} & set().union(*(page.tags for page in pages.values()))


def test_a_hundred_are_on_a_page(pages: dict[str, Read]) -> None:
    counts = [sum(bool(re.fullmatch(r"l\d+", id)) for id in pages[f"learners-{n}.html"].ids) for n in (1, 2)]
    assert counts == [100, 20]
    assert "learners-3.html" not in pages


def test_what_many_have_in_common_goes_on_on_further_pages(tmp_path: Path, made: Made) -> None:
    """Of the 120, more than a hundred get one check wrong once its status is made so."""
    from grader.cohort.dashboard_site import _Site

    with open_gradebook(made.folder, create=False) as gradebook:
        site = _Site(gradebook, tmp_path, language_for("en"))
        site._write_learners()
        views = site._views["week-03"]
        tally = next(iter(views.insights.checks.values()))
        tally.failing[:] = [student.learner for student in made.learners]
        site._write_check(views, tally, [])
    stem = views.check_href(tally).removesuffix(".html")
    first, second = (Read((tmp_path / f"{stem}{end}.html").read_text("utf-8")) for end in ("", "-2"))
    assert f"{stem}-2.html" in first.links
    assert HOSTILE in first.text + second.text


def test_numbers_are_those_of_the_class(made: Made, insights: ClassInsights) -> None:
    results = {}
    with open_gradebook(made.folder, create=False) as gradebook:
        for learner, (standing,) in by_learner(gradebook, ["week-03"]):
            if standing.document is not None:
                results[learner] = standing.document
    assert insights.graded == len(results)
    assert sum(insights.bins) == insights.graded
    key = ("gradient_descent", "check_gradient")
    checks = {
        learner: one for learner, result in results.items() for one in result.exercises[0].checks if one.id == key[1]
    }
    assert insights.checks[key].failing == sorted(
        learner for learner, one in checks.items() if one.status in ("failed", "error")
    )
    assert insights.checks[key].items.difficulty == pytest.approx(
        sum(one.status == "passed" for one in checks.values()) / len(checks)
    )


def test_who_hands_in_the_same_again_and_again_is_stuck(made: Made, insights: ClassInsights) -> None:
    handed_in = {one.learner for one in insights.stuck}
    always = {made.learners[number].learner for number in range(3, 119, 17)}
    assert handed_in
    assert handed_in <= always
    assert {one.attempts for one in insights.stuck} == {4}


def test_unnamed_groups_and_lookalikes_are_found(made: Made, insights: ClassInsights) -> None:
    groups: dict[tuple[str, str], list[str]] = {}
    with open_gradebook(made.folder, create=False) as gradebook:
        for learner, (standing,) in by_learner(gradebook, ["week-03"]):
            for exercise in standing.document.exercises if standing.document else ():
                for check in exercise.checks:
                    if check.code:
                        groups.setdefault((exercise.name, check.cases[0].got), []).append(learner)
    found = {(one.exercise, one.example.got): one.learners for one in insights.clusters.found()}
    assert found == {key: learners for key, learners in groups.items() if len(learners) > 1}
    assert len(found) > len(EXERCISES)
    alike = [one.learners for one in insights.lookalikes.found()]
    assert [sorted(name.rpartition("-")[2] for name in names) for names in alike] == [["0040", "0041", "0077"]]


def test_an_empty_gradebook_has_a_page_that_says_so(tmp_path: Path) -> None:
    with open_gradebook(tmp_path) as gradebook:
        write_dashboard(gradebook, tmp_path / "pages", language_for("en"))
    assert [path.name for path in (tmp_path / "pages").iterdir()] == ["index.html"]
