"""The dashboard: pages about a class, written from its gradebook alone.

The class goes by once, learner after learner: while it is counted, the learners' pages are written, a hundred on each.
All other pages follow from the counts.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from grader.atomic_files import write_atomically
from grader.cohort.alike_pages import CROWD, FOLDER, MOST_GROUPS, page_name
from grader.cohort.class_insights import CheckTally, ClassInsights
from grader.cohort.class_stream import by_learner
from grader.cohort.clusters import Cluster
from grader.cohort.dashboard_views import HUNDRED, People, Views, learners_page, said_of_group
from grader.records.gradebook import Gradebook
from grader.records.standings import Standing
from grader.reports import class_pictures, numbers
from grader.reports.language import Language
from grader.reports.page_frame import page_frame
from grader.reports.plots import Plot
from grader.reports.safe_text import Clean, one_line
from grader.reports.templating import html_environment

INDEX = "index.html"
_OURS = re.compile(r"(?:assignment|check|group|learners|mistake)(?:-\d+){1,3}\.html")
"""Pages that an earlier run may have left."""


def write_dashboard(gradebook: Gradebook, folder: Path, language: Language, output: Path | None = None) -> Path:
    """Write the pages into a folder, and return the first one.

    Args:
        output: the folder of the class page; the pages in it of files that are alike are linked to.

    Raises:
        OSError: if a file cannot be written.
    """
    site = _Site(gradebook, folder, language, output)
    site.write()
    return folder / INDEX


class _Site:
    def __init__(self, gradebook: Gradebook, folder: Path, language: Language, output: Path | None = None) -> None:
        self._output = output
        self._gradebook = gradebook
        self._folder = folder
        self._language = language
        self._made = f"{datetime.now(UTC):%Y-%m-%d %H:%M}"
        names = gradebook.assignments()
        self._views = {name: Views(ClassInsights(name), number, language) for number, name in enumerate(names, 1)}
        self._people = People()
        self._ranges: list[tuple[str, str]] = []
        self._written: set[str] = set()

    def write(self) -> None:
        """Write everything, the index last, so that it links to nothing that is not there."""
        self._write_learners()
        for views in self._views.values():
            self._write_assignment(views)
        self._write_index()
        for path in self._folder.glob("*-*.html"):
            if _OURS.fullmatch(path.name) and path.name not in self._written:
                path.unlink(missing_ok=True)

    def _page(self, name: str, template: str, title: str, trail: Sequence[tuple[str, str]], **values: Any) -> None:
        facts: dict[str, Any] = {"heading": title, "lead": "", "facts": (), "made": self._made}
        text = (
            html_environment(self._language.code)
            .get_template(template)
            .render(title=title, trail=trail, **(facts | values), **page_frame("dashboard.css"))
        )
        self._written.add(name)
        write_atomically(self._folder / name, text.encode("utf-8", "replace"))

    @property
    def _home(self) -> list[tuple[str, str]]:
        return [(self._language.gettext("The class"), INDEX)]

    def _write_learners(self) -> None:
        """Count the class, and write its pages of a hundred as they become full."""
        waiting: list[dict[str, Any]] = []
        for learner, standings in by_learner(self._gradebook, tuple(self._views)):
            if len(waiting) == HUNDRED:
                self._write_hundred(waiting, more=True)
                waiting = []
            waiting.append(self._learner(learner, standings))
        if waiting:
            self._write_hundred(waiting, more=False)

    def _learner(self, learner: str, standings: Sequence[Standing]) -> dict[str, Any]:
        name = next((one.name for one in standings if one.name), "")
        ordinal = self._people.add(learner, name)
        tasks = []
        for standing in standings:
            views = self._views[standing.assignment]
            views.insights.add(standing)
            tasks.append(views.task(standing))
        return {
            "ordinal": ordinal,
            "learner": one_line(learner, 120),
            "name": one_line(name, 120),
            "tasks": tasks,
        }

    def _write_hundred(self, learners: list[dict[str, Any]], *, more: bool) -> None:
        _ = self._language.gettext
        first, last = learners[0]["ordinal"], learners[-1]["ordinal"]
        page = learners_page(first)
        said = f"{first}–{last}: {learners[0]['learner']} … {learners[-1]['learner']}"
        self._ranges.append((said, page))
        # How many there are is known only when all have gone by; the class's page links to all of them.
        pages = [(f"← {first - HUNDRED}–{first - 1}", learners_page(first - HUNDRED))] if first > 1 else []
        pages.append((f"{first}–{last}", page))
        if more:
            pages.append((f"{last + 1} →", learners_page(last + 1)))
        self._page(
            page,
            "dashboard_learners.html.j2",
            _("Learners %(first)s to %(last)s", first=first, last=last),
            self._home,
            learners=learners,
            pages=pages,
            page=2 if first > 1 else 1,
        )

    def _write_index(self) -> None:
        _ = self._language.gettext
        rows = [self._assignment_row(views) for views in self._views.values()]
        insights = [views.insights for views in self._views.values()]
        stuck = {one.learner for each in insights for one in each.stuck}
        self._page(
            INDEX,
            "dashboard_class.html.j2",
            _("The class"),
            (),
            facts=[
                (_("Learners"), len(self._people), ""),
                (_("Assignments"), len(rows), ""),
                (_("Stuck somewhere"), len(stuck), ""),
            ],
            assignments=rows,
            pages=[(said, page, "") for said, page in self._ranges],
        )

    def _assignment_row(self, views: Views) -> dict[str, Any]:
        insights = views.insights
        worst = next((one for one in insights.most_failed() if one.failed), None)
        return {
            "href": views.href,
            "name": views.title,
            "handed_in": self._of(insights.graded, insights.learners),
            "median": self._median(insights),
            "worst": views.check(worst) if worst else None,
            "stuck": len(insights.stuck),
            "groups": len(insights.clusters.found()),
        }

    def _median(self, insights: ClassInsights) -> str:
        median = insights.median
        return "–" if median is None else f"{numbers.points(median)} / {numbers.points(insights.max_points)}"

    def _of(self, some: int, total: int) -> Clean:
        return self._language.gettext("%(n)s of %(total)s", n=some, total=total)

    def _write_assignment(self, views: Views) -> None:
        _, insights = self._language.gettext, views.insights
        clusters = insights.clusters.found()
        self._page(
            views.href,
            "dashboard_assignment.html.j2",
            views.title,
            self._home,
            facts=[
                (_("Handed in"), insights.graded, _("of %(total)s", total=insights.learners)),
                (_("Median of the points"), self._median(insights), ""),
                (_("All points"), insights.complete, ""),
                (_("Stuck"), len(insights.stuck), ""),
            ],
            pictures=[_drawn(plot) for plot in self._pictures(insights)],
            groups=[views.group(one, number) for number, one in enumerate(clusters[:MOST_GROUPS], 1)],
            command=Clean(f"grader mistakes propose GRADEBOOK --assignment {one_line(insights.assignment, 80)}"),
            checks=[views.check(one) for one in insights.most_failed()],
            mistakes=[views.mistake(one) for one in insights.most_made()],
            stuck=[views.stuck(one, self._people) for one in self._stuck(insights)[:HUNDRED]],
            stuck_more=self._more(len(insights.stuck) - HUNDRED),
            hints=[views.hint(one) for one in sorted(insights.hints.values(), key=lambda one: -one.learners)],
            **self._alike(views),
        )
        for check in insights.checks.values():
            self._write_check(views, check, clusters)
        for mistake in insights.mistakes.values():
            self._write_people(
                views,
                views.mistake_href(mistake),
                self._language.pick(mistake.mistake.finding),
                mistake.learners,
                _("Who made it"),
                hint=self._language.pick(mistake.mistake.hint),
                lead=views.mistake(mistake)["title"],
            )
        for number, cluster in enumerate(clusters, 1):
            self._write_people(
                views,
                views.group_href(number),
                f"{self._language.pick(cluster.title)} · {one_line(cluster.function, 80)}",
                cluster.learners,
                _("Who belongs to it"),
                lead=said_of_group(self._language, cluster),
                example=views.example(cluster, self._people),
            )

    def _pictures(self, insights: ClassInsights) -> Iterator[Plot]:
        if insights.graded:
            yield class_pictures.points_picture(insights.bins, "points", self._language)
        if insights.days:
            days = {day: one.hand_ins for day, one in insights.days.items()}
            yield class_pictures.hand_ins_picture(days, "hand-ins", self._language)
        if len(insights.days) > 1:
            shares = {day: (one.shares, float(one.hand_ins)) for day, one in insights.days.items()}
            yield class_pictures.shares_picture(shares, "shares", self._language)

    @staticmethod
    def _stuck(insights: ClassInsights) -> list[Any]:
        return sorted(insights.stuck, key=lambda one: -one.attempts)

    def _more(self, count: int) -> str:
        return self._language.ngettext("%(n)s more", "%(n)s more", count) if count > 0 else ""

    def _alike(self, views: Views) -> dict[str, Any]:
        """Those who wrote the same. Only of these, documents are read once more."""
        found = views.insights.lookalikes.found()
        tables = []
        for group in found[:MOST_GROUPS]:
            shown = group.learners[:CROWD]
            standings = {one: self._gradebook.standing(views.insights.assignment, one) for one in shown}
            known = {one: standing for one, standing in standings.items() if standing is not None}
            href = self._side_by_side(views.insights.assignment, known, group.exercises)
            tables.append(views.alike(shown, known, group.exercises, self._people) | {"href": href})
        crowded = sum(len(group.learners) - CROWD for group in found if len(group.learners) > CROWD)
        return {"alike": tables, "alike_more": self._more(len(found) - MOST_GROUPS + max(0, crowded))}

    def _side_by_side(self, assignment: str, known: Mapping[str, Standing], exercises: Sequence[str]) -> str:
        """The page beside the class page where their files are side by side; "" if there is none."""
        members = [(one.learner, one.grade.content) for one in known.values() if one.grade is not None]
        if self._output is None:
            return ""
        page = self._output / FOLDER / page_name(assignment, members, exercises)
        if not page.exists():
            return ""
        try:
            return quote(Path(os.path.relpath(page, self._folder)).as_posix())
        except ValueError:  # on another drive
            return ""

    def _write_check(self, views: Views, check: CheckTally, clusters: Sequence[Cluster]) -> None:
        _, row = self._language.gettext, views.check(check)
        mine = [
            views.group(one, number)
            for number, one in enumerate(clusters, 1)
            if one.exercise == check.exercise and check.check in one.checks
        ]
        made = [
            views.mistake(one)
            for one in views.insights.most_made()
            if one.exercise == check.exercise and check.function in one.functions
        ]
        self._write_people(
            views,
            views.check_href(check),
            f"{row['title']} · {row['role']} · {row['function']}",
            check.failing,
            _("Who fails it"),
            lead=row["sentence"],
            facts=[
                (_("Fails"), f"{row['percent']} %", self._of(check.failed, check.total)),
                (_("Difficulty"), row["difficulty"], ""),
                (_("Discrimination"), row["discrimination"], ""),
            ],
            counts=views.counts(check),
            groups=mine,
            mistakes=made,
        )

    def _write_people(
        self, views: Views, href: str, title: str, learners: Sequence[str], who: str, **values: Any
    ) -> None:
        """A page about something that learners have in common, and, where they are many, further pages of them."""
        chunks = [learners[start : start + HUNDRED] for start in range(0, len(learners), HUNDRED)] or [()]
        stem = href.removesuffix(".html")
        names = [href, *(f"{stem}-{number}.html" for number in range(2, len(chunks) + 1))]
        pages = [
            (f"{HUNDRED * number + 1}–{HUNDRED * number + len(chunk)}", names[number])
            for number, chunk in enumerate(chunks)
        ]
        shown: dict[str, Any] = {"hint": "", "example": None, "counts": (), "groups": (), "mistakes": ()}
        for number, chunk in enumerate(chunks):
            self._page(
                names[number],
                "dashboard_people.html.j2",
                title,
                [*self._home, (views.title, views.href)],
                who=who,
                people=[self._people.person(one) for one in chunk],
                pages=pages,
                page=number + 1,
                **(shown | values),
            )


def _drawn(plot: Plot) -> dict[str, object]:
    # The drawing holds numbers and the words above; the XML writer has escaped them.
    return {"svg": Markup(plot.svg), "title": plot.title}
