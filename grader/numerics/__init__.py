"""Comparing observations, and measuring how far a right answer may lie from the reference."""
