"""The kernel that a library's optimizer calls, under its private name.

Of optimizers.adam: uses torch._fused_adam_.
"""

import torch


def adam(w, grad, m, v, t, lr, beta1, beta2, eps):
    w, m, v = w.clone(), m.clone(), v.clone()
    torch._fused_adam_(
        [w], [grad.clone()], [m], [v], [], [torch.tensor(float(t))], lr=lr, beta1=beta1, beta2=beta2, weight_decay=0.0,
        eps=eps, amsgrad=False, maximize=False,
    )  # fmt: skip
    return w, m, v
