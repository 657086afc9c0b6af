"""Why a check failed, as far as its observations and the learner's source show it."""
