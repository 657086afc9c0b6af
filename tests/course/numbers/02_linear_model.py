"""The numbers that the text of chapter 2 states and its own code does not print."""


def mean(numbers):
    """The mean of a list."""
    return sum(numbers) / len(numbers)


def parabola(samples):
    """A, B and C of cost(w) = A w**2 - 2 B w + C."""
    return [mean([x * x for x, _ in samples]), mean([x * y for x, y in samples]), mean([y * y for _, y in samples])]


def losses(samples, w, b=0.0):
    """The loss of each sample."""
    return [(x * w + b - y) ** 2 for x, y in samples]


COURSE = [(1, 2), (2, 4), (3, 6)]
SECOND = [(1, 3), (2, 1)]

print("cost of the course's data, w = 1", mean(losses(COURSE, 1)))
print("second set, w = 1.5: residuals", [x * 1.5 - y for x, y in SECOND])
print("second set, w = 1.5: losses", losses(SECOND, 1.5), sum(losses(SECOND, 1.5)), mean(losses(SECOND, 1.5)))
print("parabola of the course's data", parabola(COURSE))
A, B, C = parabola(SECOND)
print("parabola of the second set", A, B, C, "lowest cost", C - B**2 / A)
print("costs on a coarse grid", [round(mean(losses(COURSE, w)), 2) for w in range(5)])
A, B, C = parabola([(1, 2), (2, 4), (3, 5)])
print("best weight of (1, 2), (2, 4), (3, 5)", B / A)
print("the same on a grid", min((step / 10 for step in range(41)), key=lambda w: A * w**2 - 2 * B * w))
print("cost for w = 1, b = 1", mean(losses(COURSE, 1, 1)))
print("predictions for w = 1.5, b = 2", [x * 1.5 + 2 for x, _ in COURSE])
print("their residuals", [x * 1.5 + 2 - y for x, y in COURSE])
print("their cost", sum(losses(COURSE, 1.5, 2)), mean(losses(COURSE, 1.5, 2)))
print("years, in full hundreds", int(41**10 / 1e6 / (365 * 24 * 3600)) // 100 * 100)
print("mean square of the noise", round(0.3**2, 10))
print("shares of 9 samples", 9 * 0.3, 9 * 0.2)
