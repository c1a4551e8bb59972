// Going through uncertain glyphs as a state machine: (state, key) → state. It is pure, so that every key can be tested
// without a terminal.

import { messages } from '../../messages/messages.js';
import type { Alternative } from '../../reading.js';
import type { GlyphStrip } from './glyph-strip.js';

/** One glyph that a person is asked about. */
export interface Question {
  /** The photo as the user named it. */
  readonly file: string;
  /** Where on the photo it stands, as the source of its sample. */
  readonly source: string;
  /** Counted from 1. */
  readonly line: number;
  /** What precedes the glyph in its line. */
  readonly before: string;
  /** What follows the glyph in its line. */
  readonly after: string;
  /** What it was read as. */
  readonly label: string;
  /** How sure the reader is of that label, 0 to 1. */
  readonly confidence: number;
  /** Other labels that it may have, likeliest first. */
  readonly alternatives: readonly Alternative[];
  /** The normalised 28×28 picture, which is what will be learned. */
  readonly picture: Uint8Array;
  /** The glyph among its neighbours on the photo, which is what the person sees. */
  readonly view: GlyphStrip;
}

/** The right label, or undefined for "not a symbol". */
export type Answer = { readonly label: string | undefined };

/** Where a person is among the questions. */
export interface FixState {
  /** In the order in which they are asked. */
  readonly questions: readonly Question[];
  /** Labels that can be given. */
  readonly alphabet: readonly string[];
  /** One for each question answered so far, in their order. */
  readonly answers: readonly Answer[];
  /** Which of `choices` Enter takes. */
  readonly choice: number;
  /** What the last key could not do; empty where it could. */
  readonly message: string;
  /** `done`: learn what was given. `left`: learn nothing. */
  readonly status: 'asking' | 'done' | 'left';
}

/** Keys that are no label. A label of the same name is reached with Tab. */
export type Key = 'enter' | 'tab' | 'back-tab' | 'backspace' | 'ctrl-c' | { readonly char: string };

/** The state before the first key. */
export function startFix(questions: readonly Question[], alphabet: readonly string[]): FixState {
  const status = questions.length === 0 ? 'done' : 'asking';
  return { questions, alphabet, answers: [], choice: 0, message: '', status };
}

/** The question being asked; undefined when there is none left. */
export function current(state: FixState): Question | undefined {
  return state.status === 'asking' ? state.questions[state.answers.length] : undefined;
}

/** What Tab goes through: as it was read, the likely others, then the rest of the alphabet. */
export function choices({ label, alternatives }: Question, alphabet: readonly string[]): readonly string[] {
  return [...new Set([label, ...alternatives.map((other) => other.label), ...alphabet])];
}

/** The state after a key; the same one where nothing is asked any more. */
export function step(state: FixState, key: Key): FixState {
  const question = current(state);
  if (question === undefined) return state;
  const labels = choices(question, state.alphabet);
  if (key === 'ctrl-c') return { ...state, message: '', status: 'left' };
  if (key === 'enter') return answered(state, labels[state.choice]);
  if (key === 'backspace') return undone(state);
  if (key === 'tab' || key === 'back-tab') {
    const choice = (state.choice + (key === 'tab' ? 1 : labels.length - 1)) % labels.length;
    return { ...state, choice, message: '' };
  }
  switch (key.char) {
    case 'x':
      return answered(state, undefined);
    case 'u':
      return undone(state);
    case 'q':
      return { ...state, message: '', status: 'done' };
  }
  if (state.alphabet.includes(key.char)) return answered(state, key.char);
  return { ...state, message: messages.fix.unknownLabel(key.char, state.alphabet) };
}

function answered(state: FixState, label: string | undefined): FixState {
  const answers = [...state.answers, { label }];
  const status = answers.length === state.questions.length ? 'done' : 'asking';
  return { ...state, answers, choice: 0, message: '', status };
}

function undone(state: FixState): FixState {
  if (state.answers.length === 0) return { ...state, message: messages.fix.nothingToUndo };
  return { ...state, answers: state.answers.slice(0, -1), choice: 0, message: '' };
}

/** The glyphs that were given a label, in the order they were asked. */
export function labelledGlyphs({ questions, answers }: FixState): { label: string; question: Question }[] {
  return answers.flatMap(({ label }, i) => (label === undefined ? [] : [{ label, question: questions[i]! }]));
}
