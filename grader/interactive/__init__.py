"""What answers a learner while they work: one view of their work, shown in the browser and in the terminal."""
