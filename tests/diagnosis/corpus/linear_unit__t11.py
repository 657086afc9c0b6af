def snapshot(module):
    copies = {}
    for name, parameter in module.named_parameters():
        copies[name] = parameter.clone()
    return copies
