"""A rehearsal in the fork server: does what a learner's process does, with a file that a learner might write.

The first time is slow, and its gains end with the process: a library resolves a function when it is first called,
Python specializes code after some calls, and pages of memory are copied when they are first written to.
"""

from __future__ import annotations

import linecache
import sys
from collections.abc import Iterator

import msgspec
import numpy as np

from grader.wire import frames
from grader.wire.messages import Load, Probe, Run, Source, ToChild
from grader.wire.values import Array, Value
from grader.worker import probing, running
from grader.worker.executing import load
from grader.worker.watching import Watch

ENABLED = True
"""`benchmarks/ablations.py` switches this off to measure its effect."""

_ROUNDS = 10
"""Python specializes a function after eight calls."""

_NAME, _FILE = "rehearsal", "rehearsal.py"
_LEARNER = '''
import math

import numpy as np
import torch


def forward(x, w, b=0.0):
    """Linear."""
    return x * w + b


def loop(xs, ys, w):
    total = 0
    for x, y in zip(xs, ys):
        total += (forward(x, w) - y) ** 2
    return total / len(xs)


def vectorised(xs, ys, w):
    residual = forward(xs, w) - ys
    return (residual**2).mean(), (2 * xs * residual).sum() / len(xs), residual.pow(2).max(), abs(residual).min()


def train(xs, ys, w, lr, epochs):
    ws, costs = [w], [loop(xs, ys, w)]
    for _ in range(epochs):
        w = w - lr * (2 * xs * (w * xs - ys)).mean()
        ws.append(w)
        costs.append(((xs * w - ys) ** 2).mean())
    return w, ws, costs


def by_autograd(xs, ys, start):
    w = torch.tensor([start], requires_grad=True, dtype=xs.dtype)
    for _ in range(2):
        cost = torch.sigmoid(torch.relu(xs * w - ys).exp().log1p()).clamp(0.1, 0.9).mean()
        cost.backward()
        with torch.no_grad():
            w -= 0.1 * w.grad
        w.grad.zero_()
    return cost.item(), w.detach().numpy(), w


def shapes(xs):
    grid = torch.linspace(0.0, 1.0, len(xs), dtype=xs.dtype)
    table = torch.stack([xs, grid]).T @ torch.ones(2, 1, dtype=xs.dtype)
    return {"table": table, "best": int(torch.argmin(grid)), "name": f"{math.sqrt(2.0):.3f}", "list": xs.tolist()}


def numpy_only(xs):
    return np.mean(xs) + float(xs[0])


def wrong(xs):
    return xs.no_such_attribute
'''
_CALLS = (
    ("forward", "m.forward(xs, 1.5)"),
    ("loop", "m.loop(xs, ys, 0.5)"),
    ("vectorised", "m.vectorised(xs, ys, 0.5)"),
    ("train", "m.train(xs, ys, 0.5, 0.01, 6)"),
    ("by_autograd", "m.by_autograd(xs, ys, 0.5)"),
    ("shapes", "m.shapes(xs)"),
    ("numpy_only", "m.numpy_only(xs)"),
    ("wrong", "m.wrong(xs)"),
)


def rehearse() -> Iterator[None]:
    """For each item, load the file and observe each of its functions, message by message as in a learner's process.

    The first does what is slow once; the others are for what Python does after some calls.
    """
    if not ENABLED:
        return
    numbers = np.array([0.7, -1.4, 2.2])
    cases: tuple[dict[str, Value], ...] = tuple(
        dict.fromkeys(("xs", "ys"), Array("tensor", dtype, (3,), numbers.astype(dtype).tobytes(), flexible=True))
        for dtype in ("float64", "float32")
    )
    runs = [Run(_NAME, of, Probe(f"def probe(m, xs, ys):\n    return {call}\n", "probe"), cases) for of, call in _CALLS]
    messages = [Load(Source(_NAME, _FILE, _LEARNER)), *runs]
    decoder = msgspec.msgpack.Decoder(ToChild)
    watch = Watch()
    for _ in range(_ROUNDS):
        for may_use in (None, ()):  # without and with a rule that lists what may be used
            watch.put_on((), may_use)
            for sent in messages:
                message = decoder.decode(msgspec.msgpack.encode(sent))
                if isinstance(message, Load):
                    module, _ = load(message)
                elif isinstance(message, Run):
                    probe = probing.compile_probe(message.probe)
                    for done in running.run(module, message.of, probe, message.cases, watch):
                        frames.pack(done)
        del sys.modules[_NAME], linecache.cache[_FILE]
        yield
