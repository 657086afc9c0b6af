"""Compares observations, and measures how far a correct answer may be from the reference."""
