"""Proving a course: what `grader validate` calls ok judges right answers right and wrong ones wrong."""
