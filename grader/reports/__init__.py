"""The reports that people read, made from the result document and nothing else."""
