// How German puts a count, a share and a reader into a sentence.

/** `1 Datei`, `2 Dateien` */
export function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** A number with so many digits behind its comma. */
export function decimal(value: number, digits: number): string {
  return value.toFixed(digits).replace('.', ',');
}

/** A share of 0 to 1 as `99,62 %`. */
export function percent(share: number, digits = 2): string {
  return `${decimal(share * 100, digits)} %`;
}

/** A reader by its checkpoint's number, as the subject that begins a sentence. */
export function readerAtStart(checkpoint: number): string {
  return checkpoint === 0 ? 'Der mitgelieferte Leser' : `Stand ${checkpoint}`;
}

/** The same behind `mit` and `zu`. */
export function readerWith(preposition: 'mit' | 'zu', checkpoint: number): string {
  if (checkpoint !== 0) return `${preposition} Stand ${checkpoint}`;
  return preposition === 'mit' ? 'mit dem mitgelieferten Leser' : 'zum mitgelieferten Leser';
}

/** `12 s`, `3 min 4 s`; `?` where it cannot be told. */
export function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return '?';
  const [m, s] = [Math.floor(seconds / 60), Math.round(seconds % 60)];
  return m === 0 ? `${s} s` : `${m} min ${s} s`;
}
