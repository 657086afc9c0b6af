"""Optimizers by hand: what `optimizer.step()` does with a gradient.

Plain gradient descent uses one gradient and forgets it. The other rules keep a memory: of the direction (momentum), of
the size of the gradients (Adagrad, RMSprop), or of both (Adam, Adamax). Each function makes one step, and its caller
keeps the memory from step to step: it goes in as an argument and comes out beside the new parameters. The last task,
`SGD`, is an object that keeps its memory itself, as the optimizers of `torch.optim` do.

Parameters, gradients and memory (`w`, `grad`, `velocity`, `total` ...) are float64 tensors of one shape; every formula
holds for each of their numbers by itself. The other arguments are Python numbers. No function changes its arguments:
`velocity *= mu` would. No function uses `torch.optim`; after one step, and after fifty, you must be where it would be,
to the accuracy of float32. What the functions return may be tensors, NumPy arrays or lists; the caller makes float64
tensors of it before the next step.
"""

import torch


def sgd(w, grad, lr, weight_decay):
    """One step of gradient descent with weight decay.

    Weight decay adds (weight_decay / 2) * w**2, for each of the weights, to the cost, so that weights stay small. With
    g, the gradient of that sum,

    new w = w - lr * g

    `grad` is the cost's own part of g. Derive the other part from what is added (section "Optimizers" of the chapter),
    and check it with `central_difference` of chapter 3 before you run the checks.

    Args:
        w: the parameters, a float64 tensor.
        grad: the gradient of the cost at w, of the same shape.
        lr: the learning rate, a number above 0.
        weight_decay: a number, at least 0; 0 for plain gradient descent.

    Returns:
        The new parameters, of the shape of w.

    By hand: w = 2, grad = 4, lr = 0.1 and weight_decay = 0.5 give g = 5 and w = 1.5; with w = 3 they give g = 5.5 and
    w = 2.45.
    """
    ### BEGIN SOLUTION
    return w - lr * (grad + weight_decay * w)
    ### END SOLUTION


def momentum(w, grad, velocity, lr, mu):
    """One step of gradient descent with momentum: go on rolling where the gradients point the same way.

    new velocity = mu * velocity + grad
    new w = w - lr * new velocity

    Args:
        w, grad: parameters and gradient, float64 tensors of one shape.
        velocity: what the last step returned, of the same shape; 0 before the first step.
        lr: the learning rate, a number above 0.
        mu: how much of the velocity is kept, 0 <= mu < 1.

    Returns:
        The pair (new w, new velocity).

    By hand: w = 3, grad = 4, velocity = 2, lr = 0.2 and mu = 0.25 give velocity 4.5 and w = 2.1.
    """
    ### BEGIN SOLUTION
    velocity = mu * velocity + grad
    return w - lr * velocity, velocity
    ### END SOLUTION


def nesterov(w, grad, velocity, lr, mu):
    """One step with Nesterov's momentum: as if the gradient had been taken where the velocity is going to lead.

    new velocity = mu * velocity + grad
    g = grad + mu * new velocity
    new w = w - lr * g

    Args:
        w, grad: parameters and gradient, float64 tensors of one shape.
        velocity: what the last step returned, of the same shape; 0 before the first step.
        lr: the learning rate, a number above 0.
        mu: how much of the velocity is kept, 0 <= mu < 1.

    Returns:
        The pair (new w, new velocity).

    By hand: w = 3, grad = 4, velocity = 2, lr = 0.2 and mu = 0.25 give velocity 4.5, g = 5.125 and w = 1.975.
    """
    ### BEGIN SOLUTION
    velocity = mu * velocity + grad
    return w - lr * (grad + mu * velocity), velocity
    ### END SOLUTION


def adagrad(w, grad, total, lr, eps):
    """One step of Adagrad: a parameter that has seen large gradients takes shorter steps, one with small ones longer.

    new total = total + grad**2
    new w = w - lr * grad / (sqrt(new total) + eps)

    Args:
        w, grad: parameters and gradient, float64 tensors of one shape.
        total: the sum of the squared gradients so far, of the same shape; 0 before the first step.
        lr: the learning rate, a number above 0.
        eps: a number above 0 that keeps the division finite where all gradients were 0; it is added to the root.

    Returns:
        The pair (new w, new total).

    By hand: w = 3, grad = 4, total = 9, lr = 0.3 and eps = 1 give total 25 and w = 3 - 0.3 * 4 / (5 + 1) = 2.8.
    """
    ### BEGIN SOLUTION
    total = total + grad**2
    return w - lr * grad / (total.sqrt() + eps), total
    ### END SOLUTION


def rmsprop(w, grad, average, lr, alpha, eps):
    """One step of RMSprop: Adagrad with a memory that fades, so that the steps do not die out.

    new average = alpha * average + (1 - alpha) * grad**2
    new w = w - lr * grad / (sqrt(new average) + eps)

    Args:
        w, grad: parameters and gradient, float64 tensors of one shape.
        average: the running average of the squared gradients, of the same shape; 0 before the first step.
        lr: the learning rate, a number above 0.
        alpha: how much of the average is kept, 0 <= alpha < 1, such as 0.99: the chapter's rho. `torch.optim` calls it
            alpha, too.
        eps: a number above 0, added to the root.

    Returns:
        The pair (new w, new average).

    By hand: w = 3, grad = 4, average = 28, lr = 0.3, alpha = 0.75 and eps = 1 give average 21 + 4 = 25 and
    w = 3 - 0.3 * 4 / (5 + 1) = 2.8.
    """
    ### BEGIN SOLUTION
    average = alpha * average + (1 - alpha) * grad**2
    return w - lr * grad / (average.sqrt() + eps), average
    ### END SOLUTION


