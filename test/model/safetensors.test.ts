import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromHalf, toHalf } from '../../src/model/float16.js';
import { decodeTensors, encodeTensors } from '../../src/model/safetensors.js';

const file = () => ({
  metadata: { note: 'a "quoted" note, 9½' },
  tensors: new Map([
    ['0.weight', { shape: [2, 3], data: Float32Array.of(1, -2, 0.5, 0, 65504, -0.25) }],
    ['0.bias', { shape: [3], data: Float32Array.of(0.125, 3, -7) }],
  ]),
});

test.each(['F32', 'F16'] as const)('what is written in %s is read back', (precision) => {
  expect(decodeTensors(encodeTensors(file(), precision), 'x')).toEqual(file());
});

test('eight bits hold whole steps of about the largest number of each channel, and are half floats', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -50_000, max: 50_000 }), { minLength: 6, maxLength: 6 }), (thousandths) => {
      const data = Float32Array.from(thousandths, (value) => value / 1000);
      const tensors = new Map([
        ['0.weight', { shape: [3, 2], data }],
        ['0.bias', { shape: [2], data: Float32Array.of(0.1, 0) }],
      ]);
      const bytes = encodeTensors({ metadata: {}, tensors }, 'I8');
      const read = decodeTensors(bytes, 'x');
      expect([...read.tensors.keys()]).toEqual(['0.weight', '0.bias']);
      expect(read.tensors.get('0.bias')?.data[0]).toBe(fromHalf(toHalf(0.1)));
      for (const [i, value] of read.tensors.get('0.weight')!.data.entries()) {
        const largest = Math.max(...[0, 2, 4].map((row) => Math.abs(data[row + (i % 2)]!)));
        expect(Math.abs(value - data[i]!)).toBeLessThanOrEqual((1.125 * largest) / 254 + 1e-5);
      }
      const halves = decodeTensors(encodeTensors(read, 'F16'), 'x').tensors.get('0.weight')!.data;
      expect(halves).toEqual(read.tensors.get('0.weight')!.data);
    }),
  );
});

test('with fewer steps a tensor has fewer values, and each stays within half a step', () => {
  const data = Float32Array.from({ length: 400 }, (_, i) => Math.sin(i));
  const tensors = new Map([['0.weight', { shape: [400, 1], data }]]);
  const read = decodeTensors(
    encodeTensors({ metadata: {}, tensors }, 'I8', () => 15),
    'x',
  ).tensors.get('0.weight')!.data;
  expect(new Set(read).size).toBeGreaterThan(20);
  expect(new Set(read).size).toBeLessThanOrEqual(31);
  for (const [i, value] of read.entries()) expect(Math.abs(value - data[i]!)).toBeLessThanOrEqual(1.125 / 30 + 1e-5);
});

test('eight bits without their steps, or with steps of another number of channels, are refused', () => {
  const tensors = new Map([['0.weight', { shape: [2, 3], data: Float32Array.of(1, -2, 0.5, 0, 4, -0.25) }]]);
  const text = new TextDecoder('latin1').decode(encodeTensors({ metadata: {}, tensors }, 'I8'));
  const bytes = (changed: string) => Uint8Array.from(changed, (letter) => letter.charCodeAt(0));
  for (const changed of [text.replace('0.weight.step', '0.weight.stop'), text.replace('[2,3]', '[3,2]')])
    expect(() => decodeTensors(bytes(changed), 'x')).toThrow(/the steps of tensor 0\.weight are missing or do not fit/);
});

test('halves: every one of the 65,536 survives the way there and back', () => {
  for (let half = 0; half < 0x10000; half++) {
    const value = fromHalf(half);
    if (Number.isNaN(value)) expect(Number.isNaN(fromHalf(toHalf(value)))).toBe(true);
    else expect(toHalf(value)).toBe(half === 0x8000 ? toHalf(-0) : half);
  }
});

test('a value is rounded to the nearest half', () => {
  fc.assert(
    fc.property(fc.float({ min: -60000, max: 60000, noNaN: true }), (value) => {
      const half = toHalf(value);
      const gap = Math.abs(fromHalf(half) - value);
      for (const next of [half - 1, half + 1]) {
        const other = fromHalf(next & 0xffff);
        if (Number.isFinite(other)) expect(gap).toBeLessThanOrEqual(Math.abs(other - value));
      }
    }),
  );
});

test('a file cut short anywhere is refused', () => {
  const bytes = encodeTensors(file(), 'F32');
  for (let length = 0; length < bytes.length; length++) {
    expect(() => decodeTensors(bytes.slice(0, length), 'x'), `${length} bytes`).toThrow(
      expect.objectContaining({ code: 'bad-checkpoint' }),
    );
  }
});

const withHeader = (
  change: (head: Record<string, { dtype: string; shape: number[]; data_offsets: number[] }>) => void,
) => {
  const bytes = encodeTensors(file(), 'F32');
  const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
  change(head);
  const text = new TextEncoder().encode(JSON.stringify(head));
  const out = new Uint8Array(8 + text.length + bytes.length - 8 - length);
  new DataView(out.buffer).setBigUint64(0, BigInt(text.length), true);
  out.set(text, 8);
  out.set(bytes.subarray(8 + length), 8 + text.length);
  return out;
};

test.each<[string, Parameters<typeof withHeader>[0], RegExp]>([
  ['offsets beyond the file', (h) => (h['0.bias']!.data_offsets = [24, 3600]), /outside the file/],
  ['negative offsets', (h) => (h['0.bias']!.data_offsets = [-12, 0]), /header is damaged/],
  ['offsets that run backwards', (h) => (h['0.bias']!.data_offsets = [36, 24]), /do not fit its shape/],
  ['a shape larger than its bytes', (h) => (h['0.bias']!.shape = [4]), /do not fit its shape/],
  ['an unknown type', (h) => (h['0.bias']!.dtype = 'I4'), /header is damaged/],
  ['a missing tensor', (h) => delete h['0.bias'], /do not cover the file/],
])('refuses %s', (_, change, message) => {
  expect(() => decodeTensors(withHeader(change), 'x')).toThrow(message);
});

test('refuses a value that is not finite', () => {
  const bad = file();
  bad.tensors.get('0.bias')!.data[1] = Number.POSITIVE_INFINITY;
  expect(() => decodeTensors(encodeTensors(bad, 'F32'), 'x')).toThrow(/not a number/);
});
