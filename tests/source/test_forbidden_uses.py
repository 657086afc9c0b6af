"""Where a learner's file uses what a rule forbids, and where it only looks so."""

from __future__ import annotations

import pytest

from grader.authoring import LINEAR_LAYERS, SIGMOIDS, by_hand, forbid
from grader.source.forbidden import Forbidden
from grader.source.learner_file import LearnerFile
from grader.source.parsing import MAX_CHARACTERS, Unreadable
from grader.source.walking import Look

RULE = by_hand(of=["gradient"])
BY_HAND = Forbidden(RULE.forbidden, RULE.permitted)

BROKEN = {
    "plainly": """
import torch

def gradient(xs, ys, w):
    return torch.autograd.grad(xs, w)
""",
    "backward": """
import torch

def gradient(xs, ys, w):
    w = torch.tensor(w, requires_grad=True)
    l = ((xs * w - ys) ** 2).mean()
    l.backward()
    return w.grad
""",
    "an import under another name": """
from torch.autograd import grad as g

def gradient(xs, ys, w):
    return g(xs, w)
""",
    "functional under its usual name": """
import torch.nn.functional as F

def gradient(xs, ys, w):
    return F.mse_loss(xs, w)
""",
    "a loss class": """
from torch import nn

def gradient(xs, ys, w):
    return nn.MSELoss()(xs, w)
""",
    "a loss object at the top level": """
from torch import nn

crit = nn.MSELoss()

def gradient(xs, ys, w):
    return crit(xs, w)
""",
    "an import of everything": """
from torch.nn.functional import *

def gradient(xs, ys, w):
    return mse_loss(xs, w)
""",
    "getattr": """
import torch

def gradient(xs, ys, w):
    return getattr(torch.autograd, "grad")(xs, w)
""",
    "getattr with strings put together": """
import torch

def gradient(xs, ys, w):
    return getattr(getattr(torch, "auto" + "grad"), "gr" + "ad")(xs, w)
""",
    "getattr of a method": """
import torch

def gradient(xs, ys, w):
    getattr(xs, "back" + "ward")()
""",
    "__import__": """
def gradient(xs, ys, w):
    return __import__("torch").autograd.grad(xs, w)
""",
    "importlib": """
import importlib as il

T = il.import_module("torch.autograd")

def gradient(xs, ys, w):
    return T.grad(xs, w)
""",
    "sys.modules": """
import sys

def gradient(xs, ys, w):
    return sys.modules["torch"].autograd.grad(xs, w)
""",
    "exec of a string": """
import torch

def gradient(xs, ys, w):
    exec("a=1\\ntorch.autograd.grad(xs,w)")
    return a
""",
    "eval of a string": """
import torch

def gradient(xs, ys, w):
    return eval("torch.auto" + "grad.grad(xs,w)")
""",
    "a whole function in exec": """
exec("import torch\\ndef gradient(xs,ys,w):\\n    return torch.autograd.grad(xs,w)")
""",
    "a helper": """
import torch

def h(x, w):
    return torch.autograd.grad(x, w)

def gradient(xs, ys, w):
    return h(xs, w)
""",
    "a helper of a helper, handed to map": """
import torch

def g(x, w):
    return torch.autograd.grad(x, w)

def h(x, w):
    return g(x, w)

def gradient(xs, ys, w):
    return list(map(h, xs, w))
""",
    "a lambda": """
import torch

h = lambda x, w: torch.autograd.grad(x, w)

def gradient(xs, ys, w):
    return h(xs, w)
""",
    "the function is a lambda": """
import torch

gradient = lambda x, y, w: torch.autograd.grad(x, w)
""",
    "a static method": """
import torch

class T:
    @staticmethod
    def d(x, w):
        return torch.autograd.grad(x, w)

def gradient(xs, ys, w):
    return T.d(xs, w)
""",
    "an object of a class": """
import torch

class T:
    def d(self, x, w):
        return torch.autograd.grad(x, w)

t = T()

def gradient(xs, ys, w):
    return t.d(xs, w)
""",
    "an attribute of a class": """
import torch

class T:
    g = torch.autograd.grad

def gradient(xs, ys, w):
    return T.g(xs, w)
""",
    "an object that is called": """
import torch

class T:
    def __call__(self, x, w):
        return torch.autograd.grad(x, w)

def gradient(xs, ys, w):
    return T()(xs, w)
""",
    "a decorator": """
import torch

def deco(f):
    def inner(xs, ys, w):
        return torch.autograd.grad(xs, w)

    return inner

@deco
def gradient(xs, ys, w):
    return 0
""",
    "a lambda as decorator": """
import torch

@lambda f: lambda xs, ys, w: torch.autograd.grad(xs, w)
def gradient(xs, ys, w):
    return 0
""",
    "a default argument": """
import torch

def gradient(xs, ys, w, g=torch.autograd.grad):
    return g(xs, w)
""",
    "torch.func inside a lambda": """
from torch.func import grad

def cost(w, x, y):
    return ((x * w - y) ** 2).mean()

gradient = lambda xs, ys, w: grad(cost)(w, xs, ys)
""",
    "a function made by torch.func": """
from torch.func import grad

def cost(w, x, y):
    return ((x * w - y) ** 2).mean()

G = grad(cost)

def gradient(xs, ys, w):
    return G(w, xs, ys)
""",
    "a dict of functions": """
import torch

D = {"g": torch.autograd.grad}

def gradient(xs, ys, w):
    return D["g"](w, xs, ys)
""",
    "a dict that is asked": """
import torch

D = dict(g=torch.autograd.grad)

def gradient(xs, ys, w):
    return D.get("g")(w, xs, ys)
""",
    "an attribute of a class, set from outside": """
import torch

class T:
    pass

T.g = torch.autograd.grad

def gradient(xs, ys, w):
    return T.g(w, xs, ys)
""",
    "an attribute of the function itself": """
import torch

def gradient(xs, ys, w):
    return gradient.g(w, xs, ys)

gradient.g = torch.autograd.grad
""",
    "partial": """
import torch, functools

g = functools.partial(torch.autograd.grad, retain_graph=True)

def gradient(xs, ys, w):
    return g(w, xs, ys)
""",
    "names given one by one": """
import torch

def gradient(xs, ys, w):
    t = torch
    a = t.autograd
    f = a.grad
    return f(xs, w)
""",
    "a walrus": """
import torch

def gradient(xs, ys, w):
    if t := torch.autograd:
        return t.grad(xs, w)
""",
    "methodcaller": """
import operator

def gradient(xs, ys, w):
    operator.methodcaller("backward")(xs)
""",
    "attrgetter": """
import operator, torch

def gradient(xs, ys, w):
    operator.attrgetter("autograd.grad")(torch)(xs)
""",
    "vars": """
import torch

def gradient(xs, ys, w):
    return vars(torch)["autograd"].grad(xs)
""",
    "__dict__": """
import torch

def gradient(xs, ys, w):
    return torch.__dict__["autograd"].__dict__["grad"](xs)
""",
    "globals": """
import torch

def gradient(xs, ys, w):
    return globals()["torch"].autograd.grad(xs)
""",
    "globals is written to": """
import torch

def gradient(xs, ys, w):
    return 1

globals()["gradient"] = torch.func.grad(gradient)
""",
    "requires_grad in a dict": """
import torch

def gradient(xs, ys, w):
    w = torch.tensor(w, **{"requires_grad": True})
""",
    "requires_grad is set": """
import torch

def gradient(xs, ys, w):
    w = torch.tensor(w)
    w.requires_grad = True
""",
    "requires_grad by setattr": """
import torch

def gradient(xs, ys, w):
    w = torch.tensor(w)
    setattr(w, "requires_grad", True)
""",
    "requires_grad_": """
import torch

def gradient(xs, ys, w):
    w = torch.tensor(w).requires_grad_()
""",
    "an optimizer": """
import torch.optim as optim

def gradient(xs, ys, w):
    optim.SGD([w], lr=0.1).step()
""",
    "a method of the class Tensor": """
import torch

def gradient(xs, ys, w):
    torch.Tensor.backward(xs)
""",
    "a class of its own that hides the method": """
import torch

class X:
    def backward(self):
        pass

def gradient(xs, ys, w):
    l = ((xs * w - ys) ** 2).mean()
    l.backward()
""",
    "a class made from an optimizer": """
import torch

class O(torch.optim.SGD):
    pass

def gradient(xs, ys, w):
    O([w]).step()
""",
    "a module that a function returns": """
import torch

def m():
    return torch.autograd

def gradient(xs, ys, w):
    return m().grad(xs)
""",
    "a tuple with names": """
import torch
from collections import namedtuple

T = namedtuple("T", "g")
t = T(torch.autograd.grad)

def gradient(xs, ys, w):
    return t.g(xs)
""",
    "the function is an import": """
from torch.nn.functional import mse_loss as gradient
""",
    "an import in try": """
try:
    import torch.nn.functional as F
except ImportError:
    F = None

def gradient(xs, ys, w):
    return F.mse_loss(xs, w)
""",
    "defined again under a condition": """
import torch

def gradient(xs, ys, w):
    return 1

if True:

    def gradient(xs, ys, w):
        return torch.autograd.grad(xs)
""",
    "an import inside the function": """
def gradient(xs, ys, w):
    from torch.autograd import grad as unschuldig

    return unschuldig(xs)
""",
    "a function inside": """
import torch

def gradient(xs, ys, w):
    def inner():
        return torch.autograd.grad(xs, w)

    return inner()
""",
    "a comprehension": """
import torch

def gradient(xs, ys, w):
    return [f(xs, w) for f in [torch.autograd.grad]][0]
""",
    "a global that a function sets": """
import torch

G = None

def setup():
    global G
    G = torch.autograd.grad

setup()

def gradient(xs, ys, w):
    return G(xs, w)
""",
    "an attribute of a module": """
import torch

class M(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.c = torch.nn.MSELoss()

    def go(self, x, w):
        return self.c(x, w)

def gradient(xs, ys, w):
    return M().go(xs, w)
""",
    "an attribute of an object": """
import torch

class M:
    def __init__(self):
        self.c = torch.nn.MSELoss

m = M()

def gradient(xs, ys, w):
    return m.c()(xs, w)
""",
    "the function wrapped afterwards": """
import torch

def gradient(xs, ys, w):
    return 1

def wrap(f):
    return torch.func.grad(f)

gradient = wrap(gradient)
""",
}

