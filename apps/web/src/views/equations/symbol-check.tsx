// The symbol that has the focus, large: is this right? By one key, or one tap.

import type { ShownSymbol } from '../../pages/equation-page.js';
import type { Page } from '../../pages/page.js';
import {
  acceptSymbol,
  correctSymbol,
  focusedSymbol,
  focusFirstSymbol,
  focusSymbol,
  symbolDoubt,
  symbols,
  takeBackSymbol,
  typedName,
} from '../../session/equations.js';
import { t } from '../../texts/texts.js';
import { Button } from '../button.js';
import { Crop } from '../crop.js';
import { latexOfLabel, Rendered } from './rendered.js';

/** The panel that asks. */
export function SymbolCheck({ page }: { readonly page: Page }) {
  const symbol = focusedSymbol.value;
  const size = page.equations?.reading;
  if (!size) return <section class="check resting" aria-label={t.value.checkTitle} />;
  if (!symbol) return <NothingAsked />;
  return (
    <section class="check" aria-label={t.value.checkTitle}>
      <header>
        <h2>{t.value.checkTitle}</h2>
        <span class="quiet">{t.value.checkQueue(symbolDoubt.value)}</span>
      </header>
      <div class="crops">
        <Crop page={page} size={size} number={{ box: symbol.box, text: symbol.label }} flattened />
      </div>
      <p class={`said ${symbol.sureness}`} aria-live="polite">
        {typedName.value !== ''
          ? typedName.value
          : symbol.given
            ? t.value.confirmedAs(symbol.label)
            : t.value.readAs(symbol.label, symbol.confidence)}
      </p>
      <Neighbours symbol={symbol} />
      <div class="pad" role="group" aria-label={t.value.pad}>
        {padOf(symbol).map(({ label, isLikely }) => (
          <button
            key={label}
            type="button"
            class={isLikely ? 'likely' : ''}
            aria-label={label}
            onClick={() => void correctSymbol(symbol, label)}
          >
            <Rendered latex={latexOfLabel(label)} />
          </button>
        ))}
      </div>
      <p class="quiet">{t.value.equations.typeHelp}</p>
      <div class="row answers">
        <Button icon="check" kind="primary" onClick={() => acceptSymbol(symbol)}>
          {t.value.accept}
        </Button>
        <Button icon="undo" label={t.value.undo} kind="quiet" onClick={() => void takeBackSymbol()} />
      </div>
    </section>
  );
}

function NothingAsked() {
  return (
    <section class="check resting" aria-label={t.value.checkTitle}>
      <h2>{symbolDoubt.value === 0 ? t.value.checkDone : t.value.inDoubt(symbolDoubt.value)}</h2>
      <p>{t.value.equations.chooseHelp}</p>
      <div class="row">
        {symbolDoubt.value > 0 && (
          <Button icon="forward" kind="primary" onClick={focusFirstSymbol}>
            {t.value.next}
          </Button>
        )}
        {symbolDoubt.value === 0 && symbols.value.length > 0 && (
          <Button icon="eye" onClick={() => focusSymbol(leastSure())}>
            {t.value.lookAnyway}
          </Button>
        )}
        <Button icon="undo" label={t.value.undo} kind="quiet" onClick={() => void takeBackSymbol()} />
      </div>
    </section>
  );
}

const leastSure = (): ShownSymbol =>
  symbols.value.reduce((least, one) => (one.confidence < least.confidence ? one : least));

/** All symbols of the equation, to choose from. */
function Neighbours({ symbol }: { readonly symbol: ShownSymbol }) {
  const all = symbols.value.filter(({ equation }) => equation === symbol.equation);
  return (
    <div class="glyphs" role="group" aria-label={t.value.equations.symbols}>
      {all.map((one) => (
        <button
          key={one.key}
          type="button"
          class={one.sureness === 'doubtful' || one.sureness === 'guess' ? 'weak' : ''}
          aria-pressed={one.key === symbol.key}
          aria-label={one.label}
          onClick={() => focusSymbol(one)}
        >
          <Rendered latex={latexOfLabel(one.label)} />
        </button>
      ))}
    </div>
  );
}

/** An alternative that is at least this likely stands out on the pad. */
const LIKELY = 0.02;
/** Labels that the pad always has. */
const COMMON = ['+', '-', '\\times', '=', 'x', 'y', '(', ')', '\\alpha', '\\beta', '\\pi', '\\leq', '\\geq', '\\neq'];

/** What the symbol is likely to be, the digits, and some common symbols. */
function padOf({ label: own, alternatives }: ShownSymbol): { readonly label: string; readonly isLikely: boolean }[] {
  const likely = alternatives.filter(({ confidence }) => confidence >= LIKELY).map(({ label }) => label);
  const all = [...new Set([...likely, ...'1234567890', ...COMMON])].filter((label) => label !== own);
  return all.map((label) => ({ label, isLikely: likely.includes(label) }));
}
