class BinaryClassifier(torch.nn.Module):
    def __init__(self, pixels):
        super().__init__()
        self.linear = torch.nn.Linear(pixels, 1)
        self.linear.weight.data.zero_()
        self.linear.bias.data.zero_()

    def forward(self, images):
        return torch.sigmoid(self.linear(images))
