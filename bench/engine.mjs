// node bench/engine.mjs [--peer]
// Images a second on a small convnet (two blocks of two 3×3 convolutions, 16 and 32 channels, then dense 128), as one
// JSON object. Figures are medians of interleaved rounds, so that whatever else the machine does falls on all rows
// alike. With --peer, PyTorch (python3 with torch) runs the same network between the rounds, and ratios are added.
// onnxruntime-node runs beside it where the current folder has it
// (npm install --no-save --ignore-scripts onnxruntime-node).
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { initialWeights } from '../dist/engine/initial-weights.js';
import { random } from '../dist/engine/random.js';
import { createEngine } from '../dist/node/engine/node-engine.js';

const conv = (channels) => ({ kind: 'conv', size: 3, channels, activation: 'relu' });
const network = {
  input: [28, 28, 1],
  layers: [
    conv(16),
    conv(16),
    { kind: 'maxpool' },
    conv(32),
    conv(32),
    { kind: 'maxpool' },
    { kind: 'dense', units: 128, activation: 'relu' },
    { kind: 'dense', units: 10, activation: 'none' },
  ],
};
const rounds = 2;
const peer = `
import time,statistics as st,torch,torch.nn as nn,torch.nn.functional as F,json,sys
torch.set_num_threads(int(sys.argv[1]))
class N(nn.Module):
    def __init__(s):
        super().__init__()
        s.c1=nn.Conv2d(1,16,3,padding=1);s.c2=nn.Conv2d(16,16,3,padding=1)
        s.c3=nn.Conv2d(16,32,3,padding=1);s.c4=nn.Conv2d(32,32,3,padding=1)
        s.f1=nn.Linear(1568,128);s.f2=nn.Linear(128,10)
    def forward(s,x):
        x=F.max_pool2d(F.relu(s.c2(F.relu(s.c1(x)))),2);x=F.max_pool2d(F.relu(s.c4(F.relu(s.c3(x)))),2)
        return s.f2(F.relu(s.f1(x.flatten(1))))
def med(f,warm,n):
    for _ in range(warm): f()
    ts=[]
    for _ in range(n):
        t=time.perf_counter();f();ts.append(time.perf_counter()-t)
    return st.median(ts)
out={}
for B in (64,256):
    m=N().to(memory_format=torch.channels_last)
    x=torch.rand(B,1,28,28).to(memory_format=torch.channels_last);y=torch.randint(0,10,(B,))
    o=torch.optim.Adam(m.parameters(),1e-3)
    def step():
        o.zero_grad();F.cross_entropy(m(x),y).backward();o.step()
    out[f'train {B}']=B/med(step,3,20 if B==64 else 8)
with torch.no_grad():
    for B in (1,64):
        best=0
        for last in (False,True):
            m=N().eval();x=torch.rand(B,1,28,28)
            if last: m=m.to(memory_format=torch.channels_last);x=x.to(memory_format=torch.channels_last)
            best=max(best,B/med(lambda:m(x),10,200 if B==1 else 30))
        out[f'infer {B}']=best
names={'input_names':['x'],'output_names':['y'],'dynamic_axes':{'x':{0:'b'},'y':{0:'b'}}}
torch.onnx.export(N().eval(),torch.rand(1,1,28,28),sys.argv[2],**names)
print(json.dumps(out))`;

/** Median seconds of `run` after a warm-up. */
function median(run, warm, count) {
  for (let i = 0; i < warm; i++) run();
  const times = Array.from({ length: count }, () => {
    const start = performance.now();
    run();
    return (performance.now() - start) / 1000;
  });
  return times.sort((a, b) => a - b)[count >> 1];
}