KEPT = {
    "a loss of its own": """
import torch
from torch import nn

def loss(x, y, w):
    return (x * w - y) ** 2

def mse_loss(a, b):
    return ((a - b) ** 2).mean()

def gradient(xs, ys, w):
    return mse_loss(xs, ys) + sum(loss(x, y, w) for x, y in zip(xs, ys))
""",
    "autograd in the script part": """
import torch

def gradient(xs, ys, w):
    return (2 * xs * (xs * w - ys)).mean()

if __name__ == "__main__":
    torch.autograd.grad(1, 2)
    gradient = torch.autograd.grad
""",
    "the script part the other way round": """
import torch

def gradient(xs, ys, w):
    return (2 * xs * (xs * w - ys)).mean()

if "__main__" == __name__:
    gradient = torch.autograd.grad
""",
    "comments and strings": """
# torch.autograd.grad
def gradient(xs, ys, w):
    "uses no torch.autograd.grad, loss.backward()"
    s = "loss.backward()"
    print("requires_grad=True")
    return (2 * xs * (xs * w - ys)).mean()
""",
    "autograd in another function": """
import torch

def auto(xs, ys, w):
    return torch.autograd.grad(xs, w)

def gradient(xs, ys, w):
    return (2 * xs * (xs * w - ys)).mean()

def check():
    return auto(1, 2, 3) == gradient(1, 2, 3)
""",
    "no_grad and detach": """
import torch

def gradient(xs, ys, w):
    with torch.no_grad():
        w = torch.as_tensor(w).detach().requires_grad_(False)
        v = torch.tensor(w, requires_grad=False)
        return (2 * xs * (xs * w - ys)).mean()
""",
    "a class of its own with backward": """
class V:
    def __init__(s, d):
        s.d = d

    def __add__(s, o):
        return V(s.d + o.d)

    def backward(self):
        return 1

def gradient(xs, ys, w):
    v = V(1)
    u = v + V(2)
    u.backward()
    return v.backward()
""",
    "layers of its own": """
class L:
    def backward(self, g):
        return g * 2

layers = [L(), L()]

def gradient(xs, ys, w):
    g = 1.0
    for l in reversed(layers):
        g = l.backward(g)
    return g
""",
    "a field called backward": """
from dataclasses import dataclass
from typing import Callable

@dataclass
class N:
    backward: Callable

def gradient(xs, ys, w):
    n = N(backward=lambda g: g)
    return n.backward(1)
""",
    "a parameter that hides a module": """
import torch.nn.functional as F

def gradient(xs, ys, w, F=None):
    return F.mse_loss if F else xs * w
""",
    "names of its own": """
import torch
import torch.nn.functional as mse

def gradient(xs, ys, w):
    torch_autograd = 1
    grad = 2 * xs * (xs * w - ys)
    optim = grad.mean()
    backward = optim
    return backward
""",
    "an earlier version": """
import torch

def gradient(xs, ys, w):
    return torch.autograd.grad(xs, w)

def gradient(xs, ys, w):
    return (2 * xs * (xs * w - ys)).mean()
""",
    "a script at the top level": """
import torch

def gradient(xs, ys, w):
    loss = 0
    return (2 * xs * (xs * w - ys)).mean() + loss

w = torch.tensor([1.0], requires_grad=True)
loss = torch.nn.MSELoss()(w, w)
loss.backward()
for e in range(3):
    loss = torch.nn.functional.mse_loss(w, w)
    loss.backward()
""",
    "annotations": """
import torch

def gradient(xs: torch.Tensor, ys, w, opt: torch.optim.SGD = None) -> torch.optim.SGD:
    a: torch.optim.Adam = 1
    return (2 * xs * (xs * w - ys)).mean()
""",
    "asking for a class": """
import torch

def gradient(xs, ys, w):
    if isinstance(w, torch.optim.Optimizer):
        raise TypeError
    if w.requires_grad:
        w = w.detach()
    return (2 * xs * (xs * w - ys)).mean()
""",
    "a loss object in a script": """
import torch
import torch.nn as nn

def loss(x, y, w):
    return (x * w - y) ** 2

def cost(xs, ys, w):
    return sum(loss(x, y, w) for x, y in zip(xs, ys)) / len(xs)

def gradient(xs, ys, w):
    return (cost(xs, ys, w + 1e-6) - cost(xs, ys, w - 1e-6)) / 2e-6

criterion = nn.MSELoss()
for i in range(3):
    loss = criterion(torch.zeros(1), torch.zeros(1))
""",
    "vmap": """
import torch
from torch.func import vmap

def gradient(xs, ys, w):
    return vmap(lambda x, y: 2 * x * (x * w - y))(xs, ys).mean()
""",
    "NumPy": """
import numpy as np

def gradient(xs, ys, w):
    return np.mean(2 * np.array(xs) * (np.array(xs) * w - np.array(ys)))
""",
    "another class": """
import torch

class M(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.c = torch.nn.MSELoss()
        self.cost = self.c

    def train_it(self):
        self.c(1, 2).backward()

class R:
    def __init__(self):
        self.cost = 3

def gradient(xs, ys, w):
    r = R()
    return r.cost * xs
""",
}


