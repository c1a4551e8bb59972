// The number that has the focus, large: is this right? By keys, or by one tap on a digit and one on what it is.
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Page, Shown } from '../pages/page.js';
import { chosen, editing, holdsOriginal, settle, typed } from '../session/answering.js';
import { join, split, takeAway, takeBack } from '../session/correct.js';
import { doubtCount, doubtful, focused, leastSure } from '../session/state.js';
import { focusOn, moveOn, step } from '../session/walk.js';
import { t } from '../texts/texts.js';
import { Button } from './button.js';
import { Crop } from './crop.js';

/** The panel that asks. */
export function Check({ page }: { readonly page: Page }) {
  const number = focused.value;
  if (!number) return <AllChecked page={page} />;
  return (
    <section class="check" aria-label={t.value.checkTitle}>
      <header>
        <h2>{t.value.checkTitle}</h2>
        <span class="quiet">{t.value.checkQueue(doubtCount.value)}</span>
        <Button icon="back" label={t.value.previous} kind="quiet" onClick={() => step(-1)} />
        <Button icon="forward" label={t.value.next} kind="quiet" onClick={() => step(1)} />
        <Button
          icon="both"
          label={t.value.original}
          kind="quiet"
          pressed={holdsOriginal.value}
          onClick={() => (holdsOriginal.value = !holdsOriginal.value)}
        />
      </header>
      <div class={`crops${holdsOriginal.value ? ' both' : ''}`}>
        <Crop page={page} number={number} size={page.reading} flattened />
        {holdsOriginal.value && <Crop page={page} number={number} size={page.reading} />}
      </div>
      <Answer key={number.key} number={number} />
      <div class="row answers">
        <Button icon="check" kind="primary" onClick={() => settle(typed.value)}>
          {t.value.accept}
        </Button>
        <Button icon="close" onClick={() => takeAway(number)}>
          {t.value.notNumber}
        </Button>
        <Button icon="undo" label={t.value.undo} kind="quiet" onClick={() => void takeBack()} />
      </div>
    </section>
  );
}

function AllChecked({ page }: { readonly page: Page }) {
  const isHere = doubtful.value.length > 0;
  if (!page.reading) return <section class="check resting" aria-label={t.value.checkTitle} />;
  return (
    <section class="check resting" aria-label={t.value.checkTitle}>
      <svg class="icon large" viewBox="0 0 24 24" aria-hidden="true">
        <path d="M5 13l4.5 4.5L19 7" />
      </svg>
      <h2>{doubtCount.value === 0 ? t.value.checkDone : t.value.inDoubt(doubtCount.value)}</h2>
      <p>{t.value.checkDoneHelp}</p>
      <div class="row">
        {doubtCount.value > 0 && (
          <Button icon="forward" kind="primary" onClick={() => moveOn()}>
            {isHere ? t.value.next : t.value.nextPage}
          </Button>
        )}
        {doubtCount.value === 0 && leastSure.value && (
          <Button icon="eye" onClick={() => focusOn(leastSure.value)}>
            {t.value.lookAnyway}
          </Button>
        )}
        <Button icon="undo" label={t.value.undo} kind="quiet" onClick={() => void takeBack()} />
      </div>
    </section>
  );
}

function Answer({ number }: { readonly number: Shown }) {
  const weakest = weakestOf(number);
  // Another number has its own least certain digit.
  useLayoutEffect(() => {
    chosen.value = weakest;
  }, [weakest]);
  const isInDoubt = number.sureness === 'doubtful' || number.sureness === 'guess';
  const words = number.pin ? t.value.confirmedAs(number.text) : t.value.readAs(number.text, number.confidence);
  const labels = number.glyphs.length > 0 ? number.glyphs.map(({ label }) => label) : [...number.text];
  const so = typed.value;
  const other = (label: string): void => {
    settle(labels.map((old, k) => (k === chosen.value ? label : old)).join(''));
  };
  return (
    <>
      <p class={`said ${number.sureness}`} aria-live="polite">
        {words}
      </p>
      {editing.value ? (
        <Field number={number} />
      ) : (
        <div class="glyphs" role="group" aria-label={t.value.glyphs}>
          {labels.map((label, k) => (
            <button
              key={k}
              type="button"
              class={k === weakest && isInDoubt ? 'weak' : ''}
              aria-pressed={chosen.value === k}
              aria-label={t.value.glyph(label, k + 1)}
              onClick={() => (chosen.value = k)}
            >
              {k < so.length ? <mark>{so[k]}</mark> : label}
            </button>
          ))}
          <Button icon="pen" label={t.value.typeRight} kind="quiet" onClick={() => (editing.value = true)} />
          <Button icon="join" label={t.value.join} kind="quiet" onClick={() => join(number)} />
          <Button icon="split" label={t.value.splitHere} kind="quiet" onClick={() => split(number, chosen.value)} />
        </div>
      )}
      <div class="pad" role="group" aria-label={t.value.pad}>
        {padOf(number, chosen.value).map(({ label, isLikely }) => (
          <button key={label} type="button" class={isLikely ? 'likely' : ''} onClick={() => other(label)}>
            {label}
          </button>
        ))}
      </div>
    </>
  );
}

function Field({ number }: { readonly number: Shown }) {
  const field = useRef<HTMLInputElement>(null);
  // At once, so that the next key is already the field's.
  useLayoutEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  return (
    <form
      class="field"
      onSubmit={(event) => {
        event.preventDefault();
        settle(field.current?.value.trim() ?? '');
      }}
    >
      <input
        ref={field}
        inputMode="decimal"
        autoComplete="off"
        aria-label={t.value.typeRight}
        defaultValue={number.text}
        onKeyDown={({ key }) => {
          if (key === 'Escape') editing.value = false;
        }}
      />
    </form>
  );
}

/** The place of the digit that is least certain. */
function weakestOf({ glyphs }: Shown): number {
  const confidences = glyphs.map((glyph) => ('confidence' in glyph && !glyph.sign ? glyph.confidence : 1));
  return Math.max(0, confidences.indexOf(Math.min(...confidences)));
}

/** An alternative that is at least this likely stands out on the pad. */
const LIKELY = 0.02;

/** The digits, and what else the chosen glyph is likely to be. */
function padOf({ glyphs }: Shown, at: number): readonly { readonly label: string; readonly isLikely: boolean }[] {
  const glyph = glyphs[at];
  const others = glyph && 'alternatives' in glyph ? glyph.alternatives : [];
  const likely = new Set(others.filter(({ confidence }) => confidence >= LIKELY).map(({ label }) => label));
  const digits = [...'1234567890'];
  const more = [...likely].filter((label) => !digits.includes(label));
  return [...digits, ...more].map((label) => ({ label, isLikely: likely.has(label) }));
}
