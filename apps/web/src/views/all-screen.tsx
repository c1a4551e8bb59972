// One table over all pages.
import { shownTables } from '../pages/overlay.js';
import type { Page, Shown } from '../pages/page.js';
import { doubtCount, pages, screen } from '../session/state.js';
import { copyAll, saveAll } from '../session/take-out.js';
import { focusOn, moveOn, showPage } from '../session/walk.js';
import { t } from '../texts/texts.js';
import { Button } from './button.js';
import { TakeOut } from './table.js';

/** The screen of all numbers. */
export function AllScreen() {
  const texts = t.value;
  const rows = pages.value.flatMap((page) =>
    shownTables(page).flatMap((table, k) => table.map((cells, r) => ({ page, cells, key: `${page.id}-${k}-${r}` }))),
  );
  const widest = Math.max(0, ...rows.map(({ cells }) => cells.length));
  return (
    <div class="all">
      <header class="screen-head">
        <h1>{texts.allTitle}</h1>
        <p>{texts.allHelp}</p>
      </header>
      {rows.length === 0 ? (
        <div class="empty">
          <h2>{texts.noPages}</h2>
          <p>{texts.noPagesHelp}</p>
          <Button icon="plus" kind="primary" onClick={() => (screen.value = 'start')}>
            {texts.newPages}
          </Button>
        </div>
      ) : (
        <>
          <div class="row between">
            <TakeOut copy={copyAll} save={saveAll} disabled={false} />
            {doubtCount.value > 0 && (
              <Button icon="forward" onClick={checkAll}>
                {`${texts.checkAll} (${doubtCount.value})`}
              </Button>
            )}
          </div>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys. */}
          <section class="scroll" tabIndex={0} aria-label={texts.allTitle}>
            <table class="sheet wide">
              <thead>
                <tr>
                  <th scope="col">{texts.pageColumn}</th>
                  {Array.from({ length: widest }, (_, c) => (
                    <th key={c} scope="col">
                      {c + 1}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map(({ page, cells, key }) => (
                  <tr key={key}>
                    <th scope="row">{page.name}</th>
                    {Array.from({ length: widest }, (_, c) => (
                      <AllCell key={c} page={page} number={cells[c] ?? null} />
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        </>
      )}
    </div>
  );
}

function AllCell({ page, number }: { readonly page: Page; readonly number: Shown | null }) {
  if (!number) return <td class="none" />;
  return (
    <td class={number.sureness}>
      <button
        type="button"
        aria-label={`${number.text}, ${t.value.sureness[number.sureness]}`}
        onClick={() => goTo(page, number)}
      >
        {number.text}
      </button>
    </td>
  );
}

function goTo(page: Page, number: Shown): void {
  showPage(page.id);
  focusOn(number);
  screen.value = 'page';
}

function checkAll(): void {
  moveOn();
  screen.value = 'page';
}
