// Which number has the focus, and how it moves: the least certain first, over all pages.
import { batch } from '@preact/signals';
import { isSamePlace } from '../pages/boxes.js';
import type { Shown } from '../pages/page.js';
import { currentId, doubtByPage, doubtful, focus, focused, numbers, pages } from './state.js';

/** Puts the focus on a number of the page that is shown. */
export function focusOn(number: Shown | null): void {
  focus.value = number && { page: currentId.value, box: number.box };
}

/** Puts the focus on the least certain number of the page that is shown. */
export function focusFirst(): void {
  focusOn(doubtful.value[0] ?? null);
}

/** Shows another page, with the focus on its least certain number. */
export function showPage(id: string): void {
  batch(() => {
    currentId.value = id;
    focusFirst();
  });
}

/**
 * Moves on to the next number in doubt, on this page or on a later one. Where there is none, somebody who looked at a
 * number of their own accord goes on to the one that follows it.
 */
export function moveOn(from: Shown | null = null): void {
  const at = focus.value;
  const left = doubtful.value.filter(({ box }) => !at || !isSamePlace(box, at.box));
  if (left.length > 0) {
    focusOn(left[0]!);
    return;
  }
  const ids = pages.value.map(({ id }) => id);
  const here = ids.indexOf(currentId.value);
  const next = [...ids.slice(here + 1), ...ids.slice(0, here)].find(
    (id) => (doubtByPage.value.get(id) ?? []).length > 0,
  );
  if (next !== undefined) showPage(next);
  else if (from && (from.sureness === 'sure' || from.sureness === 'confirmed')) stepPast(from);
  else focusOn(null);
}

function stepPast(from: Shown): void {
  const all = numbers.value;
  const at = all.findIndex(({ box }) => isSamePlace(box, from.box));
  focusOn(all[at + 1] ?? null);
}

/** Moves the focus along the page's numbers as they stand, by rows. */
export function step(by: 1 | -1): void {
  const all = numbers.value;
  if (all.length === 0) return;
  const at = focused.value ? all.indexOf(focused.value) : by > 0 ? -1 : all.length;
  focusOn(all[Math.min(all.length - 1, Math.max(0, at + by))]!);
}

/** Moves the focus up or down, to the number whose middle is nearest. */
export function stepLine(by: 1 | -1): void {
  const from = focused.value;
  if (!from) {
    step(by);
    return;
  }
  const x = from.box.x + from.box.w / 2;
  const y = from.box.y + from.box.h / 2;
  const beyond = numbers.value.filter(({ box }) => (by > 0 ? box.y > y : box.y + box.h < y));
  const off = ({ box }: Shown) => Math.abs(box.y + box.h / 2 - y) * 2 + Math.abs(box.x + box.w / 2 - x);
  const nearest = [...beyond].sort((a, b) => off(a) - off(b))[0];
  if (nearest) focusOn(nearest);
}
