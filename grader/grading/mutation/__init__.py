"""Proving that checks can tell: every mutant of a reference has to be caught by one."""
