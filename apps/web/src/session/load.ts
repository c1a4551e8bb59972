// Pages come in, are read, as many at once as the machine has room for, and are kept.
import { batch } from '@preact/signals';
import type { ServedPhoto } from 'ownhand/browser';
import { editsOf } from '../pages/equation-page.js';
import type { Page, PageEquations } from '../pages/page.js';
import { faultOf } from '../texts/faults.js';
import { t } from '../texts/texts.js';
import { picturesIn } from './foreign.js';
import { opensEquations } from './page-kind.js';
import { dropPage, keepPage, keptPages } from './page-store.js';
import { thumbnailOf } from './pictures.js';
import { announced, currentId, focus, numbers, pages, reader, say, screen, waiting } from './state.js';
import { focusFirst } from './walk.js';

/** Puts a changed page in its place and keeps it. */
function putPage(changed: Page): void {
  pages.value = pages.value.map((page) => (page.id === changed.id ? changed : page));
  void keep(changed);
}

/** Changes a page that is still open. */
export function changePage(id: string, change: (page: Page) => Page): void {
  const page = pages.value.find((one) => one.id === id);
  if (page) putPage(change(page));
}

let isFull = false;

async function keep(page: Page): Promise<void> {
  try {
    // A photo of the server is asked for by its number, which means nothing after a reload; its file is kept.
    await keepPage({ ...page, picture: page.blob }, Number.parseInt(page.id, 36));
    isFull = false;
  } catch {
    if (!isFull) say(t.value.storageFull, 'bad');
    isFull = true;
  }
}

let last = 0;

/** Ids rise, so that pages stay in the order in which they came. */
function nextId(): string {
  last = Math.max(Date.now(), last + 1);
  return last.toString(36);
}

const PICTURES = /\.(jpe?g|png|webp|gif|bmp|avif|tiff?|heic|heif|pdf)$/i;

/** Opens pictures as pages and reads them; files of other kinds are passed over, and said so. */
export async function openPictures(files: readonly (File | ServedPhoto)[]): Promise<void> {
  const chosen = files.filter((file) => isServed(file) || file.type.startsWith('image/') || PICTURES.test(file.name));
  if (chosen.length < files.length) say(t.value.passedOver(files.length - chosen.length), 'bad');
  const pictures = (await Promise.all(chosen.map((file) => (isServed(file) ? [file] : picturesIn(file))))).flat();
  if (pictures.length === 0) return;
  const opened: Page[] = [];
  for (const picture of pictures)
    opened.push({
      id: nextId(),
      name: picture.name,
      picture,
      blob: isServed(picture) ? await picture.blob() : picture,
      thumbnail: '',
      reading: null,
      fault: '',
      pins: [],
      stale: true,
      ...(opensEquations() && { equations: { reading: null, given: [] } }),
    });
  batch(() => {
    pages.value = [...pages.value, ...opened];
    currentId.value = opened[0]!.id;
    focus.value = null;
    screen.value = 'page';
  });
  for (const page of opened) void keep(page);
  await readStale();
}

const isServed = (file: File | ServedPhoto): file is ServedPhoto => !(file instanceof Blob);

/** Opens what was open before a reload. */
export async function reopenPages(): Promise<void> {
  const kept = await keptPages().catch(() => []);
  if (kept.length === 0) return;
  batch(() => {
    const opened = pages.value;
    pages.value = [...kept.filter(({ id }) => opened.every((page) => page.id !== id)), ...opened];
    if (opened.length > 0) return;
    currentId.value = kept[0]!.id;
    screen.value = 'page';
  });
  focusFirst();
  await readStale();
}

/** Closes a page. */
export function closePage(id: string): void {
  const at = pages.value.findIndex((page) => page.id === id);
  batch(() => {
    pages.value = pages.value.filter((page) => page.id !== id);
    if (currentId.value === id) currentId.value = pages.value[Math.min(at, pages.value.length - 1)]?.id ?? '';
    if (pages.value.length === 0) screen.value = 'start';
  });
  void dropPage(id);
  focusFirst();
}

let running: Promise<void> | undefined;

/** Reads all pages that are stale, the one that is shown first. */
export function readStale(): Promise<void> {
  running ??= readAllStale().finally(() => {
    running = undefined;
    // A page that came in while the last one ended is not forgotten.
    if (reader.value && pages.value.some((page) => page.stale)) void readStale();
  });
  return running;
}

async function readAllStale(): Promise<void> {
  /** The pages that are being read, by their ids. */
  const reading = new Map<string, Promise<void>>();
  for (;;) {
    // A page that became stale once more while it is being read waits for that to end.
    const stale = pages.value.filter(({ id, stale }) => stale && !reading.has(id));
    waiting.value = stale.length + reading.size;
    const next = stale.find(({ id }) => id === currentId.value) ?? stale[0];
    const hand = reader.value;
    if (hand && next && reading.size < hand.atOnce) {
      const { id } = next;
      reading.set(
        id,
        readPage(next, hand).finally(() => reading.delete(id)),
      );
    } else if (reading.size > 0) await Promise.race(reading.values());
    else {
      if (!next) prepareOnce();
      return;
    }
  }
}

const prepared = new WeakSet<NonNullable<typeof reader.value>>();

/** Milliseconds after reading in which a person looks at the page, and the browser has time. Set by eye. */
const LOOKING = 1000;

/** Has a hand get ready to learn when its first pages have been read; a failure is told when it learns. */
function prepareOnce(): void {
  const hand = reader.value;
  if (!hand || prepared.has(hand) || pages.value.length === 0) return;
  prepared.add(hand);
  setTimeout(() => void hand.prepare().catch(() => {}), LOOKING);
}

/** Reads a page; what was said of it meanwhile stays. */
async function readPage(page: Page, hand: NonNullable<typeof reader.value>): Promise<void> {
  // Learning that ends while this is going on makes the page stale once more.
  changePage(page.id, (now) => ({ ...now, stale: false }));
  try {
    const thumbnail = page.thumbnail || (await thumbnailOf(page.blob).catch(() => ''));
    changePage(page.id, (now) => ({ ...now, thumbnail }));
    if (page.equations) await readEquations(page, page.equations, hand);
    else {
      const reading = await hand.read(page.picture, page.name);
      changePage(page.id, (now) => ({ ...now, reading, fault: '' }));
      if (page.id === currentId.value && !page.reading) announced.value = t.value.announceRead(numbers.value.length);
    }
  } catch (error) {
    const fault = faultOf(error);
    changePage(page.id, (now) => ({ ...now, fault }));
  }
  if (page.id === currentId.value && !focus.value && !page.equations) focusFirst();
}

/** Reads a page's equations; a page that is read for numbers by now stays as it is. */
async function readEquations(
  page: Page,
  equations: PageEquations,
  hand: NonNullable<typeof reader.value>,
): Promise<void> {
  const reading = await hand.readEquations(page.picture, page.name, editsOf(equations));
  changePage(page.id, (now) => (now.equations ? { ...now, equations: { ...now.equations, reading }, fault: '' } : now));
  if (page.id === currentId.value && !equations.reading)
    announced.value = t.value.equations.announceRead(reading.equations.length);
}
