"""Static analysis of a learner's file: its text and AST are read, never run."""
