"""The graph of the linear model as objects; whatever is not a float is refused."""

from dataclasses import dataclass


def checked(**numbers):
    for name, value in numbers.items():
        if isinstance(value, bool) or not isinstance(value, float):
            raise TypeError(f"{name} must be a float, got {type(value).__name__}")
    return tuple(numbers.values())


@dataclass(frozen=True)
class Graph:
    x: float
    y: float
    w: float
    b: float

    def __post_init__(self):
        checked(x=self.x, y=self.y, w=self.w, b=self.b)

    @property
    def y_hat(self):
        return self.x * self.w + self.b

    @property
    def r(self):
        return self.y_hat - self.y

    @property
    def loss(self):
        return self.r * self.r


def forward(x, y, w, b=0.0):
    graph = Graph(x, y, w, b)
    return graph.y_hat, graph.r, graph.loss


def multiply_gradients(a, b):
    checked(a=a, b=b)
    return b, a


def add_gradients(a, b):
    checked(a=a, b=b)
    return 1.0, 1.0


def square_gradient(r):
    checked(r=r)
    return 2.0 * r


def step_back(upstream, local_gradients):
    checked(upstream=upstream)
    if not isinstance(local_gradients, tuple):
        raise TypeError("local_gradients must be a tuple")
    if not local_gradients:
        raise ValueError("a node has at least one input")
    for one in local_gradients:
        checked(local_gradient=one)
    return tuple(upstream * one for one in local_gradients)


def backward(x, y, w, b=0.0):
    graph = Graph(x, y, w, b)
    (d_r,) = step_back(1.0, (square_gradient(graph.r),))
    d_y_hat, _ = step_back(d_r, (1.0, -1.0))
    d_product, d_b = step_back(d_y_hat, add_gradients(x * w, b))
    _, d_w = step_back(d_product, multiply_gradients(x, w))
    return d_w, d_b


def fork_gradient(x, upstream):
    checked(x=x, upstream=upstream)
    d_q, straight = step_back(upstream, add_gradients(x * x, x))
    first, second = step_back(d_q, multiply_gradients(x, x))
    return first + second + straight
