"""单精度张量:cdist、pinv、svd。"""
import torch


def nearest_neighbour(xs, labels, query):
    距离 = torch.cdist(xs.float(), query.float().unsqueeze(0), compute_mode="donot_use_mm_for_euclid_dist").squeeze(1)
    return labels[torch.argmin(距离)]


def assign(xs, centres):
    return torch.cdist(xs.float(), centres.float(), compute_mode="donot_use_mm_for_euclid_dist").min(dim=1).indices


def move_centres(xs, assignment, centres):
    新的 = []
    for k, 旧 in enumerate(centres.float()):
        属于 = [x for x, a in zip(xs.float(), assignment.tolist()) if a == k]
        新的.append(torch.stack(属于).mean(0) if 属于 else 旧)
    return torch.stack(新的)


def k_means(xs, centres, rounds):
    中心 = centres.float()
    for _ in range(rounds):
        中心 = move_centres(xs, assign(xs, 中心), 中心)
    return 中心


def least_squares(xs, ys):
    # 先减去平均值,就不需要全 1 的列;求解用双精度
    x平均, y平均 = xs.mean(0), ys.mean()
    w = torch.linalg.pinv(xs - x平均) @ (ys - y平均)
    b = y平均 - torch.dot(w, x平均)
    return w.float(), b.item()


def reduce_dimension(xs, dims):
    差 = (xs - xs.mean(0)).float()
    方向 = torch.linalg.svd(差, full_matrices=False).Vh
    return torch.stack([差 @ 方向[i] for i in range(dims)], dim=1)
