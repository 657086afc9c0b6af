"""Grading many: what was handed in, by as many processes as there are, into a gradebook and pages."""
