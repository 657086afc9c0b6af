"""Verdicts, points, diagnosis: from observations to the result document."""