def adam(w, grad, m, v, t, lr, beta1, beta2, eps):
    """One step of Adam: an average of the gradients for the direction, one of their squares for the length.

    new m = beta1 * m + (1 - beta1) * grad
    new v = beta2 * v + (1 - beta2) * grad**2
    new w = w - lr * m_hat / (sqrt(v_hat) + eps), where m_hat = new m / (1 - beta1**t), v_hat = new v / (1 - beta2**t)

    Both averages start from 0 and are too small at first; the divisions by 1 - beta**t correct that. What is kept for
    the next step is m and v, not the corrected values.

    Args:
        w, grad: parameters and gradient, float64 tensors of one shape.
        m, v: the two averages, of the same shape; 0 before the first step.
        t: the number of this step, an int; the first one is 1.
        lr: the learning rate, a number above 0.
        beta1, beta2: how much of each average is kept, at least 0 and below 1, such as 0.9 and 0.999.
        eps: a number above 0, added to the root.

    Returns:
        (new w, new m, new v).

    By hand: w = 2, grad = 4, m = v = 0, t = 1, lr = 0.1, beta1 = 0.9, beta2 = 0.99 and eps = 1 give m = 0.4, v = 0.16,
    m_hat = 4, v_hat = 16 and w = 2 - 0.1 * 4 / (4 + 1) = 1.92. With a small eps, such as 1e-8, the first step is lr
    long, whatever the size of the gradient.
    """
    ### BEGIN SOLUTION
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad**2
    m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
    return w - lr * m_hat / (v_hat.sqrt() + eps), m, v
    ### END SOLUTION


def adamax(w, grad, m, u, t, lr, beta1, beta2, eps):
    """One step of Adamax: Adam with the largest recent gradient in place of the average of the squares.

    new m = beta1 * m + (1 - beta1) * grad
    new u = the larger one of beta2 * u and |grad| + eps, for each number by itself
    new w = w - lr * m_hat / new u, where m_hat = new m / (1 - beta1**t)

    A maximum that starts from 0 is not too small: u needs no correction.

    Args:
        w, grad: parameters and gradient, float64 tensors of one shape.
        m, u: average and maximum, of the same shape; 0 before the first step.
        t: the number of this step, an int; the first one is 1.
        lr: the learning rate, a number above 0.
        beta1, beta2: how much of the average, and of the maximum, is kept, at least 0 and below 1.
        eps: a number above 0.

    Returns:
        (new w, new m, new u).

    By hand: w = 2, grad = 4, m = 2, u = 10, t = 2, lr = 0.1, beta1 = 0.5, beta2 = 0.8 and eps = 0.5 give m = 3,
    m_hat = 3 / 0.75 = 4, u = 8 and w = 2 - 0.1 * 4 / 8 = 1.95.
    """
    ### BEGIN SOLUTION
    m = beta1 * m + (1 - beta1) * grad
    u = torch.maximum(beta2 * u, grad.abs() + eps)
    m_hat = m / (1 - beta1**t)
    return w - lr * m_hat / u, m, u
    ### END SOLUTION


class SGD:
    """Gradient descent with momentum as an object, used as `torch.optim.SGD` is.

        optimizer = SGD(model.parameters(), lr=0.01, momentum=0.9)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()

    It is given the parameters once, and reads their `grad` at each step. It knows nothing of the model or the loss.
    """

    def __init__(self, params, lr, momentum=0.0):
        """Keep the parameters, the two numbers, and a velocity for each parameter.

        Args:
            params: tensors that require a gradient, of different shapes, float32 or float64; any iterable.
                `model.parameters()` is a generator, and a generator can be read once only: keep a list of what it
                gives.
            lr: the learning rate, a number above 0.
            momentum: how much of a velocity is kept from step to step, 0 <= momentum < 1.
        """
        ### BEGIN SOLUTION
        self.params = list(params)
        self.lr = lr
        self.momentum = momentum
        self.velocities = [torch.zeros_like(p) for p in self.params]
        ### END SOLUTION

    def zero_grad(self):
        """Forget the gradients: afterwards each parameter's `grad` is None (or all zeros). The parameters, and their
        velocities, stay as they are. A `grad` may be None before, too.

        `backward()` adds to what is in `grad`, so that the next step would be taken with the sum of two gradients.
        """
        ### BEGIN SOLUTION
        for p in self.params:
            p.grad = None
        ### END SOLUTION

    def step(self):
        """Make one step of `momentum` for each parameter: velocity = momentum * velocity + grad, p = p - lr * velocity.

        Each parameter has its own velocity, 0 at first. The parameters themselves are changed, in place: afterwards
        they are the same leaf tensors as before, still require a gradient, and the step is no part of any graph (so
        work under `torch.no_grad()` or on `.data`). Their `grad` stays as it is. A parameter whose `grad` is None
        took no part in the loss: it and its velocity are left alone, also where it took part in the step before.

        By hand: p = 3 with grad = 4, lr = 0.1, momentum = 0.75: after one step p = 2.6; if the next gradient is 2, the
        velocity becomes 5 and p = 2.1.
        """
        ### BEGIN SOLUTION
        with torch.no_grad():
            for p, velocity in zip(self.params, self.velocities):
                if p.grad is None:
                    continue
                velocity *= self.momentum
                velocity += p.grad
                p -= self.lr * velocity
        ### END SOLUTION
