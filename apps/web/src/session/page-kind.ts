// Whether pages that come in are read for numbers or for equations: as the last one was.

const KIND = 'ownhand.reads';

/** Whether they are read for equations. */
export const opensEquations = (): boolean => localStorage.getItem(KIND) === 'equations';

/** Remembers it. */
export const rememberKind = (kind: 'numbers' | 'equations'): void => localStorage.setItem(KIND, kind);
