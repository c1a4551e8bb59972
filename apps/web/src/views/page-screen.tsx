// A page: the photo, the number that is asked about, and the table; a strip of pages where there are several.
import { currentId, doubtByPage, page, pages } from '../session/state.js';
import { showPage } from '../session/walk.js';
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
      <Photo key={here.id} page={here} />
      <div class="side">
        <Check page={here} />
        <Tables page={here} />
      </div>
    </div>
  );
}

function Strip() {
  if (pages.value.length < 2) return null;
  return (
    <nav class="strip" aria-label={t.value.pagesLabel}>
      <ul>
        {pages.value.map(({ id, name, thumbnail, fault, reading }) => {
          const doubt = doubtByPage.value.get(id)?.length ?? 0;
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