def look(text: str, function: str = "gradient", forbidden: Forbidden = BY_HAND) -> Look:
    file = LearnerFile(text)
    found = file.look(function, forbidden)
    assert file.may_use(forbidden) or not found.uses
    return found


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_rule_is_found_however_it_is_written(text: str) -> None:
    assert any(use.certain for use in look(text).uses)


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT.keys())
def test_right_code_is_never_accused(text: str) -> None:
    assert not any(use.certain for use in look(text).uses)


def found(text: str, function: str = "gradient", forbidden: Forbidden = BY_HAND) -> list[tuple[int, str, str]]:
    return [(use.line, use.name, use.function) for use in look(text, function, forbidden).uses if use.certain]


def test_a_use_has_its_line_its_full_name_and_the_function_it_stands_in() -> None:
    text = """
import torch.nn.functional as F

def helper(a, b):
    return F.mse_loss(a, b)

def gradient(xs, ys, w):
    up = helper(xs * (w + 1e-6), ys)
    return (up - helper(xs * w, ys)) / 1e-6
"""
    assert found(text) == [(5, "torch.nn.functional.mse_loss", "helper")]
    assert look(text).holds(5)
    assert look(text).holds(8)
    assert not look(text).holds(2)


def test_one_chain_of_names_is_one_use() -> None:
    text = "import torch\ndef update(w, g, lr):\n    torch.optim.SGD([w], lr=lr).step()\n"
    assert found(text, "update") == [(3, "torch.optim.SGD.step", "update")]


