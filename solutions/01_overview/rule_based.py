"""A rule-based system: antiderivatives by knowledge base and rules.

Before machines learnt from data, people wrote down what they knew: a knowledge base, and rules to work with it. This
file does so for the question "which function has this derivative?" It answers well, until a term comes along for
which nobody has written a rule.

A term is a tuple (c, name, k): a number c, the name of a kind of function, and one more number k.

    (c, "power", k)     c * x**k              (c, "sin^2", k)      c * sin(k*x)**2
    (c, "log", k)       c * ln|k*x|           (c, "cos^2", k)      c * cos(k*x)**2
    (c, "sin", k)       c * sin(k*x)          (c, "sin*cos", k)    c * sin(k*x) * cos(k*x)
    (c, "cos", k)       c * cos(k*x)
    (c, "exp", k)       c * exp(k*x)

So 1/x is (1.0, "power", -1.0), and the constant 4 is (4.0, "power", 0.0). A function is a list of terms and means
their sum; the empty list is 0. c, k and x are Python floats; k is never 0 outside of "power", and x is never 0.
A kind that is not in this table has no rule: then a function raises `LookupError` with the name of the kind in its
message. (The `KeyError` of a dict is a `LookupError`, and names the key.) No function changes its arguments.

Many answers are right here. A constant may be added to an antiderivative, terms may come in any order, and may be
split or joined. So the checks differentiate your answer, and do not look at its form. (A list is as good as a tuple,
and numbers may be of any kind; float32 is precise enough.)
"""

import math


def value(terms, x):
    """What a function is worth at x: the sum of its terms there.

    Args:
        terms: a list of terms, of all eight kinds of the table above.
        x: a float, not 0; above 0 where a power is not a whole number.

    Returns:
        A number; 0 for the empty list.

    Raises:
        LookupError: where a term's kind is not in the table, with its name in the message.

    By hand: value([(3.0, "power", 2.0), (1.0, "exp", 2.0)], 0.5) is 3 * 0.25 + e = 3.468..., and
    value([(2.0, "log", -3.0), (5.0, "power", 0.0)], 2.0) is 2 * ln 6 + 5 = 8.583...
    """
    ### BEGIN SOLUTION
    kinds = {
        "power": lambda k: x**k,
        "log": lambda k: math.log(abs(k * x)),
        "sin": lambda k: math.sin(k * x),
        "cos": lambda k: math.cos(k * x),
        "exp": lambda k: math.exp(k * x),
        "sin^2": lambda k: math.sin(k * x) ** 2,
        "cos^2": lambda k: math.cos(k * x) ** 2,
        "sin*cos": lambda k: math.sin(k * x) * math.cos(k * x),
    }
    total = 0.0
    for c, kind, k in terms:
        total += c * kinds[kind](k)
    return total
    ### END SOLUTION


def known_antiderivative(term):
    """The knowledge base: a term whose derivative is the given one.

        x**k        x**(k + 1) / (k + 1), but ln|x| for k = -1
        sin(k*x)    -cos(k*x) / k
        cos(k*x)    sin(k*x) / k
        exp(k*x)    exp(k*x) / k

    Args:
        term: one term (c, name, k).

    Returns:
        One term (c, name, k).

    Raises:
        LookupError: for each kind that has no line above, the three products of sines and cosines included, with its
            name in the message.

    By hand: (6.0, "power", 2.0) gives (2.0, "power", 3.0), (4.0, "power", -1.0) gives (4.0, "log", 1.0), and
    (5.0, "sin", 2.0) gives (-2.5, "cos", 2.0).
    """
    ### BEGIN SOLUTION
    c, kind, k = term
    if kind == "power":
        return (c, "log", 1.0) if k == -1 else (c / (k + 1), "power", k + 1)
    if kind == "sin":
        return -c / k, "cos", k
    if kind == "cos":
        return c / k, "sin", k
    if kind == "exp":
        return c / k, "exp", k
    raise LookupError(f"no antiderivative is known for {kind}")
    ### END SOLUTION


def rewrite(term):
    """A trigonometric rewriting: the same function without products of sines and cosines.

    With the double angle:

        sin(k*x)**2             1/2 - cos(2*k*x) / 2
        cos(k*x)**2             1/2 + cos(2*k*x) / 2
        sin(k*x) * cos(k*x)     sin(2*k*x) / 2

    Args:
        term: one term (c, name, k) of any kind, also of an unknown one.

    Returns:
        A list of terms, none of them "sin^2", "cos^2" or "sin*cos", whose sum is the term at every x. A term of
        another kind comes back as it is, in a list of one.

    By hand: (3.0, "sin*cos", 5.0) gives [(1.5, "sin", 10.0)], and (4.0, "sin^2", 3.0) gives
    [(2.0, "power", 0.0), (-2.0, "cos", 6.0)].
    """
    ### BEGIN SOLUTION
    c, kind, k = term
    if kind == "sin^2":
        return [(c / 2, "power", 0.0), (-c / 2, "cos", 2 * k)]
    if kind == "cos^2":
        return [(c / 2, "power", 0.0), (c / 2, "cos", 2 * k)]
    if kind == "sin*cos":
        return [(c / 2, "sin", 2 * k)]
    return [term]
    ### END SOLUTION


def antiderivative(terms):
    """A function whose derivative is the given one, by the linearity rule: the antiderivative of a sum is the sum of
    the antiderivatives.

    Each term is rewritten first, then looked up in the knowledge base.

    Args:
        terms: a list of terms (c, name, k).

    Returns:
        A list of terms: any antiderivative will do.

    Raises:
        LookupError: where there is no rule for one of the terms, with the name of its kind in the message. (Of "log",
            too: its antiderivative is not in the knowledge base.)

    By hand: [(6.0, "power", 2.0), (3.0, "sin*cos", 5.0)], that is 6 * x**2 + 3 * sin(5*x) * cos(5*x), gives
    [(2.0, "power", 3.0), (-0.15, "cos", 10.0)]. The derivative of -0.15 * cos(10*x) is 1.5 * sin(10*x).
    """
    ### BEGIN SOLUTION
    return [known_antiderivative(part) for term in terms for part in rewrite(term)]
    ### END SOLUTION


def integral(terms, a, b):
    """The integral of a function from a to b: F(b) - F(a), F being any antiderivative.

    Args:
        terms: a list of terms (c, name, k).
        a, b: floats with the same sign, so that 0 is not between them; b may be below a.

    Returns:
        A number.

    Raises:
        LookupError: as `antiderivative`.

    By hand: [(6.0, "power", 2.0)] from 1 to 2 gives 2 * 8 - 2 * 1 = 14.
    """
    ### BEGIN SOLUTION
    whole = antiderivative(terms)
    return value(whole, b) - value(whole, a)
    ### END SOLUTION


def missing_rules(terms):
    """The kinds of terms that `antiderivative` has no rule for: the work that waits for whoever keeps this system.

    Args:
        terms: a list of terms (c, name, k).

    Returns:
        A list of names, each once, in the order in which they first occur; empty where every term has its rule.

    By hand: [(1.0, "tan", 1.0), (2.0, "sin", 3.0), (5.0, "sqrt", 1.0), (1.0, "tan", 2.0)] gives ["tan", "sqrt"].
    """
    ### BEGIN SOLUTION
    missing = []
    for term in terms:
        try:
            antiderivative([term])
        except LookupError:
            if term[1] not in missing:
                missing.append(term[1])
    return missing
    ### END SOLUTION
