# python3 torch_figures.py > torch-figures.json: what PyTorch, in float64, makes of the networks in torch.test.ts.
# Weights and inputs are a formula (see `wave`), so only results are recorded. Needs torch; made with 1.13.
import json, math, sys, torch, torch.nn.functional as F
torch.set_default_dtype(torch.float64)

def wave(count, phase, scale):
    """Rounded to float32, as the engine holds it."""
    return torch.tensor([scale * math.sin(12.9898 * i + phase) for i in range(count)]).float().double()

def network(name, x, w, norms, training):
    """x: NCHW. Weights are [size, size, in, out] and [in, out], as the engine's."""
    def conv(x, i, norm=None):
        k = w[f'{i}.weight'].permute(3, 2, 0, 1)
        x = F.conv2d(x, k, w.get(f'{i}.bias'), padding=k.shape[2] // 2)
        return F.relu(F.batch_norm(x, *norms[i], w[f'{i}.gain'], w[f'{i}.shift'], training, 0.1, 1e-5) if norm else x)
    flat = lambda x: x.permute(0, 2, 3, 1).flatten(1)
    if name == 'plain':
        x = F.max_pool2d(conv(conv(x, 0), 1), 2)
        x = F.max_pool2d(conv(x, 3), 2)
        x = F.relu(flat(x) @ w['5.weight'] + w['5.bias'])
        return x @ w['6.weight'] + w['6.bias']
    x = F.max_pool2d(conv(conv(x, 0, True), 1, True), 2)
    x = conv(x, 3)
    return x.mean((2, 3)) @ w['5.weight'] + w['5.bias']

shapes = {
    'plain': {'0.weight': [3, 3, 1, 8], '0.bias': [8], '1.weight': [3, 3, 8, 12], '1.bias': [12], '3.weight': [3, 3, 12, 16], '3.bias': [16],
              '5.weight': [144, 20], '5.bias': [20], '6.weight': [20, 5], '6.bias': [5]},
    'norm': {'0.weight': [3, 3, 2, 8], '0.gain': [8], '0.shift': [8], '1.weight': [3, 3, 8, 10], '1.gain': [10], '1.shift': [10],
             '3.weight': [1, 1, 10, 9], '3.bias': [9], '5.weight': [9, 4], '5.bias': [4]},
}
inputs = {'plain': [1, 13, 12], 'norm': [2, 11, 14]}
batch, steps = 6, 3
results = {}
for name, shape in shapes.items():
    c, h, wd = inputs[name]
    x = ((wave(batch * h * wd * c, 0.5, 0.5) + 0.5).float().double()).reshape(batch, h, wd, c).permute(0, 3, 1, 2)
    w = {}
    for n, (key, s) in enumerate(shape.items()):
        count = math.prod(s)
        fan = count / s[-1] if len(s) > 1 else 1
        value = wave(count, n, math.sqrt(3 / fan) if len(s) > 1 else 0.2)
        if key.endswith('gain'): value = (value + 1).float().double()
        w[key] = value.reshape(s).requires_grad_()
    norms = {i: (torch.zeros(w[f'{i}.gain'].shape), torch.ones(w[f'{i}.gain'].shape)) for i in (0, 1) if f'{i}.gain' in w}
    classes = list(shape.values())[-1][0]
    targets = torch.full((batch, classes), 0.1 / classes)
    for i in range(batch): targets[i, i % classes] += 0.9
    decayed = [w[k] for k in w if k.endswith('weight')]
    others = [w[k] for k in w if not k.endswith('weight')]
    optimiser = torch.optim.AdamW([{'params': decayed, 'weight_decay': 0.05}, {'params': others, 'weight_decay': 0.0}], lr=2e-3)
    record = {'losses': [], 'gradients': {}, 'weights': {}}
    for step in range(steps):
        optimiser.zero_grad()
        loss = -(targets * F.log_softmax(network(name, x, w, norms, True), 1)).sum(1).mean()
        loss.backward()
        record['losses'].append(loss.item())
        if step == 0:
            record['gradients'] = {k: v.grad.flatten().tolist()[:40] + [v.grad.norm().item()] for k, v in w.items()}
        optimiser.step()
    record['weights'] = {k: v.detach().flatten().tolist()[:20] + [v.detach().norm().item()] for k, v in w.items()}
    for i, (mean, variance) in norms.items():
        record['weights'][f'{i}.mean'] = mean.tolist() + [mean.norm().item()]
        record['weights'][f'{i}.variance'] = variance.tolist() + [variance.norm().item()]
    record['logits'] = network(name, x, w, norms, False).detach().flatten().tolist()
    results[name] = record
json.dump(json.loads(json.dumps(results), parse_float=lambda s: float(f'{float(s):.9g}')), sys.stdout, indent=None, separators=(',', ':'))