def test_other_functions_of_the_file_are_free() -> None:
    text = BROKEN["a helper"] + "\ndef forward(x, w):\n    return x * w\n"
    assert found(text, "forward") == []
    assert found(text, "h") != []


def test_a_function_that_is_not_there_uses_nothing() -> None:
    assert look("import torch\n", "gradient") == Look()
    assert look("def gradient(:\n", "gradient") == Look()


def test_a_method_that_the_file_may_define_itself_is_left_open() -> None:
    text = KEPT["layers of its own"]
    assert [(use.name, use.certain) for use in look(text).uses] == [(".backward", False)]


CLASSES = """
import torch
from torch import nn

class Linear(nn.Module):
    def __init__(self, n):
        super().__init__()
        self.inner = nn.Linear(n, 1)

    def forward(self, x):
        return self.inner(x)

class Value:
    def __init__(self, data):
        self.data, self.grad = data, 0.0

    def __mul__(self, other):
        return Value(self.data * other.data)

    def backward(self):
        for node in self.order():
            node.step()

    def order(self):
        return [self]

    def step(self):
        self.grad = torch.autograd.grad(self.data, self.data)

    def unused(self):
        self.data.backward()
"""


def test_a_whole_class_is_looked_through() -> None:
    layers = Forbidden(forbid(*LINEAR_LAYERS).forbidden)
    assert found(CLASSES, "Linear", layers) == [
        (8, "torch.nn.Linear", "Linear.__init__"),
        (11, "torch.nn.Linear", "Linear.forward"),
    ]
    assert found(CLASSES, "Value", layers) == []
    assert [line for line, _, _ in found(CLASSES, "Value")] == [28]


