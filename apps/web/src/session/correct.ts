// The correction loop: what a person says becomes a pin at once, and is learned in the background.
import { batch } from '@preact/signals';
import { nextInRow } from '../pages/overlay.js';
import type { Page, Pin, Shown } from '../pages/page.js';
import {
  type Changed,
  changes,
  pinAway,
  pinJoined,
  pinOf,
  pinsOfSplit,
  pinTyped,
  untaught,
  withPin,
} from '../pages/pinning.js';
import { faultOf } from '../texts/faults.js';
import { t } from '../texts/texts.js';
import { changePage, readStale } from './load.js';
import { currentId, focus, handVersion, learning, page, pages, reader, say, tables } from './state.js';
import { moveOn } from './walk.js';

/** What can be taken back: the pins as they were, and the number that had the focus. */
interface Done {
  readonly page: string;
  readonly before: readonly Pin[];
  readonly pinned: readonly Pin[];
  readonly focus: typeof focus.value;
}

const done: Done[] = [];

/** Pins something on the page that is shown, to be taken back at once. */
function pinHere(...pinned: readonly Pin[]): void {
  const here = page.value;
  if (!here) return;
  done.push({ page: here.id, before: here.pins, pinned, focus: focus.value });
  changePage(here.id, (now) => pinned.reduce(withPin, now));
}

/** This number reads so; the next one has the focus, and the hand learns. */
export function correct(number: Shown, text: string): void {
  batch(() => {
    const pin = pinOf(number, text);
    pinHere(pin);
    moveOn(number);
    if (pin.glyphs.length === 0) say(t.value.onlyText(text));
  });
  void learnPending();
}

/** This number is right. It is learned with the next correction, or when nothing is left in doubt. */
export function accept(number: Shown): void {
  batch(() => {
    pinHere(pinOf(number, number.text));
    moveOn(number);
  });
  if (focus.value === null) void learnPending();
}

/** This is no number. */
export function takeAway(number: Shown): void {
  batch(() => {
    pinHere(pinAway(number.box));
    moveOn(number);
  });
}

/** This number and the one that follows it in its row are one. */
export function join(number: Shown): void {
  const next = nextInRow(tables.value, number);
  if (!next) {
    say(t.value.nothingToJoin, 'bad');
    return;
  }
  const joined = pinJoined(number, next);
  pinHere(joined);
  focus.value = focus.value && { ...focus.value, box: joined.box };
  say(t.value.joined(joined.text));
}

/** This number is two: what stands before one of its glyphs, and what stands from there on. */
export function split(number: Shown, at: number): void {
  if (at < 1 || at >= number.glyphs.length) {
    say(t.value.chooseSplit, 'bad');
    return;
  }
  const parts = pinsOfSplit(number, at);
  pinHere(...parts);
  focus.value = focus.value && { ...focus.value, box: parts[0]!.box };
  say(t.value.split(parts.map(({ text }) => text).join(' | ')));
}

/** A cell of the table was edited: a number of the page, or a cell that was empty. */
export function editCell(number: Shown | null, text: string, box: Shown['box']): void {
  if (number && number.text === text && number.pin) return;
  if (text === '') {
    if (number) batch(() => pinHere(pinAway(number.box)));
    return;
  }
  if (number && number.glyphs.length > 0) pinHere(pinOf(number, text));
  else pinHere(pinTyped(number?.box ?? box, text));
  if (number) void learnPending();
}

/** Takes ink in as a number: what was left out, or a box that a person drew. */
export async function takeIn(box: Shown['box']): Promise<void> {
  const here = page.value;
  const hand = reader.value;
  if (!here || !hand) return;
  const [glyph] = await hand.readBoxes(here.picture, [box]);
  if (!glyph) return say(t.value.noInk, 'bad');
  pinHere(pinOf({ box, glyphs: [glyph] }, glyph.label));
  focus.value = { page: here.id, box };
  say(t.value.takenIn(glyph.label));
}

/** Takes back what was said last, and what the hand has learned of it. */
export async function takeBack(): Promise<void> {
  const last = done.pop();
  if (!last) return say(t.value.nothingToUndo);
  const pins = pages.value.find(({ id }) => id === last.page)?.pins ?? [];
  const taught = pins.filter(({ id }) => last.pinned.some((pin) => pin.id === id)).flatMap((pin) => pin.taught ?? []);
  batch(() => {
    changePage(last.page, (now) => ({ ...now, pins: [...last.before] }));
    currentId.value = last.page;
    focus.value = last.focus;
    say(t.value.undone(last.pinned.map(({ text }) => text).join(' ')));
  });
  if (taught.length > 0) await forget(taught);
}

