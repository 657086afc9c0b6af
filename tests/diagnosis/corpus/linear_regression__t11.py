def predict(model, x):
    x_test = torch.tensor([[x]])
    return model(x_test).item()
