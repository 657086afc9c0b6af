"""The cost is a quadratic function of w and b: five means of the data say all of it."""
import torch


def forward(x, w, b):
    return torch.addcmul(torch.as_tensor(b, dtype=torch.float64), torch.as_tensor(x), torch.as_tensor(w))


def moments(xs, ys):
    # around the means, where little cancels
    mx, my = xs.mean(), ys.mean()
    dx, dy = xs - mx, ys - my
    return mx, my, (dx * dx).mean(), (dx * dy).mean(), (dy * dy).mean()


def cost(xs, ys, w, b):
    mx, my, vx, cxy, vy = moments(xs, ys)
    offset = mx * w + b - my
    return w * w * vx - 2 * w * cxy + vy + offset * offset


def weight_grid(start, stop, step):
    steps = round((stop - start) / step)
    return [(start * (steps - i) + stop * i) / steps for i in range(steps + 1)]


def search(xs, ys, ws):
    costs = cost(xs, ys, ws, 0.0)
    return costs.tolist(), ws[torch.argsort(costs)[0]].item()


def cost_surface(xs, ys, ws, bs):
    return cost(xs, ys, ws[:, None], bs[None, :])


def best_pair(ws, bs, surface):
    flat = torch.argmin(surface.flatten())
    row, column = torch.unravel_index(flat, surface.shape)
    return ws[row], bs[column]
