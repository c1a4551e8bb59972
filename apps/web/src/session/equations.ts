// The loop for equations: the least certain symbol has the focus, one key says what it is, the hand keeps it, and the
// pages are read again.
import { batch, computed, signal } from '@preact/signals';
import { type Box, type EquationsReading, sourceOnPage } from 'ownhand/browser';
import { isSameSymbol } from '../pages/boxes.js';
import {
  changedSymbols,
  doubtfulSymbols,
  labelOfKey,
  type ShownSymbol,
  symbolsOf,
  withGiven,
} from '../pages/equation-page.js';
import type { GivenSymbol, Page } from '../pages/page.js';
import { faultOf } from '../texts/faults.js';
import { t } from '../texts/texts.js';
import { rereadAll } from './correct.js';
import { changePage, readStale } from './load.js';
import { rememberKind } from './page-kind.js';
import { learning, page, pages, reader, say } from './state.js';

/** Where the symbol that has the focus stands; null where none has it. */
const symbolFocus = signal<{ readonly page: string; readonly box: Box } | null>(null);
/** The key of the symbol that the pointer is at, in the photo or in an equation. */
export const hoveredSymbol = signal('');
/** What has been typed of a name such as `\alpha`; empty where none is being typed. */
export const typedName = signal('');

/** The symbols of the page that is shown. */
export const symbols = computed(() => (page.value?.equations ? symbolsOf(page.value.equations) : []));
/** Those in doubt, the least certain first. */
const doubtful = computed(() => doubtfulSymbols(symbols.value));
/** The symbol that has the focus. */
export const focusedSymbol = computed<ShownSymbol | null>(() => {
  const at = symbolFocus.value;
  if (!at || at.page !== page.value?.id) return null;
  return symbols.value.find(({ box }) => isSame(box, at.box)) ?? null;
});
/** How many symbols of the page are in doubt. */
export const symbolDoubt = computed(() => doubtful.value.length);

const isSame = (a: Box, b: Box): boolean => a.x === b.x && a.y === b.y && a.w === b.w && a.h === b.h;

/** Puts the focus on a symbol of the page that is shown. */
export function focusSymbol(symbol: Pick<ShownSymbol, 'box'> | null): void {
  const here = page.value;
  typedName.value = '';
  symbolFocus.value = here && symbol && { page: here.id, box: symbol.box };
}

/** Puts the focus on the least certain symbol, or else on the first. */
export const focusFirstSymbol = (): void => focusSymbol(doubtful.value[0] ?? null);

function moveOn(): void {
  const at = focusedSymbol.value;
  focusSymbol(doubtful.value.find(({ key }) => key !== at?.key) ?? null);
}

function step(by: 1 | -1): void {
  const all = symbols.value;
  if (all.length === 0) return;
  const at = all.findIndex(({ key }) => key === focusedSymbol.value?.key);
  focusSymbol(all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by))]!);
}

/** Reads a page for equations where it was read for numbers, and the other way round. */
export function switchKind(id: string): void {
  batch(() => {
    symbolFocus.value = null;
    changePage(id, ({ equations, ...now }): Page => {
      rememberKind(equations ? 'numbers' : 'equations');
      if (equations) return { ...now, stale: true, fault: '' };
      return { ...now, reading: null, stale: true, fault: '', equations: { reading: null, given: [] } };
    });
  });
  void readStale();
}

/** What can be taken back. */
const done: { readonly page: string; readonly before: readonly GivenSymbol[]; readonly label: string }[] = [];

/** Lays a label over a symbol; it can be taken back. */
function give(symbol: ShownSymbol, label: string, taught: readonly string[]): void {
  const here = page.value;
  if (!here?.equations) return;
  done.push({ page: here.id, before: here.equations.given, label });
  setGiven(here.id, withGiven(here.equations.given, { box: symbol.box, label, taught }));
}

