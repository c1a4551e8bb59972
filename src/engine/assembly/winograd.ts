// The transforms of Winograd's minimal filtering F(4×4, 3×3) (Lavin & Gray 2016): a tile of 4×4 outputs from 6×6 inputs
// takes 36 products a channel instead of 144. Each two-dimensional transform is the one-dimensional one on the columns,
// into `temp`, and then on the rows, four channels at a time. Of the 36 transformed planes of a block of tiles, each
// lies `plane` bytes after the one before.
import { finish } from './simd';

// @ts-ignore: decorator
@inline function add(a: v128, b: v128): v128 { return f32x4.add(a, b); }
// @ts-ignore: decorator
@inline function sub(a: v128, b: v128): v128 { return f32x4.sub(a, b); }
// @ts-ignore: decorator
@inline function times(a: v128, factor: f32): v128 { return f32x4.mul(a, f32x4.splat(factor)); }

/** Bᵀ: six inputs. */
// @ts-ignore: decorator
@inline function input6(from: usize, step: usize, to: usize, next: usize): void {
  const d1 = v128.load(from + step), d2 = v128.load(from + 2 * step), d3 = v128.load(from + 3 * step);
  const d4 = v128.load(from + 4 * step);
  const e = sub(d4, times(d2, 4)), o = sub(d3, times(d1, 4)), p = sub(d4, d2), h = sub(d3, d1), q = add(h, h);
  v128.store(to, add(times(sub(v128.load(from), d2), 4), p));
  v128.store(to + next, add(e, o));
  v128.store(to + 2 * next, sub(e, o));
  v128.store(to + 3 * next, add(p, q));
  v128.store(to + 4 * next, sub(p, q));
  v128.store(to + 5 * next, sub(sub(v128.load(from + 5 * step), d3), add(q, q)));
}

/** A tile [6, 6, channels] of the input into 36 planes. */
// @ts-ignore: decorator
@inline export function inputTile(x: usize, row: usize, pixel: usize, to: usize, plane: usize, temp: usize): void {
  for (let c: usize = 0; c < pixel; c += 16) {
    for (let j: usize = 0; j < 6; j++) input6(x + c + j * pixel, row, temp + (j << 4), 96);
    for (let i: usize = 0; i < 6; i++) input6(temp + 96 * i, 16, to + c + 6 * i * plane, plane);
  }
}

/** 36 planes into a tile of the output [4, 4, channels], of which `height` × `width` pixels lie in the picture. */
// @ts-ignore: decorator
@inline export function outputTile(
  from: usize, plane: usize, bias: usize, y: usize, row: usize, pixel: usize,
  height: i32, width: i32, relu: bool, mask: usize, temp: usize,
): void {
  for (let c: usize = 0; c < pixel; c += 16) {
    for (let j: usize = 0; j < 6; j++) {
      const m = from + c + j * plane, step: usize = 6 * plane, to = temp + (j << 4);
      const m1 = v128.load(m + step), m2 = v128.load(m + 2 * step), m3 = v128.load(m + 3 * step);
      const m4 = v128.load(m + 4 * step);
      const a = add(m1, m2), b = sub(m1, m2), e = add(m3, m4), f = sub(m3, m4);
      v128.store(to, add(add(v128.load(m), a), e));
      v128.store(to + 96, add(b, times(f, 2)));
      v128.store(to + 192, add(a, times(e, 4)));
      v128.store(to + 288, add(add(b, times(f, 8)), v128.load(m + 5 * step)));
    }
    const start = bias ? v128.load(bias + c) : f32x4.splat(0);
    let m = temp, at = c;
    for (let i = 0; i < height; i++, m += 96, at += row) {
      const m1 = v128.load(m, 16), m2 = v128.load(m, 32), m3 = v128.load(m, 48), m4 = v128.load(m, 64);
      const a = add(add(m1, m2), start), b = add(sub(m1, m2), start), e = add(m3, m4), f = sub(m3, m4);
      v128.store(y + at, finish(add(add(v128.load(m), a), e), relu, mask, at));
      if (width > 1) v128.store(y + at + pixel, finish(add(b, times(f, 2)), relu, mask, at + pixel));
      if (width > 2) v128.store(y + at + 2 * pixel, finish(add(a, times(e, 4)), relu, mask, at + 2 * pixel));
      if (width > 3) v128.store(
        y + at + 3 * pixel, finish(add(add(b, times(f, 8)), v128.load(m, 80)), relu, mask, at + 3 * pixel),
      );
    }
  }
}

