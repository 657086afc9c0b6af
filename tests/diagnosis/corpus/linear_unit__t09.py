def affine(x, weight, bias=None):
    y = torch.matmul(x, weight.t())
    return y if bias is None else y - bias


class Linear(torch.nn.Module):
    def forward(self, x):
        return affine(x, self.weight, self.bias)
