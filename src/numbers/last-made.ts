// What a step of reading made last of an object, such as a page's ink. A hand that learns changes verdicts, and seldom
// what follows of them, such as which lines are erased; a step whose inputs are the same need not be done again.

/** Gives what was made last of an object, where it was made by the same values, or makes it. */
export type LastMade<T> = (of: object, by: readonly unknown[], make: () => T) => T;

/** Remembers one value for each object, as long as the object is there. Values are the same if their elements are. */
export function lastMade<T>(): LastMade<T> {
  const last = new WeakMap<object, { readonly by: readonly unknown[]; readonly value: T }>();
  return (of, by, make) => {
    const known = last.get(of);
    if (known && areSame(known.by, by, isSame)) return known.value;
    const value = make();
    last.set(of, { by, value });
    return value;
  };
}

const isSame = (a: unknown, b: unknown): boolean => a === b || (isList(a) && isList(b) && areSame(a, b, Object.is));

const isList = (value: unknown): value is ArrayLike<unknown> =>
  Array.isArray(value) || (ArrayBuffer.isView(value) && 'length' in value);

function areSame(
  a: ArrayLike<unknown>,
  b: ArrayLike<unknown>,
  isEqual: (one: unknown, other: unknown) => boolean,
): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!isEqual(a[i], b[i])) return false;
  return true;
}
