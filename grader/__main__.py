"""`python -m grader`."""

from grader.commands import main

main()
