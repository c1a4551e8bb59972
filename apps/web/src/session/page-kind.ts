// Whether pages that come in are read for numbers or for equations: as the last one was.
import { signal } from '@preact/signals';

const KIND = 'ownhand.reads';

/** Whether what reads and draws equations is there: the npm package leaves it out. */
export const offersEquations = signal(false);

/** Sees whether it is there. */
export async function seekEquations(): Promise<void> {
  offersEquations.value = await fetch('./equations/about.json').then(
    ({ ok }) => ok,
    () => false,
  );
}

/** Whether they are read for equations. */
export const opensEquations = (): boolean => offersEquations.value && localStorage.getItem(KIND) === 'equations';

/** Remembers it. */
export const rememberKind = (kind: 'numbers' | 'equations'): void => localStorage.setItem(KIND, kind);
