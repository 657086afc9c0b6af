"""Proving exercises and courses: every proof in turn, each problem told once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from grader.errors import AuthoringError
from grader.grading.proofs.layout import CourseTrial
from grader.grading.proofs.problems import Problem, problem_of
from grader.grading.proofs.registry import COURSE_PROOFS, FEW_SEEDS, PROOFS, CourseProof, Proof
from grader.grading.proofs.trial import Trial


def prove_course(trial: CourseTrial, proofs: Sequence[CourseProof] = COURSE_PROOFS) -> Iterator[Problem]:
    """What is wrong with a course as a whole."""
    return (problem for proof in proofs for problem in proof.prove(trial))


def prove_exercise(trial: Trial, seeds: Sequence[int], proofs: Sequence[Proof] = PROOFS) -> Iterator[Problem]:
    """What is wrong with an exercise, under the trial's own seed, which is the first of these, and under the others.

    A problem that is seen under several seeds is told once. A slip that is refused ends it, and so does a proof that
    decides: whatever else would be said follows from that.

    Raises:
        WorkerFault: where the grader itself fails.
    """
    told: set[object] = set()
    decided: set[str] = set()
    for number, seed in enumerate(seeds):
        try:
            under = trial if number == 0 else trial.under(seed)
            for proof in proofs:
                if not _is_tried(proof, number):
                    continue
                trial.progress(f"seed {number + 1} of {len(seeds)}: {proof.name}")
                found = False
                for problem in proof.prove(under):
                    found = True
                    if problem.identity not in told and problem.subject not in decided:
                        told.add(problem.identity)
                        yield problem
                    if proof.decides == "subject":
                        decided.add(problem.subject)
                if found and proof.decides == "exercise":
                    return
        except AuthoringError as refused:
            yield problem_of(refused, trial.name, trial.files.checks, seed)
            return


def _is_tried(proof: Proof, number: int) -> bool:
    return proof.seeds == "each" or number == 0 or (proof.seeds == "few" and number < FEW_SEEDS)
