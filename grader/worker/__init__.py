"""The untrusted side: wire format, values, and the process that runs a learner's code."""
