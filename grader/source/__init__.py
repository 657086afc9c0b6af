"""A learner's file as text and syntax: read, never run."""
