import torch


def softmax(z):
    return torch.exp(z - torch.logsumexp(z, dim=-1, keepdim=True))


def tirer(z, n):
    u = torch.rand(n, len(z), dtype=z.dtype)
    return torch.argmax(z - torch.log(-torch.log(u)), dim=1)
