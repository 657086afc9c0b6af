"""The learner's loop: one view model for the terminal and the browser, kept up to date with every save."""