def test_a_method_is_looked_through_with_the_methods_that_it_calls() -> None:
    assert found(CLASSES, "Value.backward") == [(28, "torch.autograd.grad", "Value.step")]
    assert found(CLASSES, "Value.order") == []


SIGMOID = {
    "torch": ("import torch\ndef f(x):\n    return torch.sigmoid(x)\n", True),
    "a method": ("def f(x):\n    return x.sigmoid()\n", True),
    "a module": ("from torch import nn\nact = nn.Sigmoid()\ndef f(x):\n    return act(x)\n", True),
    "its own": ("def sigmoid(x):\n    return 1 / (1 + 2.718281828 ** -x)\ndef f(x):\n    return sigmoid(x)\n", False),
    "tanh": ("import torch\ndef f(x):\n    return (1 + torch.tanh(x / 2)) / 2\n", False),
}


@pytest.mark.parametrize(("text", "broken"), SIGMOID.values(), ids=SIGMOID.keys())
def test_an_author_may_forbid_anything(text: str, broken: bool) -> None:
    assert bool(found(text, "f", Forbidden(forbid(*SIGMOIDS).forbidden))) is broken


BUILTIN = {
    "the builtin": ("def f(x):\n    return sorted(x)\n", True),
    "by its module": ("import builtins\ndef f(x):\n    return builtins.sorted(x)\n", True),
    "handed on": ("def f(x):\n    return list(map(sorted, x))\n", True),
    "its own": ("def sorted(x):\n    return x\ndef f(x):\n    return sorted(x)\n", False),
    "a parameter": ("def f(x, sorted):\n    return sorted(x)\n", False),
    "an attribute": ("def f(x):\n    return x.sorted()\n", False),
}


@pytest.mark.parametrize(("text", "broken"), BUILTIN.values(), ids=BUILTIN.keys())
def test_a_builtin_may_be_forbidden(text: str, broken: bool) -> None:
    assert bool(found(text, "f", Forbidden(forbid("sorted").forbidden))) is broken


