"""The table of characters that cannot be seen, held against Unicode's own."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.characters import (
    ANNOTATIONS,
    BIDIRECTIONAL,
    C0_CONTROLS,
    C1_CONTROLS,
    INVISIBLE,
    JOINERS,
    LINE_SEPARATORS,
    NONCHARACTERS,
    OTHER_IGNORABLE,
    SURROGATES,
    VARIATION_SELECTORS,
    any_of,
)
from grader.records.learners import as_id, learner_id
from grader.reports.safe_text import clean

GROUPS = {
    "C0": C0_CONTROLS, "C1": C1_CONTROLS, "surrogates": SURROGATES, "noncharacters": NONCHARACTERS,
    "separators": LINE_SEPARATORS, "bidirectional": BIDIRECTIONAL, "joiners": JOINERS,
    "selectors": VARIATION_SELECTORS, "ignorable": OTHER_IGNORABLE, "annotations": ANNOTATIONS,
}  # fmt: skip

# Of category Cf and seen all the same: signs that stand around Arabic, Syriac and Kaithi numbers, and controls that
# place Egyptian hieroglyphs (the standard keeps both out of what may be ignored).
SEEN = set("\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd") | set(map(chr, range(0x600, 0x606)))
SEEN |= set(map(chr, range(0x13430, 0x13440)))


@pytest.fixture(scope="module")
def everything() -> str:
    return "".join(map(chr, range(sys.maxunicode + 1)))


def of_category(everything: str, *categories: str) -> set[str]:
    return {character for character in everything if unicodedata.category(character) in categories}


def test_no_character_is_in_two_groups(everything):
    found = [any_of(group).findall(everything) for group in GROUPS.values()]
    assert sum(map(len, found)) == len(set().union(*found))


@pytest.mark.parametrize(
    ("groups", "categories"),
    [((C0_CONTROLS, C1_CONTROLS), ("Cc",)), ((SURROGATES,), ("Cs",)), ((LINE_SEPARATORS,), ("Zl", "Zp"))],
)
def test_a_group_is_what_its_categories_are(groups, categories, everything):
    assert set(any_of(*groups).findall(everything)) == of_category(everything, *categories)


def test_all_of_category_cf_is_in_the_table_or_is_seen(everything):
    table = set(any_of(INVISIBLE, JOINERS).findall(everything))
    assert of_category(everything, "Cf") - table <= SEEN  # a later Unicode has more of them
    assert not table & SEEN


def test_what_turns_text_around_is_what_unicode_takes_for_a_control_of_direction(everything):
    turning = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    marks = set("\u200e\u200f\u061c")
    found = {character for character in everything if unicodedata.bidirectional(character) in turning} | marks
    assert set(any_of(BIDIRECTIONAL).findall(everything)) == found


def test_beside_cf_it_holds_marks_fillers_and_what_is_not_assigned_only(everything):
    for character in any_of(INVISIBLE, VARIATION_SELECTORS).findall(everything):
        name = unicodedata.name(character, "")
        assert (
            unicodedata.category(character) in ("Cf", "Cn")
            or "FILLER" in name
            or "VARIATION SELECTOR" in name
            or name in ("COMBINING GRAPHEME JOINER", "KHMER VOWEL INHERENT AQ", "KHMER VOWEL INHERENT AA")
        ), name


NEEDED = {*"\u200c\u200d\n\t", *map(chr, range(0xFE00, 0xFE10))}


def test_nothing_is_shown_of_it_but_what_a_text_needs(everything):
    of_table = set(any_of(*GROUPS.values()).findall(everything))
    assert {character for character in of_table if character in clean(f"a{character}b")} == NEEDED


HIDDEN = st.text(st.one_of(st.from_regex(any_of(*GROUPS.values()), fullmatch=True), st.sampled_from("ab 中")))


@given(HIDDEN)
def test_what_is_shown_and_who_somebody_is_hold_nothing_of_it_but_what_a_text_needs(text):
    assert set(any_of(*GROUPS.values()).findall(clean(text))) <= NEEDED
    assert not any_of(*GROUPS.values()).search(as_id(text))
    assert learner_id(as_id(text)) == as_id(text)
