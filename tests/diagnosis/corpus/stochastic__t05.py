def epoch_batches(n, batch_size, generator):
    order = torch.randperm(n, generator=generator)
    return [order[i * batch_size:(i + 1) * batch_size].tolist() for i in range(n // batch_size)]
