"""The numbers of chapter 5 that its text states and its code does not print."""

import torch

print("RMSprop's first step, in learning rates", 1 / (1 - 0.99) ** 0.5)
print("Adam's first step without its correction, in learning rates", (1 - 0.9) / (1 - 0.999) ** 0.5)
for curvature in (1, 25):
    print("factor of a plain step at curvature", curvature, 1 - 0.07 * curvature)
print("largest learning rate in the valley", 2 / 25)
print("factors of Rprop's lengths", torch.optim.Rprop([torch.zeros(1)]).defaults["etas"])

x = torch.tensor([[1.0], [2.0], [3.0]])
y = 2 * x


def history(name: str) -> list[float]:
    """The costs of 50 epochs on the classic data, from w = 1 and b = 0."""
    model = torch.nn.Linear(1, 1)
    with torch.no_grad():
        model.weight.fill_(1.0)
        model.bias.fill_(0.0)
    optimizer = getattr(torch.optim, name)(model.parameters(), lr=0.05)

    def closure() -> torch.Tensor:
        optimizer.zero_grad()
        cost = torch.nn.functional.mse_loss(model(x), y)
        cost.backward()
        return cost

    return [optimizer.step(closure).item() for _ in range(50)]


for name in ("SGD", "Adagrad", "Adam", "Adamax", "ASGD", "RMSprop", "Rprop", "LBFGS"):
    costs = history(name)
    print(name, *(f"{costs[epoch]:.5g}" for epoch in (0, 1, 5, 20, 49)))
    print(name, "first epoch below 0.00001", next((epoch for epoch, one in enumerate(costs) if one < 1e-5), None))
