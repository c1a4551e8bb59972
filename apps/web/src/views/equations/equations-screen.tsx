// A page of equations: the photo with its symbols, the one that is asked about, and the equations drawn.
import './equations.css';
import { useEffect } from 'preact/hooks';
import type { Page } from '../../pages/page.js';
import { focusedSymbol, focusFirstSymbol, symbols } from '../../session/equations.js';
import { copyText } from '../../session/take-out.js';
import { t } from '../../texts/texts.js';
import { Button } from '../button.js';
import { Photo } from '../photo.js';
import { EquationCard } from './equation-card.js';
import { SymbolCheck } from './symbol-check.js';
import { SymbolMarks } from './symbol-marks.js';

/** The screen of a page that is read for equations. */
export function EquationsScreen({ page }: { readonly page: Page }) {
  const reading = page.equations?.reading ?? null;
  // A page that was just read asks about its least certain symbol.
  useEffect(() => {
    if (reading && !focusedSymbol.peek()) focusFirstSymbol();
  }, [page.id, reading === null]);
  const texts = t.value.equations;
  return (
    <>
      <Photo
        key={page.id}
        page={page}
        shown={focusedSymbol.value}
        marks={(size, scale) => <SymbolMarks size={size} scale={scale} />}
      />
      <div class="side">
        <section class="equations" aria-label={texts.title}>
          <header class="row">
            <h2>{texts.title}</h2>
            {reading && reading.equations.length > 1 && (
              <Button icon="copy" kind="quiet" onClick={() => void copyText(reading.latex, texts.copied)}>
                {texts.copyAll}
              </Button>
            )}
          </header>
          {page.fault !== '' && <p class="fault">{page.fault}</p>}
          {!reading && page.fault === '' && <p class="quiet">{t.value.reading}</p>}
          {reading && reading.equations.length === 0 && <p>{texts.none}</p>}
          <ol>
            {reading?.equations.map((equation, at) => (
              <EquationCard
                key={`${at} ${equation.box.x} ${equation.box.y}`}
                equation={equation}
                at={at}
                symbols={symbols.value.filter((symbol) => symbol.equation === at)}
              />
            ))}
          </ol>
        </section>
        <SymbolCheck page={page} />
      </div>
    </>
  );
}
