def forward(x, w, b):
    z = torch.as_tensor(x * w, dtype=torch.float64)
    return 1 / (1 + torch.exp(-z))
