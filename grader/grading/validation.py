"""Grading one text. The proofs of a course are in `grader.grading.proofs`."""

from grader.grading.grading import grade_text

__all__ = ["grade_text"]
