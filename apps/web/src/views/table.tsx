// The page's tables as a spreadsheet: cells that can be edited, and that show where on the photo they stand.
import { boxOfCell } from '../pages/overlay.js';
import type { Page, Shown, ShownTable } from '../pages/page.js';
import { editCell } from '../session/correct.js';
import { focused, hovered, numbers, tables } from '../session/state.js';
import { copyTables, kinds, saveTables } from '../session/take-out.js';
import { focusOn } from '../session/walk.js';
import { t } from '../texts/texts.js';
import { Button } from './button.js';

/** The tables of the page, and what can be done with them. */
export function Tables({ page }: { readonly page: Page }) {
  const hasNumbers = numbers.value.length > 0;
  return (
    <section class="tables" aria-label={t.value.tableOf(page.name)}>
      <TakeOut copy={copyTables} save={saveTables} disabled={!hasNumbers} />
      {page.fault !== '' && (
        <div class="empty fault" role="alert">
          <h3>{t.value.cannotRead}</h3>
          <p>{page.fault}</p>
        </div>
      )}
      {page.reading && !hasNumbers && (
        <div class="empty">
          <h3>{t.value.noNumbers}</h3>
          <p>{t.value.noNumbersHelp}</p>
        </div>
      )}
      {!page.reading && page.fault === '' && <Skeleton />}
      <div class="scroll" role="group" aria-label={t.value.table} tabIndex={-1}>
        {tables.value.map((table, k) => (
          <Sheet key={k} table={table} at={k} name={page.name} />
        ))}
      </div>
    </section>
  );
}

/** Copy, and save as one of the kinds. */
export function TakeOut({
  copy,
  save,
  disabled,
}: {
  readonly copy: () => Promise<void>;
  readonly save: (kind: (typeof kinds)[number]) => Promise<void>;
  readonly disabled: boolean;
}) {
  return (
    <div class="row out">
      <Button icon="copy" kind="primary" disabled={disabled} onClick={() => void copy()}>
        {t.value.copy}
      </Button>
      <span class="joined" role="group" aria-label={t.value.save}>
        {kinds.map((kind) => (
          <Button
            key={kind}
            disabled={disabled}
            label={`${t.value.save} ${kind.toUpperCase()}`}
            onClick={() => void save(kind)}
          >
            {kind.toUpperCase()}
          </Button>
        ))}
      </span>
    </div>
  );
}

/** Rows that stand where the table will be, so that nothing jumps. */
function Skeleton() {
  return (
    <div class="skeleton" aria-label={t.value.reading} role="img">
      {[0, 1, 2, 3, 4].map((k) => (
        <span key={k} />
      ))}
    </div>
  );
}

function Sheet({ table, at, name }: { readonly table: ShownTable; readonly at: number; readonly name: string }) {
  const columns = table[0]?.length ?? 0;
  return (
    <table class="sheet">
      <caption class="unseen">{t.value.tableOf(name)}</caption>
      <thead>
        <tr>
          <td />
          {Array.from({ length: columns }, (_, c) => (
            <th key={c} scope="col">
              {letterOf(c)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.map((row, r) => (
          <tr key={r}>
            <th scope="row">{r + 1}</th>
            {row.map((number, c) => (
              <Cell
                key={`${c}${number?.key ?? ''}`}
                number={number}
                row={r}
                column={c}
                table={table}
                id={`cell-${at}-${r}-${c}`}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface CellProps {
  readonly number: Shown | null;
  readonly row: number;
  readonly column: number;
  readonly table: ShownTable;
  readonly id: string;
}

function Cell({ number, row, column, table, id }: CellProps) {
  const isFocused = number !== null && focused.value?.key === number.key;
  const isHovered = number !== null && hovered.value === number.key;
  const kind = number ? t.value.sureness[number.sureness] : t.value.emptyCell;
  const edit = (text: string): void => {
    if (text !== (number?.text ?? '')) editCell(number, text, boxOfCell(table, row, column));
  };
  return (
    <td
      class={`${number?.sureness ?? 'none'}${isFocused ? ' focused' : ''}${isHovered ? ' hovered' : ''}`}
      onPointerEnter={() => (hovered.value = number?.key ?? '')}
      onPointerLeave={() => (hovered.value = '')}
    >
      <input
        id={id}
        value={number?.text ?? ''}
        size={Math.max(2, number?.text.length ?? 2)}
        inputMode="decimal"
        autoComplete="off"
        spellcheck={false}
        aria-label={`${t.value.cell(row + 1, column + 1)}, ${kind}`}
        onFocus={({ currentTarget }) => {
          currentTarget.select();
          if (number) focusOn(number);
        }}
        onBlur={({ currentTarget }) => edit(currentTarget.value.trim())}
        onKeyDown={(event) => onCellKey(event, id, number?.text ?? '')}
      />
    </td>
  );
}

/** Enter and arrows go to other cells, as in a spreadsheet; Escape leaves the cell as it was. */
function onCellKey(event: KeyboardEvent, id: string, text: string): void {
  const field = event.currentTarget as HTMLInputElement;
  const [, table, row, column] = id.split('-');
  const to = (r: number, c: number): void => {
    event.preventDefault();
    const next = document.getElementById(`cell-${table}-${Number(row) + r}-${Number(column) + c}`);
    if (next) next.focus();
    else field.blur();
  };
  if (event.key === 'Enter' || event.key === 'ArrowDown') to(1, 0);
  else if (event.key === 'ArrowUp') to(-1, 0);
  else if (event.key === 'ArrowLeft' && field.selectionEnd === 0) to(0, -1);
  else if (event.key === 'ArrowRight' && field.selectionStart === field.value.length) to(0, 1);
  else if (event.key === 'Escape') {
    field.value = text;
    field.blur();
  }
}

const letterOf = (column: number): string => {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : `${letterOf(Math.floor(column / 26) - 1)}${letter}`;
};
