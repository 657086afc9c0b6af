def snapshot(module):
    return {name: p.detach() for name, p in module.named_parameters()}
