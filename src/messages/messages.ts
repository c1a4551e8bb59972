// The sentences that people read, in the language that is in use. Only the command line imports this file: programs get
// the library's own messages.
import { english, type Messages } from './english.js';

/** Where the language is looked for; the first one that is set tells. */
const PLACES = ['OWNHAND_LANG', 'LC_ALL', 'LC_MESSAGES', 'LANG'] as const;

/** Whether an environment asks for German. */
export function wantsGerman(env: Readonly<Record<string, string | undefined>>): boolean {
  const wanted = PLACES.map((place) => env[place]).find((value) => value) ?? '';
  return /^de(?![a-z])/i.test(wanted);
}

/** What the command line says. German is loaded only where it is in use. */
export const messages: Messages = wantsGerman(process.env)
  ? { ...english, ...(await import('./german.js')).german }
  : english;
