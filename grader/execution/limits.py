"""The limits that a submission runs under, in one place."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What one submission may use.

    Attributes:
        check_seconds: wall time of one check, all its cases, where the check says nothing else.
        load_seconds: wall time of executing one exercise file.
        start_seconds: wall time for a child to put on its layers: beyond it, the grader itself is at fault.
        memory_bytes: on top of what the warm process has mapped already.
        file_bytes: size of any one file in the scratch folder.
        scratch_bytes: size of all files in the scratch folder.
        scratch_files: how many files there may be.
        answer_bytes: what the answers of one submission may take in all, small ones not counted.
        output_bytes: what is kept of what the learner's code prints during one check; the rest is read and dropped.
        measuring_seconds: wall time of measuring the tolerance of one case, which runs an author's own code many times.
        submission_seconds: CPU time of one child, a backstop behind the wall times.
    """

    check_seconds: float = 5.0
    load_seconds: float = 10.0
    start_seconds: float = 60.0
    memory_bytes: int = 1 << 30
    file_bytes: int = 16 << 20
    scratch_bytes: int = 64 << 20
    scratch_files: int = 200
    answer_bytes: int = 256 << 20
    output_bytes: int = 20_000
    measuring_seconds: float = 120.0
    submission_seconds: int = 300
