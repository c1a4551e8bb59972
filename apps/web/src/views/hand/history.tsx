// What happened to the hand, the newest first, each learning step with what it gave; and a way back to any of them.
import type { JournalEntry } from 'ownhand/browser';
import { useEffect, useRef } from 'preact/hooks';
import { rereadAll } from '../../session/correct.js';
import { reader, say } from '../../session/state.js';
import { faultOf } from '../../texts/faults.js';
import { language, t } from '../../texts/texts.js';
import { Button } from '../button.js';
import type { HandState } from './hand-screen.js';

type Learned = Extract<JournalEntry, { event: 'learned' }>;

const isLearned = (entry: JournalEntry): entry is Learned => entry.event === 'learned';

async function useCheckpoint(checkpoint: number): Promise<void> {
  try {
    await reader.value?.use(checkpoint);
    say(t.value.historyUse(checkpoint));
    rereadAll();
  } catch (error) {
    say(faultOf(error), 'bad');
  }
}

/** The history. */
export function History({ state: { journal, checkpoint } }: { readonly state: HandState }) {
  const steps = journal.filter(isLearned);
  return (
    <section class="card" aria-labelledby="history">
      <h2 id="history">{t.value.history}</h2>
      {steps.length > 1 && <Curve steps={steps} />}
      <ol class="history">
        {[...journal].reverse().map((entry, k) => (
          <li key={journal.length - k} class={entry.event}>
            <time dateTime={entry.at}>{timeOf(entry.at)}</time>
            <span>
              {wordsOf(entry)}
              {'own' in entry && (
                <small>
                  {t.value.ownBefore}: {t.value.beforeAfter(entry.own.before, entry.own.after)}
                </small>
              )}
              {entry.event === 'refused' && <small>{entry.reason}</small>}
            </span>
            {isLearned(entry) &&
              (entry.checkpoint === checkpoint ? (
                <em>{t.value.current}</em>
              ) : (
                <Button kind="quiet" onClick={() => void useCheckpoint(entry.checkpoint)}>
                  {t.value.useThis}
                </Button>
              ))}
          </li>
        ))}
      </ol>
      {checkpoint !== 0 && (
        <Button icon="undo" onClick={() => void useCheckpoint(0)}>
          {t.value.useShipped}
        </Button>
      )}
    </section>
  );
}

function wordsOf(entry: JournalEntry): string {
  switch (entry.event) {
    case 'learned':
      return t.value.historyLearned(entry.samples);
    case 'refused':
      return t.value.historyRefused;
    case 'samples':
      return t.value.historySamples(entry.ids.length);
    case 'use':
      return t.value.historyUse(entry.checkpoint);
    case 'forgot':
      return t.value.historyForgot(entry.ids.length);
    case 'page':
      return t.value.historyPage(entry.edits.length);
  }
}

const timeOf = (at: string): string =>
  new Date(at).toLocaleString(language.value, { dateStyle: 'short', timeStyle: 'short' });

/** The share of the hand's samples that was misread, before and after each step. */
function Curve({ steps }: { readonly steps: readonly Learned[] }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let isGone = false;
    let destroy = () => {};
    void Promise.all([import('uplot'), import('uplot/dist/uPlot.min.css')]).then(([{ default: Plot }]) => {
      const at = place.current;
      if (isGone || !at) return;
      const style = getComputedStyle(at);
      const grid = { stroke: style.getPropertyValue('--line'), width: 1 };
      const axis = { stroke: style.color, grid, ticks: grid };
      const line = (label: string, color: string, dash?: number[]) => ({
        label,
        stroke: color,
        width: 2,
        points: { show: true, size: 7 },
        ...(dash && { dash }),
      });
      const plot = new Plot(
        {
          width: at.clientWidth,
          height: 200,
          scales: { x: { time: false }, y: { range: (_self, _low, high) => [0, Math.max(1, high * 1.15)] } },
          axes: [
            { ...axis, label: t.value.stepAxis, incrs: [1, 2, 5, 10, 20, 50] },
            { ...axis, label: t.value.curveAxis },
          ],
          series: [
            {},
            line('before', style.getPropertyValue('--edge'), [6, 4]),
            line('after', style.getPropertyValue('--accent')),
          ],
          legend: { show: false },
          cursor: { show: false },
        },
        [
          steps.map((_, k) => k + 1),
          steps.map(({ own }) => 100 * (1 - own.before)),
          steps.map(({ own }) => 100 * (1 - own.after)),
        ],
        at,
      );
      destroy = () => plot.destroy();
    });
    return () => {
      isGone = true;
      destroy();
    };
  }, [steps]);
  return (
    <figure>
      <div ref={place} class="curve" role="img" aria-label={t.value.curve} />
      <figcaption class="quiet">{t.value.curve}</figcaption>
    </figure>
  );
}
