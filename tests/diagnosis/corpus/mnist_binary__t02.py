class BinaryClassifier(torch.nn.Module):
    def __init__(self, pixels):
        super().__init__()
        self.linear = torch.nn.Linear(pixels, 1)
        torch.nn.init.zeros_(self.linear.bias)

    def forward(self, images):
        return self.linear(images)
