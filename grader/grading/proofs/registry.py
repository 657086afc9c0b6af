"""All proofs, in the order in which they are tried."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from grader.grading.proofs import (
    cancelling,
    curve_entries,
    declarations,
    determinism,
    handed_out_stubs,
    ladders,
    layout,
    named_mistakes,
    plain_floats,
    rejections,
    reproducible_draws,
    right_answers,
    right_versions,
    sizes,
    translations,
    trivial,
)
from grader.grading.proofs.layout import CourseTrial
from grader.grading.proofs.problems import Problem
from grader.grading.proofs.trial import Trial

Seeds = Literal["first", "few", "each"]
"""For which of the seeds a proof is tried: where its finding hangs on the seed, and how long it takes."""

FEW_SEEDS = 2
"""So many of the seeds are few."""


@dataclass(frozen=True, slots=True)
class Proof:
    """One thing that is proven of an exercise.

    Where it finds something, more that would be said may follow from that: what it decides, the whole exercise or the
    check that it found something in, is not proven further. One that is not `quick` is not tried while an author waits
    to see what a change did.
    """

    name: str
    prove: Callable[[Trial], Iterator[Problem]]
    seeds: Seeds = "first"
    decides: Literal["nothing", "subject", "exercise"] = "nothing"
    quick: bool = True


@dataclass(frozen=True, slots=True)
class CourseProof:
    """One thing that is proven of a course as a whole."""

    name: str
    prove: Callable[[CourseTrial], Iterator[Problem]]


PROOFS: tuple[Proof, ...] = (
    Proof("endings", reproducible_draws.prove_endings, decides="exercise"),
    Proof("draws", reproducible_draws.prove_draws, "few", decides="exercise"),
    Proof("case sizes", sizes.prove_case_sizes, "few", decides="exercise"),
    Proof("points", declarations.prove_points),
    Proof("rules", declarations.prove_rules),
    Proof("equivalents", declarations.prove_equivalents),
    Proof("texts", translations.prove_texts),
    Proof("worded", translations.prove_worded),
    Proof("ladders", ladders.prove_ladders),
    Proof("mistakes exist", named_mistakes.prove_mistakes_exist),
    Proof("families", named_mistakes.prove_families),
    Proof("determinism", determinism.prove_determinism, decides="exercise", quick=False),
    Proof("references", right_answers.prove_references, "each"),
    Proof("factors", cancelling.prove_factors, "each"),
    Proof("plain floats", plain_floats.prove_rounding_reaches, "few"),
    Proof("curves", curve_entries.prove_curves, "few"),
    Proof("separation", named_mistakes.prove_separation, "each"),
    Proof("mistakes named", named_mistakes.prove_mistakes_named, "few"),
    Proof("open parts", named_mistakes.prove_open_parts, quick=False),
    Proof("styles", right_answers.prove_styles, "each"),
    Proof("alternatives", right_versions.prove_alternatives, "few"),
    Proof("stubs", handed_out_stubs.prove_stubs),
    Proof("rejections", rejections.prove_rejections, decides="subject", quick=False),
    Proof("trivial answers", trivial.prove_trivial_answers, quick=False),
    Proof("separate checks", rejections.prove_separate_checks, quick=False),
    Proof("sentences", translations.prove_sentences, quick=False),
    Proof("hints", ladders.prove_hints_are_no_answers, quick=False),
)

QUICK: tuple[Proof, ...] = tuple(proof for proof in PROOFS if proof.quick)
"""Those that take no longer than grading the named mistakes does."""

COURSE_PROOFS: tuple[CourseProof, ...] = (
    CourseProof("layout", layout.prove_layout),
    CourseProof("chapter texts", layout.prove_chapter_texts),
    CourseProof("mentions", layout.prove_mentions),
    CourseProof("something to prove", layout.prove_something),
)