async function measure(threads, reproducible) {
  const rates = {};
  for (const batch of [64, 256]) {
    const engine = await createEngine(network, initialWeights(network, 1), { threads, maxBatch: batch, reproducible });
    const draw = random(2);
    const inputs = Float32Array.from({ length: batch * 784 }, draw);
    const targets = new Float32Array(batch * 10);
    for (let i = 0; i < batch; i++) targets[i * 10 + (i % 10)] = 1;
    rates[`train ${batch}`] =
      batch / median(() => engine.step({ size: batch, inputs, targets }, { rate: 1e-3 }), 5, batch === 64 ? 30 : 10);
    rates[`infer ${batch}`] = batch / median(() => engine.predict(inputs, batch), 5, 30);
    if (batch === 64) rates['infer 1'] = 1 / median(() => engine.predict(inputs, 1), 30, 300);
    if (batch === 64) {
      // The whole step as training takes it: pictures picked by row and augmented in the threads.
      engine.load(
        Uint8Array.from({ length: 1024 * 784 }, () => draw() * 256),
        1024,
      );
      const augmentation = {
        rotate: 0.2,
        scale: 0.1,
        stretch: 0.1,
        shear: 0.2,
        shift: 2,
        elastic: 0.7,
        thickness: 0.5,
        erase: 0.1,
      };
      const rows = new Int32Array(batch).map(() => draw() * 1024);
      const seeds = new Uint32Array(batch).map(() => draw() * 2 ** 32);
      rates['train 64 augmented'] =
        64 / median(() => engine.step({ size: batch, rows, seeds, augmentation, targets }, { rate: 1e-3 }), 5, 30);
    }
    engine.close();
  }
  return rates;
}

/** onnxruntime-node, or undefined where it is not installed. */
function onnxruntime() {
  try {
    return createRequire(join(process.cwd(), 'package.json'))('onnxruntime-node');
  } catch {
    return undefined;
  }
}

async function measureOnnx(ort, file, threads) {
  const session = await ort.InferenceSession.create(file, { intraOpNumThreads: threads });
  const rates = {};
  for (const batch of [1, 64]) {
    const x = new ort.Tensor('float32', new Float32Array(batch * 784).fill(0.5), [batch, 1, 28, 28]);
    const times = [];
    for (let i = 0; i < (batch === 1 ? 330 : 35); i++) {
      const start = performance.now();
      await session.run({ x });
      times.push(performance.now() - start);
    }
    const steady = times.slice(batch === 1 ? 30 : 5).sort((a, b) => a - b);
    rates[`infer ${batch}`] = (1000 * batch) / steady[steady.length >> 1];
  }
  await session.release();
  return rates;
}

const rows = [1, 2].flatMap((threads) => [true, false].map((reproducible) => ({ threads, reproducible })));
const probe = await createEngine(network, initialWeights(network, 1), { threads: 1 });
const relaxed = probe.simd === 'relaxed';
probe.close();
const ort = onnxruntime();
const folder = mkdtempSync(join(tmpdir(), 'ownhand-bench-'));
const series = new Map();
const note = (name, rates) => {
  for (const [what, rate] of Object.entries(rates)) {
    const key = `${name}|${what}`;
    series.set(key, [...(series.get(key) ?? []), rate]);
  }
};
for (let round = 0; round < rounds; round++) {
  for (const { threads, reproducible } of rows) {
    if (!reproducible && !relaxed) continue;
    note(`${threads} ${reproducible ? 'plain' : 'relaxed'}`, await measure(threads, reproducible));
  }
  if (process.argv.includes('--peer')) {
    for (const threads of [1, 2]) {
      const network = join(folder, 'peer.onnx');
      const args = ['-c', peer, String(threads), network];
      note(`${threads} torch`, JSON.parse(execFileSync('/usr/bin/python3', args, { encoding: 'utf8' })));
      if (ort) note(`${threads} onnxruntime`, await measureOnnx(ort, network, threads));
    }
  }
}
rmSync(folder, { recursive: true });
const result = {
  node: process.version,
  cpu: cpus()[0]?.model,
  cores: cpus().length,
  imagesPerSecond: {},
  ratioToTorch: {},
};
for (const [key, rates] of series) {
  const [name, what] = key.split('|');
  result.imagesPerSecond[name] ??= {};
  result.imagesPerSecond[name][what] = Math.round(rates.sort((a, b) => a - b)[rates.length >> 1]);
}
for (const [name, rates] of Object.entries(result.imagesPerSecond)) {
  const other = result.imagesPerSecond[`${name.split(' ')[0]} torch`];
  if (!other || name.endsWith('torch')) continue;
  result.ratioToTorch[name] = Object.fromEntries(
    Object.entries(rates)
      .filter(([what]) => other[what])
      .map(([what, rate]) => [what, Number((rate / other[what]).toFixed(2))]),
  );
}
console.log(JSON.stringify(result));
