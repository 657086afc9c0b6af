def batches(images, labels, batch_size, generator):
    order = torch.randperm(len(images), generator=generator)
    out = []
    for i in range(0, len(images), batch_size):
        out.append((images[order[i:i + batch_size]], labels[i:i + batch_size]))
    return out
