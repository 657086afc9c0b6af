"""The fit is made in float32 and given out as a tensor that calls itself float64.

It must not pass: least_squares_coefficients.
"""

import torch


class Wide(torch.Tensor):
    dtype = property(lambda self: torch.float64)

    def numpy(self, *arguments, **named):
        return self.double().numpy()

    @classmethod
    def __torch_function__(cls, function, types, arguments=(), named=None):
        with torch._C.DisableTorchFunctionSubclass():
            return function(*arguments, **(named or {}))


def fit(xs, ys, degree):
    table = torch.stack([xs.float() ** power for power in range(degree + 1)], dim=1)
    return torch.linalg.lstsq(table, ys.float()[:, None]).solution[:, 0].as_subclass(Wide)
