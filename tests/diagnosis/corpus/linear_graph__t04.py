def step_back(upstream, local_gradients):
    return [upstream + g for g in local_gradients]
