"""What a course is on disk: chapters, exercises, stubs, texts."""
