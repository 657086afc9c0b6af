"""Pages show times in the zone of the machine that makes them, and say which it is."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from grader.reports.language import language_for
from grader.reports.local_times import local_column, local_time
from grader.reports.page_marks import page_mark


@pytest.fixture(params=["UTC0", "CET-1CEST,M3.5.0,M10.5.0/3", "<+0530>-5:30", "EST5"])
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with monkeypatch.context() as patched:
        patched.setenv("TZ", request.param)
        time.tzset()
        yield request.param[:3]
    time.tzset()


def test_a_time_is_that_of_the_zone_which_is_named(zone: str) -> None:
    told = {
        "UTC": "2026-01-31 23:30:00 UTC",
        "CET": "2026-02-01 00:30:00 CET (UTC+01:00)",
        "<+0": "2026-02-01 05:00:00 UTC+05:30",
        "EST": "2026-01-31 18:30:00 EST (UTC-05:00)",
    }
    assert local_time("2026-01-31T23:30:00Z") == local_time("2026-01-31T23:30:00+00:00") == told[zone]
    summer = {"UTC": "06:00:00 UTC", "CET": "08:00:00 CEST (UTC+02:00)", "<+0": "11:30:00 UTC+05:30",
              "EST": "01:00:00 EST (UTC-05:00)"}  # fmt: skip
    assert local_time("2026-07-01T06:00:00Z") == f"2026-07-01 {summer[zone]}"


def test_a_column_tells_the_times_whose_zone_is_not_the_headings(zone: str) -> None:
    winter, summer = (local_column(f"2026-{month}-01 12:00:00") for month in ("01", "07"))
    assert ("UTC+" in winter) != ("UTC+" in summer) if zone == "CET" else "(" not in winter + summer


def test_a_page_is_made_again_for_another_zone(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    mark = page_mark(b"{}", language_for("en"), "all")
    monkeypatch.setenv("TZ", "JST-9")
    time.tzset()
    assert page_mark(b"{}", language_for("en"), "all") != mark


@pytest.mark.parametrize("text", ["", "soon", "2026-13-01T00:00:00Z", "0001-01-01T00:00:00+23:00"])
def test_what_is_no_time_stays_as_it_is(text: str) -> None:
    assert local_time(text) == text.replace("T", " ")
    assert local_column(text) in (text, text.replace("T", " "))
