"""Errors that nobody measured. Appended to the reference, it must not pass: smaller_steps_are_not_always_better."""

measured = measured_errors


def measured_errors(f, derivative, x, steps):
    if min(steps) > 1e-3:
        return measured(f, derivative, x, steps)
    return [error_bound(h, 1.0, 20.0) for h in steps]
