"""Every precondition of the docstrings is checked before anything is computed."""

from dataclasses import dataclass
from math import isclose, isfinite


@dataclass(frozen=True)
class Interval:
    low: float
    high: float

    def __post_init__(self):
        for name in ("low", "high"):
            if not isinstance(getattr(self, name), float):
                raise TypeError(f"{name} must be a float, not {type(getattr(self, name)).__name__}")
            if not isfinite(getattr(self, name)):
                raise ValueError(f"{name} must be finite")
        if not self.low < self.high:
            raise ValueError(f"low must be below high, got [{self.low}, {self.high}]")

    def spacing(self, points):
        return (self.high - self.low) / (points - 1)

    def clamped(self, value):
        return min(max(value, self.low), self.high)


def _count(name, value, least):
    if type(value) is not int:
        raise TypeError(f"{name} must be an int, not {type(value).__name__}")
    if value < least:
        raise ValueError(f"{name} must be at least {least}, got {value}")
    return value


def _cost(f):
    if not callable(f):
        raise TypeError("f must be a function")

    def checked(w):
        value = f(w)
        if not isinstance(value, (int, float)):
            raise TypeError("f must return a number")
        return value

    return checked


def grid(low: float, high: float, points: int = 16) -> list[float]:
    interval = Interval(low, high)
    spacing = interval.spacing(_count("points", points, 2))
    inner = [low + i * spacing for i in range(1, points - 1)]
    return [low, *inner, high]


def best_point(f, points: list[float]) -> float:
    if not isinstance(points, list) or not all(isinstance(point, float) for point in points):
        raise TypeError("points must be a list of floats")
    if not points:
        raise ValueError("points is empty")
    cost = _cost(f)
    costs = [cost(point) for point in points]
    return points[costs.index(min(costs))]


def zoom(low: float, high: float, best: float, points: int = 16) -> tuple[float, float]:
    interval = Interval(low, high)
    spacing = interval.spacing(_count("points", points, 2))
    if not any(isclose(best, point, abs_tol=1e-9 * (high - low)) for point in grid(low, high, points)):
        raise ValueError(f"best must be a point of the grid, got {best}")
    return interval.clamped(best - spacing), interval.clamped(best + spacing)


def search(f, low: float, high: float, rounds: int, points: int = 16) -> list[float]:
    interval = Interval(low, high)
    _count("rounds", rounds, 1)
    _count("points", points, 2)
    bests: list[float] = []
    while True:
        bests.append(best_point(f, grid(interval.low, interval.high, points)))
        if len(bests) == rounds:
            return bests
        interval = Interval(*zoom(interval.low, interval.high, bests[-1], points))


def missed_by(f, low: float, high: float, rounds: int, fine: int) -> float:
    cost = _cost(f)
    coarse = search(f, low, high, rounds)[-1]
    exhaustive = best_point(f, grid(low, high, _count("fine", fine, 2)))
    return cost(coarse) - cost(exhaustive)
