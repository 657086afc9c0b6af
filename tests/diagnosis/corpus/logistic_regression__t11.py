class LogisticRegressionModel(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = torch.nn.Linear(1, 1)

    def forward(self, x):
        return torch.sigmoid(-self.linear(x))


def decide(model, x, threshold=0.5):
    return model(x).data > threshold
