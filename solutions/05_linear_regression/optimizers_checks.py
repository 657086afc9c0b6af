"""Checks of the update rules: one step of each, and fifty steps on a cost of several parameters."""

import torch

from grader.authoring import (
    Text,
    all_of,
    by_hand,
    case,
    check,
    curve,
    equals_reference,
    exercise,
    leaf,
    no_gradient,
    observed,
    plain,
    random_case,
    satisfies,
)

about = exercise(
    title={"en": "Optimizers by hand", "zh": "手写优化器"},
    rules=[
        by_hand(
            gradients=True,
            why={"en": "The update rule is what you write here.", "zh": "这里要你自己写出更新规则。"},
        )
    ],
    worked_examples=dict.fromkeys(
        ["sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "adamax", "SGD"], "optimizer_state"
    ),
)

BY_HAND = Text({"en": "worked by hand", "zh": "手算的例子"})
AGAIN_BY_HAND = Text({"en": "the other one worked by hand", "zh": "另一个手算的例子"})
THREE = Text({"en": "three parameters", "zh": "三个参数"})
GRID = Text({"en": "a matrix of parameters", "zh": "参数排成矩阵"})
ZERO = Text({"en": "a gradient of 0", "zh": "梯度为 0"})
LARGE = Text({"en": "large numbers", "zh": "很大的数"})
FROM_REST = Text({"en": "the first step", "zh": "第一步"})

W3 = {"w": [0.83, -1.47, 2.26], "grad": [1.91, 0.64, -3.18]}
W22 = {"w": [[0.58, -0.92], [1.35, 2.71]], "grad": [[-0.44, 1.83], [2.67, -1.29]]}
HUGE = {"w": [812.4, -2071.3], "grad": [-53100.5, 18340.2]}

STRETCHED = {
    "matrix": [[2.31, 0.42, -0.33], [0.42, 0.87, 0.21], [-0.33, 0.21, 0.36]],
    "shift": [0.71, -1.32, 0.54],
    "w": [1.64, 2.13, -1.92],
}
NARROW = {"matrix": [[1.73]], "shift": [-0.64], "w": [2.19]}
STRETCHED_LABEL = Text({"en": "a stretched valley", "zh": "狭长的山谷"})
NARROW_LABEL = Text({"en": "one parameter", "zh": "一个参数"})


def draw_step(generator):
    """Parameters and gradients that differ in sign and size."""
    n = int(generator.integers(2, 6))
    w = generator.uniform(0.4, 2.6, n) * generator.choice([-1.0, 1.0], n)
    grad = generator.uniform(0.3, 3.5, n) * generator.choice([-1.0, 1.0], n)
    return {"w": w.tolist(), "grad": grad.tolist()}


def draw_memory(generator, like):
    """Numbers above 0, as many as parameters: sums and averages of squares."""
    return generator.uniform(0.3, 4.0, len(like["w"])).tolist()


def draw_cost(generator):
    """A bowl of three parameters, neither round nor along the axes, and a start off its lowest point."""
    factor = generator.uniform(0.3, 1.1, (3, 3)) * generator.choice([-1.0, 1.0], (3, 3))
    matrix = factor @ factor.T / 2
    for index in range(3):
        matrix[index, index] += 0.3
    return {
        "matrix": matrix.tolist(),
        "shift": generator.uniform(-1.5, 1.5, 3).tolist(),
        "w": (generator.uniform(0.8, 2.2, 3) * generator.choice([-1.0, 1.0], 3)).tolist(),
    }


def handed_on(numbers):
    """What one step has returned as the next one takes it: a float64 tensor."""
    return torch.as_tensor(numbers, dtype=torch.float64)


def walk(matrix, shift, w, step, memories=0):
    """Fifty steps on the cost w @ matrix @ w / 2 - shift @ w.

    `step` takes w, the gradient there, the memories (0 before the first step) and the step's number; it returns the new
    w and the new memories.
    """
    matrix, shift, w = handed_on(matrix), handed_on(shift), handed_on(w)
    memory = [torch.zeros_like(w) for _ in range(memories)]
    ws = [w]
    for t in range(1, 51):
        w, *memory = (handed_on(part) for part in step(w, matrix @ w - shift, memory, t))
        ws.append(w)
    points = torch.stack(ws)
    return {"ws": ws, "costs": ((points @ matrix) * points).sum(dim=1) / 2 - points @ shift}


COSTS = curve("costs", title={"en": "Cost over the steps", "zh": "每一步的代价"})


@random_case(count=2, label={"en": "random numbers", "zh": "随机数"})
def sgd_step(generator):
    """A step with weight decay."""
    return case(
        **draw_step(generator),
        lr=float(generator.uniform(0.02, 0.3)),
        weight_decay=float(generator.uniform(0.1, 0.8)),
    )


@check(
    role="update",
    of="sgd",
    points=1,
    cases=[
        case(BY_HAND, w=[2.0], grad=[4.0], lr=0.1, weight_decay=0.5),
        case(AGAIN_BY_HAND, w=[3.0], grad=[4.0], lr=0.1, weight_decay=0.5),
        case({"en": "without weight decay", "zh": "没有权重衰减"}, **W3, lr=0.07, weight_decay=0.0),
        case(THREE, **W3, lr=0.07, weight_decay=0.23),
        case(GRID, **W22, lr=0.13, weight_decay=0.61),
        case(ZERO, w=[1.37, -0.82], grad=[0.0, 0.0], lr=0.09, weight_decay=0.37),
        case(LARGE, **HUGE, lr=0.003, weight_decay=1.7),
        sgd_step,
    ],
    sentence={"zh": "沿代价与衰减项之和的梯度的反方向走 lr 倍。"},
)
def step_with_weight_decay(m, w, grad, lr, weight_decay):
    """The step goes lr times against the gradient of the cost and of the decay together."""
    return m.sgd(w, grad, lr, weight_decay)


@random_case(count=1, label={"en": "a random cost", "zh": "随机的代价函数"})
def sgd_path(generator):
    """A cost to descend on."""
    return case(**draw_cost(generator), lr=0.11, weight_decay=0.14)


@check(
    role="train",
    of="sgd",
    points=1,
    cases=[
        case(STRETCHED_LABEL, **STRETCHED, lr=0.17, weight_decay=0.08),
        case(NARROW_LABEL, **NARROW, lr=0.05, weight_decay=0.31),
        sgd_path,
    ],
    needs=["step_with_weight_decay"],
    sentence={"zh": "走 50 步，每一步都与 torch.optim.SGD 相同。"},
    curves=(COSTS,),
)
def fifty_steps_of_sgd(m, matrix, shift, w, lr, weight_decay):
    """Fifty steps go where torch.optim.SGD goes."""
    return walk(matrix, shift, w, lambda w, grad, memory, t: [m.sgd(w, grad, lr, weight_decay)])


@random_case(count=2, label={"en": "random numbers", "zh": "随机数"})
def momentum_step(generator):
    """A step with a velocity."""
    drawn = draw_step(generator)
    velocity = generator.uniform(0.5, 2.5, len(drawn["w"])) * generator.choice([-1.0, 1.0], len(drawn["w"]))
    return case(
        **drawn,
        velocity=velocity.tolist(),
        lr=float(generator.uniform(0.02, 0.3)),
        mu=float(generator.uniform(0.55, 0.92)),
    )


MOMENTUM_CASES = (
    case(BY_HAND, w=[3.0], grad=[4.0], velocity=[2.0], lr=0.2, mu=0.25),
    case(FROM_REST, **W3, velocity=[0.0, 0.0, 0.0], lr=0.07, mu=0.85),
    case(THREE, **W3, velocity=[-1.24, 2.47, 0.73], lr=0.07, mu=0.85),
    case(GRID, **W22, velocity=[[0.91, -1.76], [1.58, 0.39]], lr=0.13, mu=0.62),
    case(ZERO, w=[1.37, -0.82], grad=[0.0, 0.0], velocity=[0.68, -2.15], lr=0.09, mu=0.74),
    case(LARGE, **HUGE, velocity=[91200.4, 3310.7], lr=0.003, mu=0.9),
    momentum_step,
)


@check(
    role="update",
    of="momentum",
    points=1,
    cases=MOMENTUM_CASES,
    sentence={"zh": "新的速度是 mu * 速度 + 梯度，参数沿它的反方向走 lr 倍。"},
)
def step_with_momentum(m, w, grad, velocity, lr, mu):
    """The velocity is mu times the old one plus the gradient, and the step goes lr times against it."""
    w, velocity = m.momentum(w, grad, velocity, lr, mu)
    return {"w": w, "velocity": velocity}


@random_case(count=1, label={"en": "a random cost", "zh": "随机的代价函数"})
def momentum_path(generator):
    """A cost to descend on."""
    return case(**draw_cost(generator), lr=0.04, mu=0.81)


MOMENTUM_PATHS = (
    case(STRETCHED_LABEL, **STRETCHED, lr=0.06, mu=0.87),
    momentum_path,
)


@check(
    role="train",
    of="momentum",
    points=1,
    cases=MOMENTUM_PATHS,
    needs=["step_with_momentum"],
    sentence={"zh": "走 50 步，每一步都与带动量的 torch.optim.SGD 相同。"},
    curves=(COSTS,),
)
def fifty_steps_of_momentum(m, matrix, shift, w, lr, mu):
    """Fifty steps go where torch.optim.SGD with momentum goes."""
    return walk(matrix, shift, w, lambda w, grad, memory, t: m.momentum(w, grad, *memory, lr, mu), memories=1)


@check(
    role="update",
    of="nesterov",
    points=1,
    cases=MOMENTUM_CASES,
    sentence={"zh": "与动量法相同的速度，但这一步是 grad + mu * 新速度。"},
)
def step_with_nesterov_momentum(m, w, grad, velocity, lr, mu):
    """The velocity is that of momentum, but the step is grad + mu * new velocity."""
    w, velocity = m.nesterov(w, grad, velocity, lr, mu)
    return {"w": w, "velocity": velocity}


@check(
    role="train",
    of="nesterov",
    points=1,
    cases=MOMENTUM_PATHS,
    needs=["step_with_nesterov_momentum"],
    sentence={"zh": "走 50 步，每一步都与 nesterov=True 的 torch.optim.SGD 相同。"},
    curves=(COSTS,),
)
def fifty_steps_of_nesterov(m, matrix, shift, w, lr, mu):
    """Fifty steps go where torch.optim.SGD with nesterov=True goes."""
    return walk(matrix, shift, w, lambda w, grad, memory, t: m.nesterov(w, grad, *memory, lr, mu), memories=1)


@random_case(count=2, label={"en": "random numbers", "zh": "随机数"})
def adagrad_step(generator):
    """A step after some gradients."""
    drawn = draw_step(generator)
    total = draw_memory(generator, drawn)
    return case(**drawn, total=total, lr=float(generator.uniform(0.1, 0.9)), eps=float(generator.uniform(0.1, 0.4)))


@check(
    role="update",
    of="adagrad",
    points=1,
    cases=[
        case(BY_HAND, w=[3.0], grad=[4.0], total=[9.0], lr=0.3, eps=1.0),
        case(FROM_REST, **W3, total=[0.0, 0.0, 0.0], lr=0.35, eps=1e-10),
        case(THREE, **W3, total=[2.47, 0.66, 5.13], lr=0.35, eps=1e-10),
        case(GRID, **W22, total=[[3.14, 0.57], [1.92, 7.46]], lr=0.52, eps=0.21),
        case(ZERO, w=[1.37, -0.82], grad=[0.0, 0.0], total=[0.0, 1.76], lr=0.27, eps=1e-6),
        case({"en": "a tiny gradient", "zh": "很小的梯度"}, w=[0.94], grad=[3e-4], total=[0.0], lr=0.41, eps=2e-4),
        case(LARGE, **HUGE, total=[4.1e9, 8.7e8], lr=61.5, eps=1e-10),
        adagrad_step,
    ],
    sentence={"zh": "累加梯度的平方，每个参数的步长除以累加值的平方根。"},
)
def step_of_adagrad(m, w, grad, total, lr, eps):
    """The squared gradients add up, and each parameter's step is divided by the root of its sum."""
    w, total = m.adagrad(w, grad, total, lr, eps)
    return {"w": w, "total": total}


@random_case(count=1, label={"en": "a random cost", "zh": "随机的代价函数"})
def adagrad_path(generator):
    """A cost to descend on."""
    return case(**draw_cost(generator), lr=0.38, eps=1e-10)


@check(
    role="train",
    of="adagrad",
    points=1,
    cases=[
        case(STRETCHED_LABEL, **STRETCHED, lr=0.43, eps=1e-10),
        adagrad_path,
    ],
    needs=["step_of_adagrad"],
    sentence={"zh": "走 50 步，每一步都与 torch.optim.Adagrad 相同。"},
    curves=(COSTS,),
)
def fifty_steps_of_adagrad(m, matrix, shift, w, lr, eps):
    """Fifty steps go where torch.optim.Adagrad goes."""
    return walk(matrix, shift, w, lambda w, grad, memory, t: m.adagrad(w, grad, *memory, lr, eps), memories=1)


@random_case(count=2, label={"en": "random numbers", "zh": "随机数"})
def rmsprop_step(generator):
    """A step after some gradients."""
    drawn = draw_step(generator)
    return case(
        **drawn,
        average=draw_memory(generator, drawn),
        lr=float(generator.uniform(0.05, 0.4)),
        alpha=float(generator.uniform(0.75, 0.95)),
        eps=float(generator.uniform(0.1, 0.4)),
    )


@check(
    role="update",
    of="rmsprop",
    points=1,
    cases=[
        case(BY_HAND, w=[3.0], grad=[4.0], average=[28.0], lr=0.3, alpha=0.75, eps=1.0),
        case(FROM_REST, **W3, average=[0.0, 0.0, 0.0], lr=0.08, alpha=0.93, eps=1e-8),
        case(THREE, **W3, average=[2.47, 0.66, 5.13], lr=0.08, alpha=0.93, eps=1e-8),
        case(GRID, **W22, average=[[3.14, 0.57], [1.92, 7.46]], lr=0.17, alpha=0.78, eps=0.21),
        case(ZERO, w=[1.37, -0.82], grad=[0.0, 0.0], average=[0.0, 1.76], lr=0.27, alpha=0.85, eps=1e-6),
        case(
            {"en": "a tiny gradient", "zh": "很小的梯度"},
            w=[0.94],
            grad=[3e-4],
            average=[0.0],
            lr=0.12,
            alpha=0.6,
            eps=2e-4,
        ),
        case(LARGE, **HUGE, average=[4.1e9, 8.7e8], lr=61.5, alpha=0.99, eps=1e-8),
        rmsprop_step,
    ],
    sentence={"zh": "梯度平方的指数加权均值，每个参数的步长除以它的平方根。"},
)
def step_of_rmsprop(m, w, grad, average, lr, alpha, eps):
    """The squared gradients are averaged with a fading memory, and each step is divided by the root of the average."""
    w, average = m.rmsprop(w, grad, average, lr, alpha, eps)
    return {"w": w, "average": average}


@random_case(count=1, label={"en": "a random cost", "zh": "随机的代价函数"})
def rmsprop_path(generator):
    """A cost to descend on."""
    return case(**draw_cost(generator), lr=0.013, alpha=0.92, eps=1e-8)


@check(
    role="train",
    of="rmsprop",
    points=1,
    cases=[
        case(STRETCHED_LABEL, **STRETCHED, lr=0.023, alpha=0.95, eps=1e-8),
        rmsprop_path,
    ],
    needs=["step_of_rmsprop"],
    sentence={"zh": "走 50 步，每一步都与 torch.optim.RMSprop 相同。"},
    curves=(COSTS,),
)
def fifty_steps_of_rmsprop(m, matrix, shift, w, lr, alpha, eps):
    """Fifty steps go where torch.optim.RMSprop goes."""
    return walk(matrix, shift, w, lambda w, grad, memory, t: m.rmsprop(w, grad, *memory, lr, alpha, eps), memories=1)


@random_case(count=2, label={"en": "random numbers", "zh": "随机数"})
def adam_step(generator):
    """A step after some others."""
    drawn = draw_step(generator)
    return case(
        **drawn,
        m1=(generator.uniform(0.3, 1.6, len(drawn["w"])) * generator.choice([-1.0, 1.0], len(drawn["w"]))).tolist(),
        v=draw_memory(generator, drawn),
        t=int(generator.integers(2, 9)),
        lr=float(generator.uniform(0.05, 0.4)),
        beta1=float(generator.uniform(0.6, 0.9)),
        beta2=float(generator.uniform(0.92, 0.98)),
        eps=float(generator.uniform(0.1, 0.4)),
    )


@check(
    role="update",
    of="adam",
    points=2,
    cases=[
        case(BY_HAND, w=[2.0], grad=[4.0], m1=[0.0], v=[0.0], t=1, lr=0.1, beta1=0.9, beta2=0.99, eps=1.0),
        case(FROM_REST, **W3, m1=[0.0, 0.0, 0.0], v=[0.0, 0.0, 0.0], t=1, lr=0.08, beta1=0.88, beta2=0.97, eps=1e-8),
        case(THREE, **W3, m1=[-0.57, 1.12, 0.34], v=[2.47, 0.66, 5.13], t=3, lr=0.08, beta1=0.88, beta2=0.97, eps=1e-8),
        case(
            GRID,
            **W22,
            m1=[[0.91, -1.76], [1.58, 0.39]],
            v=[[3.14, 0.57], [1.92, 7.46]],
            t=2,
            lr=0.17,
            beta1=0.72,
            beta2=0.94,
            eps=0.21,
        ),
        case(
            ZERO,
            w=[1.37, -0.82],
            grad=[0.0, 0.0],
            m1=[0.0, 0.63],
            v=[0.0, 1.76],
            t=4,
            lr=0.27,
            beta1=0.83,
            beta2=0.96,
            eps=1e-6,
        ),
        case(
            {"en": "a tiny gradient", "zh": "很小的梯度"},
            w=[0.94],
            grad=[3e-4],
            m1=[0.0],
            v=[0.0],
            t=1,
            lr=0.12,
            beta1=0.81,
            beta2=0.93,
            eps=2e-4,
        ),
        case(
            {"en": "a late step", "zh": "很晚的一步"},
            **HUGE,
            m1=[-8120.6, 40310.7],
            v=[4.1e9, 8.7e8],
            t=400,
            lr=61.5,
            beta1=0.9,
            beta2=0.999,
            eps=1e-8,
        ),
        adam_step,
    ],
    sentence={"zh": "两个指数加权均值各自修正偏差，修正值只用于这一步。"},
)
def step_of_adam(m, w, grad, m1, v, t, lr, beta1, beta2, eps):
    """Both averages are corrected for their start from 0, and only this step uses the corrected values."""
    w, m1, v = m.adam(w, grad, m1, v, t, lr, beta1, beta2, eps)
    return {"w": w, "m": m1, "v": v}


@random_case(count=1, label={"en": "a random cost", "zh": "随机的代价函数"})
def adam_path(generator):
    """A cost to descend on."""
    return case(**draw_cost(generator), lr=0.07, beta1=0.86, beta2=0.97, eps=1e-8)


ADAM_PATHS = (
    case(STRETCHED_LABEL, **STRETCHED, lr=0.09, beta1=0.9, beta2=0.98, eps=1e-8),
    adam_path,
)


@check(
    role="train",
    of="adam",
    points=1,
    cases=ADAM_PATHS,
    needs=["step_of_adam"],
    sentence={"zh": "走 50 步，每一步都与 torch.optim.Adam 相同。"},
    curves=(COSTS,),
)
def fifty_steps_of_adam(m, matrix, shift, w, lr, beta1, beta2, eps):
    """Fifty steps go where torch.optim.Adam goes."""

    def step(w, grad, memory, t):
        return m.adam(w, grad, *memory, t, lr, beta1, beta2, eps)

    return walk(matrix, shift, w, step, memories=2)


@random_case(count=2, label={"en": "random numbers", "zh": "随机数"})
def adamax_step(generator):
    """A step after some others; the old maximum wins in some places."""
    drawn = draw_step(generator)
    return case(
        **drawn,
        m1=(generator.uniform(0.3, 1.6, len(drawn["w"])) * generator.choice([-1.0, 1.0], len(drawn["w"]))).tolist(),
        u=draw_memory(generator, drawn),
        t=int(generator.integers(2, 9)),
        lr=float(generator.uniform(0.05, 0.4)),
        beta1=float(generator.uniform(0.6, 0.9)),
        beta2=float(generator.uniform(0.7, 0.95)),
        eps=float(generator.uniform(0.1, 0.4)),
    )


@check(
    role="update",
    of="adamax",
    points=2,
    cases=[
        case(BY_HAND, w=[2.0], grad=[4.0], m1=[2.0], u=[10.0], t=2, lr=0.1, beta1=0.5, beta2=0.8, eps=0.5),
        case(FROM_REST, **W3, m1=[0.0, 0.0, 0.0], u=[0.0, 0.0, 0.0], t=1, lr=0.08, beta1=0.88, beta2=0.97, eps=1e-8),
        case(THREE, **W3, m1=[-0.57, 1.12, 0.34], u=[2.47, 0.43, 5.13], t=3, lr=0.08, beta1=0.88, beta2=0.91, eps=1e-8),
        case(
            GRID,
            **W22,
            m1=[[0.91, -1.76], [1.58, 0.39]],
            u=[[3.14, 0.57], [1.92, 7.46]],
            t=2,
            lr=0.17,
            beta1=0.72,
            beta2=0.84,
            eps=0.21,
        ),
        case(
            ZERO,
            w=[1.37, -0.82],
            grad=[0.0, 0.0],
            m1=[0.0, 0.63],
            u=[0.0, 1.76],
            t=4,
            lr=0.27,
            beta1=0.83,
            beta2=0.96,
            eps=1e-6,
        ),
        case(
            {"en": "a late step", "zh": "很晚的一步"},
            **HUGE,
            m1=[-8120.6, 40310.7],
            u=[41300.4, 22150.8],
            t=400,
            lr=61.5,
            beta1=0.9,
            beta2=0.999,
            eps=1e-8,
        ),
        adamax_step,
    ],
    sentence={"zh": "方向取梯度的平均，步长除以衰减的最大值；最大值不需要修正。"},
)
def step_of_adamax(m, w, grad, m1, u, t, lr, beta1, beta2, eps):
    """The direction is an average, and its length is divided by a fading maximum, which needs no correction."""
    w, m1, u = m.adamax(w, grad, m1, u, t, lr, beta1, beta2, eps)
    return {"w": w, "m": m1, "u": u}


@check(
    role="train",
    of="adamax",
    points=1,
    cases=ADAM_PATHS,
    needs=["step_of_adamax"],
    sentence={"zh": "走 50 步，每一步都与 torch.optim.Adamax 相同。"},
    curves=(COSTS,),
)
def fifty_steps_of_adamax(m, matrix, shift, w, lr, beta1, beta2, eps):
    """Fifty steps go where torch.optim.Adamax goes."""

    def step(w, grad, memory, t):
        return m.adamax(w, grad, *memory, t, lr, beta1, beta2, eps)

    return walk(matrix, shift, w, step, memories=2)


XY = {
    "x": [[0.73, -1.42, 0.38], [2.21, 0.56, -0.94], [-0.57, 1.68, 1.13], [1.05, -0.29, 0.81]],
    "y": [[1.91, -0.35], [0.64, 2.87], [-2.13, 0.48], [1.22, -1.07]],
    "w": [[0.44, -0.83], [1.27, 0.35], [-0.62, 0.91]],
    "b": [0.53, -1.18],
}


def parameters_of(*starts, dtype="float64"):
    """Fresh leaves that require a gradient."""
    return [torch.nn.Parameter(torch.as_tensor(start).to(getattr(torch, dtype), copy=True)) for start in starts]


def cost_of(x, y, w, b):
    """The mean squared error of x @ w + b."""
    return ((torch.as_tensor(x, dtype=w.dtype) @ w + b - torch.as_tensor(y, dtype=w.dtype)) ** 2).mean()


def draw_data_and_parameters(generator):
    """Four samples with three inputs and two outputs, and the parameters of a layer."""
    shapes = {"x": (4, 3), "y": (4, 2), "w": (3, 2), "b": (2,)}
    return {name: generator.uniform(-1.5, 1.5, shape).tolist() for name, shape in shapes.items()}


@random_case(count=2, label={"en": "random numbers", "zh": "随机的数"})
def data_and_parameters(generator):
    return case(**draw_data_and_parameters(generator), generator=True)


@check(
    role="update",
    of="SGD",
    points=1,
    cases=[
        case({"en": "from a list", "zh": "由列表给出"}, **XY, generator=False),
        case({"en": "from a generator", "zh": "由生成器给出"}, **XY, generator=True),
        case(
            {"en": "one sample", "zh": "一个样本"},
            x=[[1.3, -0.7]],
            y=[[0.4]],
            w=[[0.6], [1.1]],
            b=[0.2],
            generator=True,
        ),
        data_and_parameters,
    ],
    expect=all_of(equals_reference(dtype=True, container=True), satisfies(no_gradient("w", "b"))),
    sentence={"zh": "zero_grad 之后，每个参数的梯度都是 None 或 0，参数本身不变。"},
)
def gradients_are_forgotten(m, x, y, w, b, generator):
    """After zero_grad each gradient is None or 0, and the parameters are what they were."""
    w, b = parameters_of(w, b)
    optimizer = m.SGD(iter([w, b]) if generator else [w, b], lr=0.1)
    cost_of(x, y, w, b).backward()
    optimizer.zero_grad()
    return {"w": w, "b": b}


@random_case(count=2, label={"en": "random numbers", "zh": "随机的数"})
def data_for_a_step(generator):
    lr, momentum = generator.uniform(0.05, 0.15), generator.uniform(0.3, 0.8)
    return case(**draw_data_and_parameters(generator), lr=float(lr), momentum=float(momentum), generator=False)


@check(
    role="update",
    of="SGD",
    points=2,
    cases=[
        case({"en": "without momentum", "zh": "没有动量"}, **XY, lr=0.12, momentum=0.0, generator=False),
        case({"en": "with momentum", "zh": "有动量"}, **XY, lr=0.07, momentum=0.83, generator=True),
        data_for_a_step,
    ],
    expect=all_of(
        equals_reference(dtype=True, container=True),
        satisfies(leaf("w", "b", "unused")),
        satisfies(no_gradient("w after zero_grad()", "b after zero_grad()")),
    ),
    needs=["gradients_are_forgotten"],
    sentence={"zh": "step 原地修改参数：仍是叶子，仍需要梯度；没有梯度的参数保持不变。"},
)
def step_is_made_in_place(m, x, y, w, b, lr, momentum, generator):
    """A step changes the parameters in place: they stay leaves that require a gradient; one without is left alone."""
    w, b, unused = parameters_of(w, b, [1.7, -0.4])
    optimizer = m.SGD(iter([w, unused, b]) if generator else [w, unused, b], lr=lr, momentum=momentum)
    cost_of(x, y, w, b).backward()
    optimizer.step()
    seen = {"w": observed(w), "b": observed(b), "unused": observed(unused)}
    optimizer.zero_grad()
    return seen | {"w after zero_grad()": w, "b after zero_grad()": b}


@random_case(count=2, label={"en": "random numbers", "zh": "随机的数"})
def data_for_steps(generator):
    lr, momentum = generator.uniform(0.04, 0.08), generator.uniform(0.3, 0.6)
    return case(
        **draw_data_and_parameters(generator),
        lr=float(lr),
        momentum=float(momentum),
        steps=8,
        left_out=plain([]),
        dtype="float64",
    )


@check(
    role="train",
    of="SGD",
    points=2,
    cases=[
        case(
            {"en": "with momentum", "zh": "有动量"},
            **XY,
            lr=0.05,
            momentum=0.79,
            steps=50,
            left_out=plain([]),
            dtype="float64",
        ),
        case(
            {"en": "without momentum", "zh": "没有动量"},
            **XY,
            lr=0.11,
            momentum=0.0,
            steps=12,
            left_out=plain([]),
            dtype="float64",
        ),
        case(
            {"en": "b has no gradient in steps 3 and 4", "zh": "第 3、4 步中 b 没有梯度"},
            **XY,
            lr=0.06,
            momentum=0.83,
            steps=9,
            left_out=plain([3, 4]),
            dtype="float64",
        ),
        case(
            {"en": "float32 parameters", "zh": "float32 参数"},
            **XY,
            lr=0.07,
            momentum=0.68,
            steps=10,
            left_out=plain([]),
            dtype="float32",
        ),
        data_for_steps,
    ],
    needs=["step_is_made_in_place"],
    sentence={"zh": "训练 50 步：每个参数有自己的速度，每一步都与 torch.optim.SGD 相同。"},
    curves=(curve("losses", title={"en": "Loss over the steps", "zh": "每一步的损失"}),),
)
def steps_of_the_object(m, x, y, w, b, lr, momentum, steps, left_out, dtype):
    """Each of fifty steps goes where that of torch.optim.SGD goes: each parameter has a velocity, and it is kept."""
    w, b = parameters_of(w, b, dtype=dtype)
    optimizer = m.SGD(iter([w, b]), lr=lr, momentum=momentum)
    ws, bs, losses = [], [], []
    for step in range(1, steps + 1):
        optimizer.zero_grad()
        if step in left_out:
            b.grad = None
        loss = cost_of(x, y, w, b.detach() if step in left_out else b)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
        ws.append(observed(w.detach()))
        bs.append(observed(b.detach()))
    return {"losses": losses, "w": ws, "b": bs}
