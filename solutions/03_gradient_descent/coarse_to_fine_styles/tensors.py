import torch


def grid(low, high, points=16):
    return torch.linspace(low, high, points, dtype=torch.float64)


def best_point(f, points):
    points = torch.as_tensor(points, dtype=torch.float64)
    return points[f(points).argmin()]


def zoom(low, high, best, points=16):
    step = (high - low) / (points - 1)
    ends = torch.tensor([best - step, best + step], dtype=torch.float64)
    ends = ends.clamp(min=low, max=high)
    return ends[0].item(), ends[1].item()


def search(f, low, high, rounds, points=16):
    bests = []
    for _ in range(rounds):
        best = best_point(f, grid(low, high, points)).item()
        bests.append(best)
        low, high = zoom(low, high, best, points)
    return torch.tensor(bests, dtype=torch.float64)


def missed_by(f, low, high, rounds, fine):
    return f(search(f, low, high, rounds)[-1]) - f(grid(low, high, fine)).min()