function setGiven(id: string, given: readonly GivenSymbol[]): void {
  changePage(id, (now) => (now.equations ? { ...now, equations: { ...now.equations, given }, stale: true } : now));
}

/** This symbol is something else: it is learned, and all pages are read again. */
export async function correctSymbol(symbol: ShownSymbol, label: string): Promise<void> {
  const here = page.value;
  const hand = reader.value;
  typedName.value = '';
  if (!here?.equations?.reading || !hand) return;
  if (label === symbol.label) return acceptSymbol(symbol);
  const { reading } = here.equations;
  batch(() => {
    give(symbol, label, []);
    moveOn();
  });
  const { picture, box } = symbol;
  try {
    learning.value = 0;
    const ids = picture
      ? await hand.learnSymbol({ label, picture, source: sourceOnPage(here.name, box) }, (share) => {
          learning.value = share;
        })
      : [];
    changePage(here.id, (now) => {
      const own = (given: GivenSymbol) => (isSameSymbol(given.box, box) ? { ...given, taught: ids } : given);
      return now.equations ? { ...now, equations: { ...now.equations, given: now.equations.given.map(own) } } : now;
    });
    learning.value = null;
    await rereadAndTell(here.id, reading);
  } catch (error) {
    say(faultOf(error), 'bad');
  } finally {
    learning.value = null;
  }
}

/** This symbol is right. */
export function acceptSymbol(symbol: ShownSymbol): void {
  batch(() => {
    give(symbol, symbol.label, []);
    moveOn();
  });
  void readStale();
}

async function rereadAndTell(id: string, before: EquationsReading): Promise<void> {
  rereadAll();
  await readStale();
  const after = pages.value.find((one) => one.id === id)?.equations;
  if (!after) return;
  const [first, ...others] = changedSymbols(before, after);
  const more = others.reduce((sum, { count }) => sum + count, 0);
  if (!first) say(t.value.learnedNoChange);
  else say(t.value.learnedChanged(first.count, first.from, first.to, more), 'good');
  if (!focusedSymbol.value) focusFirstSymbol();
}

/** Takes back what was said last, and what the hand has learned of it. */
export async function takeBackSymbol(): Promise<void> {
  const last = done.pop();
  if (!last) return say(t.value.nothingToUndo);
  const now = pages.value.find(({ id }) => id === last.page)?.equations?.given ?? [];
  const taught = now.filter((given) => !last.before.includes(given)).flatMap((given) => given.taught);
  setGiven(last.page, last.before);
  say(t.value.undone(last.label));
  if (taught.length > 0) await reader.value?.forget(taught);
  rereadAll();
}

const moves: Readonly<Record<string, () => void>> = {
  ArrowLeft: () => step(-1),
  ArrowRight: () => step(1),
  ArrowUp: () => step(-1),
  ArrowDown: () => step(1),
};

/** Does what a key says on a page of equations; tells whether it meant something. */
export function answerSymbol(key: string): boolean {
  const symbol = focusedSymbol.value;
  if (typedName.value !== '') return typeName(key, symbol);
  const move = moves[key];
  if (move) move();
  else if (key === 'Backspace') void takeBackSymbol();
  else if (key === 'Escape') focusSymbol(null);
  else if (key === 'Tab' || !symbol) return false;
  else if (key === 'Enter') acceptSymbol(symbol);
  else if (key === '\\') typedName.value = key;
  else {
    const label = labelOfKey(key);
    if (label === undefined) return false;
    void correctSymbol(symbol, label);
  }
  return true;
}

function typeName(key: string, symbol: ShownSymbol | null): boolean {
  if (key === 'Enter') {
    if (symbol && typedName.value.length > 1) void correctSymbol(symbol, typedName.value);
    else typedName.value = '';
  } else if (key === 'Backspace') typedName.value = typedName.value.slice(0, -1);
  else if (key === 'Escape') typedName.value = '';
  else if (/^[A-Za-z{}]$/.test(key)) typedName.value += key;
  else return false;
  return true;
}
