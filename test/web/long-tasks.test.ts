// The page stays responsive while its workers read and learn. What a PerformanceObserver calls a long task took long by
// the clock, on a busy machine whoever held it up. Here the processor's own time counts, as Chromium's trace tells it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { choose, examplePage, noisyPage, type Session, said, settled, startSession } from './open-app.js';
import { canTest } from './serve-app.js';

/** What a person notices, milliseconds (W3C Long Tasks). */
const LONG = 50;

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  /** Time of the processor, microseconds. */
  readonly tdur?: number;
  readonly args: { readonly name?: string; readonly [more: string]: unknown };
}

/** A task of the page's own thread. */
interface Task {
  /** Milliseconds of the processor. */
  readonly ms: number;
  /** What it did longest. */
  readonly what: string;
}

/** What the test itself has the page do comes by the first way; by the second, the browser starts a worker. */
const NOT_OURS = ['DevToolsSession', 'DedicatedWorkerHostFactoryClient'];

/** The page's tasks of more than `LONG`. */
function longTasks(trace: Buffer): Task[] {
  const { traceEvents: all } = JSON.parse(trace.toString()) as { readonly traceEvents: readonly TraceEvent[] };
  const pages = all.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain');
  const isPages = ({ pid, tid }: TraceEvent): boolean => pages.some((each) => each.pid === pid && each.tid === tid);
  const done = all.filter((each) => each.ph === 'X' && isPages(each));
  return done
    .filter(({ name, tdur = 0 }) => name.endsWith('RunTask') && tdur > 1000 * LONG)
    .map((task) => {
      const inside = done.filter(
        (each) => each !== task && each.tid === task.tid && each.pid === task.pid && isWithin(each, task),
      );
      inside.sort((a, b) => (b.tdur ?? 0) - (a.tdur ?? 0));
      return { ms: Math.round(task.tdur! / 1000), what: JSON.stringify(inside.slice(0, 6).map(told)) };
    });
}

const isWithin = (inner: TraceEvent, outer: TraceEvent): boolean =>
  inner.ts >= outer.ts && inner.ts + (inner.dur ?? 0) <= outer.ts + (outer.dur ?? 0);

const told = ({ name, args, tdur = 0 }: TraceEvent): string => `${name} ${tdur / 1000} ${JSON.stringify(args)}`;

describe.skipIf(!canTest)('the page stays responsive (needs Chromium and a build)', () => {
  let session: Session;
  let noisy: Buffer;
  beforeAll(async () => {
    session = await startSession();
    noisy = await noisyPage();
  });
  afterAll(async () => session?.close());

  test('no task of the page takes long while it reads, learns and reads again', async () => {
    const page = await session.open();
    await session.browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline', '__metadata'] });
    await choose(page, { name: 'noisy.png', buffer: noisy }, { name: 'page.png', buffer: examplePage() });
    const asked = '.check .crops canvas';
    await page.waitForSelector(asked);
    const before = await page.getAttribute(asked, 'aria-label');
    await page.keyboard.type([...before!].map((digit) => (digit === '4' ? '1' : '4')).join(''));
    await said(page, /^(Learned|Kept)/);
    await settled(page);
    // What would be noticed is: a task of the test's own that works for longer.
    await page.evaluate(() => {
      const end = performance.now() + 400;
      while (performance.now() < end);
    });
    const trace = await session.browser.stopTracing();
    expect(longTasks(trace)).not.toEqual([]);
    expect(longTasks(trace).filter(({ what }) => !NOT_OURS.some((way) => what.includes(way)))).toEqual([]);
  });
});
