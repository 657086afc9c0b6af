"""Auto-graded exercises for learning PyTorch from the ground up."""

__version__ = "0.1.0"
