// What the app is about at the moment. Views read these signals; only the files of this room write them.
import { computed, signal } from '@preact/signals';
import type { Box } from 'ownhand/browser';
import { isSamePlace } from '../pages/boxes.js';
import { doubtfulOf, numbersOf, shownTables } from '../pages/overlay.js';
import type { Page, Shown } from '../pages/page.js';
import type { Reader } from '../reader/reader.js';

/** The screens. */
export type Screen = 'start' | 'page' | 'all' | 'hand';

/** A line that the app says, and what can be done about it. */
export interface Notice {
  /** What is said. */
  readonly text: string;
  /** How it is meant. */
  readonly tone: 'calm' | 'good' | 'bad';
  /** A button's words, and what it does. */
  readonly action?: { readonly label: string; readonly run: () => void };
}

/** Which screen is shown. */
export const screen = signal<Screen>('start');
/** All pages that are open, in order. */
export const pages = signal<readonly Page[]>([]);
/** The id of the page that is shown. */
export const currentId = signal('');
/** Where the number that has the focus stands, on which page; null where none has it. */
export const focus = signal<{ readonly page: string; readonly box: Box } | null>(null);
/** The place that the pointer is at, so that ink and cell show each other. */
export const hovered = signal<string>('');
/** The hand that is open; null until it is. */
export const reader = signal<Reader | null>(null);
/** The share of learning that is done, 0 to 1; null where nothing is learned. */
export const learning = signal<number | null>(null);
/** How many pages are being read or wait for it. */
export const waiting = signal(0);
/** What was said last. */
export const notice = signal<Notice | null>(null);
/** What a screen reader is told. */
export const announced = signal('');
/** Counts what the hand has learned or forgotten, so that views of the hand look again. */
export const handVersion = signal(0);
/** Whether ink that was left out is shown. */
export const showsLeftOut = signal(false);
/** A dialog that is open. */
export const dialog = signal<'' | 'keys' | 'camera' | 'draw' | 'tour' | 'hands' | 'sheet'>('');

/** The page that is shown. */
export const page = computed(() => pages.value.find(({ id }) => id === currentId.value) ?? null);
/** Its tables. */
export const tables = computed(() => (page.value ? shownTables(page.value) : []));
/** Its numbers, row by row. */
export const numbers = computed(() => numbersOf(tables.value));
/** Its numbers in doubt, the least certain first. */
export const doubtful = computed(() => doubtfulOf(numbers.value));
/** The least certain number that nobody has confirmed yet, be it in doubt or not. */
export const leastSure = computed<Shown | null>(() =>
  numbers.value
    .filter(({ pin }) => !pin)
    .reduce<Shown | null>((least, one) => (least && least.confidence <= one.confidence ? least : one), null),
);
/** The number that has the focus. */
export const focused = computed<Shown | null>(() => {
  const at = focus.value;
  if (!at || at.page !== currentId.value) return null;
  return numbers.value.find(({ box }) => isSamePlace(box, at.box)) ?? null;
});

/** Numbers in doubt on each page, by the page's id, the least certain first. */
export const doubtByPage = computed(
  () => new Map(pages.value.map((one) => [one.id, doubtfulOf(numbersOf(shownTables(one)))])),
);
/** Numbers in doubt on all pages. */
export const doubtCount = computed(() => [...doubtByPage.value.values()].reduce((sum, { length }) => sum + length, 0));

/** Says a line, on the screen and to screen readers. */
export function say(text: string, tone: Notice['tone'] = 'calm', action?: Notice['action']): void {
  notice.value = { text, tone, ...(action && { action }) };
  announced.value = text;
}
