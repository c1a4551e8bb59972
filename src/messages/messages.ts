// The sentences that people read, in the language that is in use.
import { english } from './english.js';

/** What every language has to say. */
export type Messages = typeof english;

/** What the command line says. */
export const messages: Messages = english;