/** Forgets samples; the reader goes back to what it was before them where nothing else was learned since. */
async function forget(ids: readonly string[]): Promise<void> {
  const hand = reader.value;
  if (!hand) return;
  await hand.forget(ids);
  const parent = parents.get(ids.join());
  if (parent !== undefined && (await hand.checkpoint()) === parent.made) await hand.use(parent.before);
  rereadAll();
}

/** Which checkpoint was made of which samples, and the one before it. */
const parents = new Map<string, { readonly made: number; readonly before: number }>();

/** All pages are read again, since the hand reads otherwise now. */
export function rereadAll(): void {
  handVersion.value++;
  pages.value = pages.value.map((one) => ({ ...one, stale: true }));
  void readStale();
}

let isLearning = false;

/** Learns what was said and not learned yet; what comes in meanwhile is learned after it. */
async function learnPending(): Promise<void> {
  const hand = reader.value;
  if (isLearning || !hand) return;
  isLearning = true;
  try {
    for (let todo = untaught(pages.value); todo.length > 0; todo = untaught(pages.value)) {
      learning.value = 0;
      const { result, ids } = await hand.learn(
        todo.map(({ sample }) => sample),
        (share) => {
          learning.value = share;
        },
      );
      markTaught(todo, ids);
      for (const { pin, page: on } of todo) rememberParent(on, pin, result.checkpoint, result.parent);
      learning.value = null;
      if (result.learned) await rereadAndTell(ids, result.parent);
      else if (!result.unchanged) say(t.value.notLearned(result.reason), 'bad');
    }
  } catch (error) {
    say(faultOf(error), 'bad');
  } finally {
    learning.value = null;
    isLearning = false;
    handVersion.value++;
  }
}

function markTaught(todo: ReturnType<typeof untaught>, ids: readonly string[]): void {
  const byPin = new Map<string, string[]>();
  for (const [k, { pin }] of todo.entries()) byPin.set(pin, [...(byPin.get(pin) ?? []), ids[k]!]);
  for (const id of new Set(todo.map(({ page: on }) => on)))
    changePage(id, (now) => ({
      ...now,
      pins: now.pins.map((pin) => {
        const taught = byPin.get(pin.id);
        return taught ? { ...pin, taught } : pin;
      }),
    }));
}

function rememberParent(on: string, pin: string, made: number, before: number): void {
  const taught = pages.value.find(({ id }) => id === on)?.pins.find(({ id }) => id === pin)?.taught;
  if (taught) parents.set(taught.join(), { made, before });
}

/** Reads the page that is shown again, says what has changed on it, and has the others follow. */
async function rereadAndTell(ids: readonly string[], parent: number): Promise<void> {
  const before = page.value;
  rereadAll();
  await readUntil(before);
  const after = pages.value.find(({ id }) => id === before?.id);
  if (!before?.reading || !after?.reading) return;
  const changed = changes(before.reading, after.reading, after.pins);
  const undo = { label: t.value.undo, run: () => void undoLearning(ids, parent) };
  say(tellChanges(changed), changed.length > 0 ? 'good' : 'calm', changed.length > 0 ? undo : undefined);
}

/** Waits until a page that was shown has been read again. */
async function readUntil(before: Page | null): Promise<void> {
  const isRead = () => pages.value.find(({ id }) => id === before?.id)?.reading !== before?.reading;
  if (!before) return;
  const finished = readStale();
  await Promise.race([
    finished,
    new Promise<void>((resolve) => {
      const stop = pages.subscribe(() => {
        if (isRead()) {
          queueMicrotask(() => stop());
          resolve();
        }
      });
    }),
  ]);
}

function tellChanges(changed: readonly Changed[]): string {
  const texts = t.value;
  const first = changed[0];
  if (!first) return texts.learnedNoChange;
  const others = changed.slice(1).reduce((sum, { count }) => sum + count, 0);
  return texts.learnedChanged(first.count, first.from, first.to, others);
}

/** Goes back to the reader before a learning step, and forgets its samples; what was pinned stays as it is. */
async function undoLearning(ids: readonly string[], parent: number): Promise<void> {
  const hand = reader.value;
  if (!hand) return;
  try {
    await hand.forget(ids);
    await hand.use(parent);
    say(t.value.learningUndone);
    rereadAll();
  } catch (error) {
    say(faultOf(error), 'bad');
  }
}

/** Confirms many numbers of the page that is shown at once, and learns them. */
export function confirmAll(fits: readonly { readonly number: Shown; readonly text: string }[]): void {
  batch(() => {
    pinHere(...fits.map(({ number, text }) => pinOf(number, text)));
  });
  void learnPending();
}
