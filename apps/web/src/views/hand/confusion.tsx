// Which of the hand's samples are taken for what, as a matrix whose cells grow darker.
import { useSignal } from '@preact/signals';
import type { Evaluation, Sample } from 'ownhand/browser';
import { useEffect } from 'preact/hooks';
import { reader, say } from '../../session/state.js';
import { faultOf } from '../../texts/faults.js';
import { t } from '../../texts/texts.js';

/** What is evaluated. */
export interface ConfusionProps {
  /** The hand's samples. */
  readonly samples: readonly Sample[];
  /** The checkpoint in use. */
  readonly checkpoint: number;
}

/** The matrix. */
export function Confusion({ samples, checkpoint }: ConfusionProps) {
  const evaluation = useSignal<Evaluation | null>(null);
  const hand = reader.value;
  // Another checkpoint reads otherwise.
  useEffect(() => {
    let isGone = false;
    hand?.evaluate(samples).then(
      (result) => {
        if (!isGone) evaluation.value = result;
      },
      (error: unknown) => say(faultOf(error), 'bad'),
    );
    return () => {
      isGone = true;
    };
  }, [hand, samples, checkpoint, evaluation]);
  return (
    <section class="card" aria-labelledby="matrix">
      <h2 id="matrix">{t.value.matrix}</h2>
      <p class="quiet">{t.value.matrixHelp}</p>
      {evaluation.value && <Matrix evaluation={evaluation.value} />}
    </section>
  );
}

function Matrix({ evaluation: { alphabet, confusion, correct, samples } }: { readonly evaluation: Evaluation }) {
  const used = alphabet.map(
    (_, k) => confusion[k]?.some((count) => count > 0) || confusion.some((row) => (row[k] ?? 0) > 0),
  );
  const shown = alphabet.flatMap((label, k) => (used[k] ? [{ label, k }] : []));
  const most = Math.max(1, ...confusion.flat());
  return (
    <>
      <p>{t.value.readRightly(correct, samples)}</p>
      <table class="matrix">
        <thead>
          <tr>
            <td />
            {shown.map(({ label }) => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((truth) => (
            <tr key={truth.label}>
              <th scope="row">{truth.label}</th>
              {shown.map((answer) => {
                const count = confusion[truth.k]?.[answer.k] ?? 0;
                const isRight = truth.k === answer.k;
                return (
                  <td
                    key={answer.label}
                    class={count === 0 ? 'nothing' : isRight ? 'right' : 'wrong'}
                    style={{ '--share': `${Math.round(15 + (45 * count) / most)}%` }}
                    title={t.value.matrixCell(count, truth.label, answer.label)}
                  >
                    {count || ''}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
