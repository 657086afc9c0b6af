"""Slopes from function values alone: finite differences, and the step that is best for float64.

No formula of the derivative is needed: two values of the function and their distance give a slope. It checks every
gradient that is written by hand. The distance `h` is a compromise: a large one sees the function's bend, a small one
divides the rounding errors of two nearly equal values by next to nothing.

Functions are passed in as `f`, and no slope comes from autograd. Work in float64, which Python floats are, and give
results in it: float32 has far too few digits for this. A result may be a Python number or a tensor of one number.
"""

ROUNDING = 2.0**-53
"""The largest relative error that rounding to float64 makes."""


def forward_difference(f, x, h):
    """The slope of `f` between x and x + h: how much its value rises, for each unit of the way.

    Its error is about h * f''(x) / 2: halving h halves it.

    Args:
        f: a function of one number.
        x, h: floats, h not 0.

    Returns:
        A float.

    By hand: for f(x) = x**2 at x = 3 with h = 0.1 it is (9.61 - 9) / 0.1 = 6.1; the derivative is 6.
    """
    ### BEGIN SOLUTION
    return (f(x + h) - f(x)) / h
    ### END SOLUTION


def central_difference(f, x, h):
    """The slope of `f` between x - h and x + h.

    The two sides' bends cancel. Its error is about h**2 * f'''(x) / 6: halving h divides it by four.

    Args:
        f: a function of one number.
        x, h: floats, h not 0.

    Returns:
        A float.

    By hand: for f(x) = x**3 at x = 1 with h = 0.1 it is (1.331 - 0.729) / 0.2 = 3.01; the derivative is 3.
    """
    ### BEGIN SOLUTION
    return (f(x + h) - f(x - h)) / (2 * h)
    ### END SOLUTION


def numeric_gradient(f, point, h):
    """The gradient of a scalar function of several numbers: one central difference for each coordinate.

    Entry i is the slope between the point whose coordinate i is h smaller and the one where it is h larger. Only one
    coordinate moves at a time; all others stay where they are. `point` is not modified.

    Args:
        f: takes a point (as long as `point`, with numbers at point[0], point[1], ...) and returns a number.
        point: a float64 tensor of shape (d,), d at least 1.
        h: a float, not 0.

    Returns:
        A list (or a tensor) of d floats.

    By hand: for f(p) = p[0]**2 + 3*p[1] at (2, 5) it is [4, 3], whatever h is.
    """
    ### BEGIN SOLUTION
    gradient = []
    for i in range(len(point)):
        above, below = point.clone(), point.clone()
        above[i] += h
        below[i] -= h
        gradient.append((f(above) - f(below)) / (2 * h))
    return gradient
    ### END SOLUTION


def measured_errors(f, derivative, x, steps):
    """How far the central difference is from the true derivative, for each step.

    error(h) = |central_difference(f, x, h) - derivative(x)|

    Args:
        f: a function of one number.
        derivative: its derivative, a function of one number.
        x: a float.
        steps: a list of floats, the steps h, none of them 0; it is not modified.

    Returns:
        A list (or a tensor) of floats, one for each step, in the order of the steps.

    By hand: for f(x) = x**3 at x = 1 the steps [0.1, 0.2] give the errors [0.01, 0.04].
    """
    ### BEGIN SOLUTION
    return [abs(central_difference(f, x, h) - derivative(x)) for h in steps]
    ### END SOLUTION


def error_bound(h, size, third):
    """How large the error of a central difference in float64 may be: what the bend causes, and what rounding causes.

    error_bound = third * h**2 / 6 + ROUNDING * size / h

    The first part falls with h, the second one grows as h falls. That is why a smaller step is not always better.

    Args:
        h: the step, a float above 0.
        size: the size of the function's values, |f(x)|, a float.
        third: the size of its third derivative, |f'''(x)|, a float; 0 is allowed.

    Returns:
        A float.

    By hand: h = 1e-5, size = 1, third = 6 give 1e-10 + 1.11e-11 = 1.11e-10.
    """
    ### BEGIN SOLUTION
    return third * h**2 / 6 + ROUNDING * size / h
    ### END SOLUTION


def best_step(size, third):
    """The step at which `error_bound` is smallest.

    Derive it: differentiate error_bound with respect to h, set the result to 0 and solve for h.

    Args:
        size: the size of the function's values, a float above 0.
        third: the size of its third derivative, a float above 0.

    Returns:
        A float.

    By hand: size = third = 1 give the cube root of 3.33e-16, which is 6.93e-6; size = 8, third = 1 give twice that.
    """
    ### BEGIN SOLUTION
    return (3 * ROUNDING * size / third) ** (1 / 3)
    ### END SOLUTION


def gradient_check(f, gradient, point, h):
    """How far a gradient that was written by hand is from the numeric one, relative to its size.

    Both gradients are taken at `point`, the numeric one with the step `h`. Divide the largest distance between two
    entries of the same coordinate by the largest size of any entry of either gradient. Where all entries of both are 0,
    the result is 0.

    A right gradient in float64 gives 1e-9 or less with h = 1e-5. A factor or a term that is wrong gives more than 1e-3.

    Args:
        f: takes a point (as long as `point`, with numbers at point[0], point[1], ...) and returns a number.
        gradient: takes a point and returns d numbers, a list or a tensor: what is to be checked.
        point: a float64 tensor of shape (d,), d at least 1; it is not modified.
        h: a float, not 0.

    Returns:
        A float, not below 0.

    By hand: for f(p) = p[0]**2 + 3*p[1] at (2, 5) the numeric gradient is [4, 3]. A gradient that gives [4, 3] there
    has the result 0; one that gives [2, 3] has the result 2 / 4 = 0.5, and one that gives [4, -6] has 9 / 6 = 1.5.
    """
    ### BEGIN SOLUTION
    pairs = list(zip(gradient(point), numeric_gradient(f, point, h)))
    distance = max(abs(own - numeric) for own, numeric in pairs)
    size = max(max(abs(own), abs(numeric)) for own, numeric in pairs)
    return distance / size if size > 0 else 0.0
    ### END SOLUTION