/** A: four gradients of outputs spread over six planes, which is the transpose of the output's transform. */
// @ts-ignore: decorator
@inline function gradient4(from: usize, step: usize, to: usize, next: usize): void {
  const y0 = v128.load(from), y1 = v128.load(from + step), y2 = v128.load(from + 2 * step);
  const y3 = v128.load(from + 3 * step);
  const a = add(y0, y2), b = add(y1, y3), e = add(y0, times(y2, 4)), f = times(add(y1, times(y3, 4)), 2);
  v128.store(to, y0);
  v128.store(to + next, add(a, b));
  v128.store(to + 2 * next, sub(a, b));
  v128.store(to + 3 * next, add(e, f));
  v128.store(to + 4 * next, sub(e, f));
  v128.store(to + 5 * next, y3);
}

/** A tile [4, 4, channels] of the output's gradient into 36 planes. */
// @ts-ignore: decorator
@inline export function gradientTile(dy: usize, row: usize, pixel: usize, to: usize, plane: usize, temp: usize): void {
  for (let c: usize = 0; c < pixel; c += 16) {
    for (let j: usize = 0; j < 4; j++) gradient4(dy + c + j * pixel, row, temp + (j << 4), 64);
    for (let i: usize = 0; i < 6; i++) gradient4(temp + 64 * i, 16, to + c + 6 * i * plane, plane);
  }
}

/** G: three weights into six. */
// @ts-ignore: decorator
@inline export function weights3(from: usize, step: usize, to: usize, next: usize): void {
  const g0 = v128.load(from), g1 = v128.load(from + step), g2 = v128.load(from + 2 * step);
  const outer = add(g0, g2), wide = add(times(g0, 1.0 / 24), times(g2, 1.0 / 6));
  v128.store(to, times(g0, 0.25));
  v128.store(to + next, times(add(outer, g1), -1.0 / 6));
  v128.store(to + 2 * next, times(sub(g1, outer), 1.0 / 6));
  v128.store(to + 3 * next, add(wide, times(g1, 1.0 / 12)));
  v128.store(to + 4 * next, sub(wide, times(g1, 1.0 / 12)));
  v128.store(to + 5 * next, g2);
}

/** Gᵀ: six sums into the gradients of three weights, added to what is there if `adding`. */
// @ts-ignore: decorator
@inline export function sums6(from: usize, step: usize, to: usize, next: usize, adding: bool): void {
  const u1 = v128.load(from + step), u2 = v128.load(from + 2 * step), u3 = v128.load(from + 3 * step);
  const u4 = v128.load(from + 4 * step);
  const inner = times(add(u1, u2), 1.0 / 6), wide = add(u3, u4);
  let g0 = add(sub(times(v128.load(from), 0.25), inner), times(wide, 1.0 / 24));
  let g1 = add(times(sub(u2, u1), 1.0 / 6), times(sub(u3, u4), 1.0 / 12));
  let g2 = add(sub(times(wide, 1.0 / 6), inner), v128.load(from + 5 * step));
  if (adding) {
    g0 = add(g0, v128.load(to));
    g1 = add(g1, v128.load(to + next));
    g2 = add(g2, v128.load(to + 2 * next));
  }
  v128.store(to, g0);
  v128.store(to + next, g1);
  v128.store(to + 2 * next, g2);
}
