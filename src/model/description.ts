// What a JSON description must look like, said as checks that are values. They stand in the place of a schema library,
// which would take longer to load than everything else that reading needs.

/** Throws an error that says so where `value`, which stands at `at`, is not what belongs there. */
export type Check = (value: unknown, at: string) => void;

/** A value that is not what belongs in its place; the message says where it stands and what belongs there. */
class Misfit extends Error {
  constructor(value: unknown, at: string, wanted: string) {
    super(`${at || 'it'} is ${shown(value)}, not ${wanted}`);
  }
}

/** Characters of a wrong value that a message shows. */
const MOST_SHOWN = 40;

function shown(value: unknown): string {
  if (value === undefined) return 'missing';
  const text = JSON.stringify(value);
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
}

/** A whole number within bounds, both included. */
export function wholeNumber(least: number, most: number): Check {
  return (value, at) => {
    if (Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most) return;
    throw new Misfit(value, at, `a whole number from ${least} to ${most}`);
  };
}

/** A finite number within bounds, both included. */
export function numberWithin(least: number, most: number): Check {
  return (value, at) => {
    if (Number.isFinite(value) && (value as number) >= least && (value as number) <= most) return;
    throw new Misfit(value, at, `a number from ${least} to ${most}`);
  };
}

/** A text that is not empty, or with `mayBeEmpty` any. */
export function text(mayBeEmpty = false): Check {
  return (value, at) => {
    if (typeof value === 'string' && (mayBeEmpty || value !== '')) return;
    throw new Misfit(value, at, mayBeEmpty ? 'a text' : 'a text with something in it');
  };
}

/** One of some texts, numbers or null. */
export function oneOf(...values: readonly (string | number | null)[]): Check {
  return (value, at) => {
    if (values.some((each) => each === value)) return;
    throw new Misfit(value, at, values.map((each) => JSON.stringify(each)).join(' or '));
  };
}

/** What one of two checks lets pass; where neither does, the second complains. */
export function either(one: Check, other: Check): Check {
  return (value, at) => {
    try {
      one(value, at);
    } catch {
      other(value, at);
    }
  };
}

/** What the check lets pass, or nothing at all. */
export function optional(check: Check): Check {
  return (value, at) => {
    if (value !== undefined) check(value, at);
  };
}

/** A list of any length, or of `length`. */
export function listOf(check: Check, length?: number): Check {
  return (value, at) => {
    if (!Array.isArray(value) || (length !== undefined && value.length !== length))
      throw new Misfit(value, at, length === undefined ? 'a list' : `a list of ${length}`);
    for (const [i, each] of value.entries()) check(each, `${at}[${i}]`);
  };
}

/** An object whose values, under any names, all pass one check. */
export function recordOf(check: Check): Check {
  return (value, at) => {
    for (const [name, each] of namedValues(value, at)) check(each, below(at, name));
  };
}

/** An object whose values pass the checks of their names; `others`, if it is given, is for names without one. */
export function object(checks: Readonly<Record<string, Check>>, others?: Check): Check {
  return (value, at) => {
    const values = new Map(namedValues(value, at));
    for (const [name, check] of Object.entries(checks)) check(values.get(name), below(at, name));
    if (others) for (const [name, each] of values) if (!Object.hasOwn(checks, name)) others(each, below(at, name));
  };
}

/** An object that passes the check that its own `name` chooses. */
export function oneKindOf(name: string, kinds: Readonly<Record<string, Check>>): Check {
  return (value, at) => {
    const kind = new Map(namedValues(value, at)).get(name);
    oneOf(...Object.keys(kinds))(kind, below(at, name));
    kinds[kind as string]!(value, at);
  };
}

function namedValues(value: unknown, at: string): readonly [string, unknown][] {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return Object.entries(value);
  throw new Misfit(value, at, 'an object');
}

const below = (at: string, name: string) => (at === '' ? name : `${at}.${name}`);
