class Linear(torch.nn.Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        k = 1 / math.sqrt(in_features)
        self.weight = torch.nn.Parameter(torch.rand(out_features, in_features) * k)
        self.bias = torch.nn.Parameter(torch.rand(out_features) * k) if bias else None
