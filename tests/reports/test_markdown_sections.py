import pytest

from grader.reports.language import language_for
from grader.reports.markdown import cut_at_section

ENGLISH, CHINESE = language_for("en"), language_for("zh")
SECTIONS = ("# Title\n\nfirst\n\n", "## One\n\n```text\n## none\n```\n\n", "### Two\n\nx\n\n", "## Three\n\ny\n" * 9)
TEXT = "".join(SECTIONS)


def test_what_fits_stays_as_it_is():
    assert cut_at_section(TEXT, ENGLISH, len(TEXT)) == TEXT


@pytest.mark.parametrize("language", [ENGLISH, CHINESE])
def test_any_limit_is_kept_and_no_section_is_cut_within(language):
    beginnings = {"".join(SECTIONS[:count]) for count in range(len(SECTIONS))}
    beginnings |= {"".join(SECTIONS[:3]) + "## Three\n\ny\n" * count for count in range(9)}
    note = cut_at_section("## x\n" * 100, language, 200).replace("## x\n", "")
    seen = set()
    for limit in range(len(TEXT)):
        cut = cut_at_section(TEXT, language, limit)
        assert len(cut.encode("utf-8")) <= limit
        assert cut.removesuffix(note) in beginnings
        seen.add(cut.removesuffix(note))
    assert len(seen) > 3