HOSTILE = {
    "a sum without end": "def gradient(xs, ys, w):\n    return 1" + " + 1" * 50_000,
    "signs without end": "def gradient(xs, ys, w):\n    return " + "-" * 50_000 + "1",
    "attributes without end": "def gradient(xs, ys, w):\n    return xs" + ".a" * 50_000,
    "else if without end": "x = 1\nif x: pass\n" + "elif x: pass\n" * 10_000,
    "a long file": "# " + "a" * MAX_CHARACTERS,
    "far too much to follow": "class A: pass\n"
    + "".join(f"A.a = {n}\n" for n in range(800))
    + "def gradient(xs, ys, w):\n"
    + "".join(f"    xs = A.a + {n}\n" for n in range(800)),
    "calls without end": "def gradient(xs, ys, w):\n    return xs" + ".a()" * 400,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_file_made_to_hurt_its_reader_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        LearnerFile(text).look("gradient", BY_HAND)


def test_a_name_that_was_handed_on_many_times_is_still_known() -> None:
    text = "import torch\na0 = torch.autograd\n"
    text += "".join(f"a{n + 1} = (a{n} or a{n})\n" for n in range(300))
    assert found(text + "def gradient(xs, ys, w):\n    return a300.grad(xs, w)\n") != []


def test_a_string_made_to_be_endless_comes_to_an_end() -> None:
    text = "a0 = ''\n" + "".join(f"a{n + 1} = a{n} + a{n} + a{n}\n" for n in range(39))
    assert look(text + "def gradient(xs, ys, w):\n    return getattr(xs, a39)\n").uses == ()


def test_far_more_places_than_a_person_goes_are_left_to_the_watch() -> None:
    text = "import torch\ndef h0(): return torch\n"
    text += "".join(f"def h{n + 1}(): return h{n}()\n" for n in range(200))
    assert look(text + "def gradient(xs, ys, w):\n    return h200().autograd.grad(xs, w)\n").uses == ()


def test_names_given_in_a_circle_come_to_an_end() -> None:
    circle = "a = b\nb = a\nclass C(C): x = C.x\ndef gradient(xs, ys, w):\n    return gradient(a, b, C.x)\n"
    assert look(circle).uses == ()
    text = "def gradient(xs, ys, w):\n    for x in xs:\n        name = name + 'a'\n    return getattr(xs, name)\n"
    assert look(text).uses == ()
    doubled = "a0 = 1\n" + "".join(f"a{n + 1} = (a{n}, a{n})\n" for n in range(50))
    assert look(doubled + "def gradient(xs, ys, w):\n    return a50\n").uses == ()


@pytest.mark.parametrize(
    "text",
    [
        "from tools import mean\ndef f(x): return mean(x)\n",
        "from .tools import mean as m\ndef f(x): return m(x)\n",
        "import tools as t\ndef f(x): return t.mean(x)\n",
        "from . import tools\ndef f(x): return getattr(tools, 'mean')(x)\n",
        "from tools import *\ndef f(x): return mean(x)\n",
        "from tools import mean as f\n",
        "from tools import *\nfrom more import *\n",
        "import importlib\ndef f(x): return importlib.import_module('tools').mean(x)\n",
        "from tools import t\ndef f(x): return t.mean(x)\n",
        "from more import again\ndef f(x): return again(x)\n",
        "from tools import Cost\ndef f(x): return Cost().of(x)\n",
    ],
)
def test_a_helper_module_is_followed_into(text: str) -> None:
    helpers = {
        "tools": (
            "import torch as t\ndef mean(x): return t.mean(x)\nclass Cost:\n    def of(self, x): return t.mean(x)\n",
            101,
        ),
        "more": ("from tools import mean as again\nf = again\n", 201),
    }
    file = LearnerFile(text, helpers)
    uses = file.look("f", Forbidden(["torch.mean"])).uses
    assert file.may_use(Forbidden(["torch.mean"]))
    assert {use.name for use in uses if use.certain} == {"torch.mean"}
    assert {use.line for use in uses} <= {2, 102, 104}


def test_only_what_a_function_reaches_in_a_helper_counts() -> None:
    helpers = {"tools": ("import torch\ndef mean(x): return torch.mean(x)\ndef two(x): return 2 * x\n", 11)}
    file = LearnerFile("from tools import mean, two\ndef f(x): return two(x)\n", helpers)
    assert file.look("f", Forbidden(["torch.mean"])).uses == ()


def test_helpers_that_import_each_other_and_one_that_does_not_parse_end_the_search() -> None:
    helpers = {
        "a": ("from b import x\nfrom c import y\n", 11),
        "b": ("from a import x\n", 21),
        "c": ("def y(:\n", 31),
    }
    file = LearnerFile("from a import x, y\ndef f(): return x(y())\n", helpers)
    assert file.look("f", BY_HAND).uses == ()


def test_a_file_that_is_too_long_with_its_helpers_cannot_be_analysed() -> None:
    with pytest.raises(Unreadable):
        LearnerFile("x = 1\n", {"tools": ("#" * MAX_CHARACTERS, 2)})
