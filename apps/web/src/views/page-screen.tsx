// A page: the photo, the number that is asked about, and the table; a strip of pages where there are several.
import { useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { doubtfulSymbols, symbolsOf } from '../pages/equation-page.js';
import type { Page } from '../pages/page.js';
import { currentId, doubtByPage, page, pages, say } from '../session/state.js';
import { showPage } from '../session/walk.js';
import { faultOf } from '../texts/faults.js';
import { t } from '../texts/texts.js';
import { Check } from './check.js';
import { Photo } from './photo.js';
import { Tables } from './table.js';

/** The page's screen. */
export function PageScreen() {
  const here = page.value;
  if (!here) return null;
  return (
    <div class="work">
      <h1 class="unseen">{here.name}</h1>
      <Strip />
      {here.equations ? (
        <EquationsWhenLoaded page={here} />
      ) : (
        <>
          <Photo key={here.id} page={here} />
          <div class="side">
            <Check page={here} />
            <Tables page={here} />
          </div>
        </>
      )}
    </div>
  );
}

/** Equations and what draws them come when the first page of them is shown. */
function EquationsWhenLoaded({ page: here }: { readonly page: Page }) {
  const loaded = useSignal<ComponentType<{ readonly page: Page }> | null>(null);
  useEffect(() => {
    import('./equations/equations-screen.js').then(
      ({ EquationsScreen }) => {
        loaded.value = EquationsScreen;
      },
      (error: unknown) => say(faultOf(error), 'bad'),
    );
  }, [loaded]);
  const Screen = loaded.value;
  return Screen && <Screen page={here} />;
}

function Strip() {
  if (pages.value.length < 2) return null;
  return (
    <nav class="strip" aria-label={t.value.pagesLabel}>
      <ul>
        {pages.value.map(({ id, name, thumbnail, fault, reading: numbers, equations }) => {
          const reading = equations ? equations.reading : numbers;
          const doubt = equations
            ? doubtfulSymbols(symbolsOf(equations)).length
            : (doubtByPage.value.get(id)?.length ?? 0);
          return (
            <li key={id}>
              <button
                type="button"
                aria-current={id === currentId.value ? 'page' : undefined}
                aria-label={t.value.pageDoubt(name, doubt)}
                title={name}
                onClick={() => showPage(id)}
              >
                {thumbnail ? <img src={thumbnail} alt="" /> : <span class="blank" />}
                <span class={`doubt${fault ? ' fault' : !reading ? ' waits' : doubt > 0 ? ' some' : ' none'}`}>
                  {fault ? '!' : !reading ? '…' : doubt > 0 ? doubt : '✓'}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
