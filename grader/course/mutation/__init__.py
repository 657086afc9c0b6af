"""Mutants: the reference with one small edit, such as a learner's slip makes it."""
