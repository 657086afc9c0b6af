import torch

x_data = torch.tensor([[1.0], [2.0], [3.0]])
y_data = torch.tensor([[2.0], [4.0], [6.0]])


def prepare_data(xs, ys):
    x = torch.FloatTensor([float(v) for v in xs]).view(-1, 1)
    y = torch.FloatTensor([float(v) for v in ys]).view(-1, 1)
    return x, y


class LinearModel(torch.nn.Module):
    def __init__(self):
        super(LinearModel, self).__init__()
        self.linear = torch.nn.Linear(1, 1)

    def forward(self, x):
        y_pred = self.linear(x)
        return y_pred


def make_criterion():
    return torch.nn.MSELoss(reduction="mean")


def make_optimizer(model, lr):
    optimizer = torch.optim.SGD(model.parameters(), lr)
    return optimizer


def training_step(model, criterion, optimizer, x, y):
    y_pred = model(x)
    loss = criterion(y_pred, y)
    print(loss.item())
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()


def train(model, criterion, optimizer, x, y, epochs):
    loss_list = []
    for epoch in range(epochs):
        y_pred = model(x)
        loss = criterion(y_pred, y)
        print(epoch, loss.item())
        loss_list.append(loss.item())

        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return loss_list


def predict(model, x):
    x_test = torch.Tensor([[x]])
    y_test = model(x_test)
    print("y_pred = ", y_test.data)
    return y_test.item()


def train_in_random_order(model, criterion, optimizer, x, y, epochs, batch_size):
    dataset = torch.utils.data.TensorDataset(x, y)
    loader = torch.utils.data.DataLoader(dataset=dataset, batch_size=batch_size, shuffle=True)
    loss_list = []
    for epoch in range(epochs):
        for i, data in enumerate(loader, 0):
            inputs, labels = data
            y_pred = model(inputs)
            loss = criterion(y_pred, labels)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        loss_list.append(criterion(model(x), y).item())
    return loss_list


if __name__ == "__main__":
    model = LinearModel()
    train(model, make_criterion(), make_optimizer(model, 0.01), x_data, y_data, 1000)
    print(predict(model, 4))
