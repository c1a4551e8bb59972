// Going through symbols of equations as a state machine: (state, key) → state. A label is typed and taken by Enter,
// since every character may be one. It is pure, so that every key can be tested without a terminal.
import { formOf, plainLabel } from '../../equations/forms/symbol-forms.js';
import type { Box } from '../../geometry/box.js';
import { messages } from '../../messages/messages.js';
import type { Alternative } from '../../reading.js';
import type { GlyphStrip } from '../fix/glyph-strip.js';
import type { Key } from '../fix/question.js';

/** One symbol that a person is asked about. */
export interface SymbolQuestion {
  /** The photo as the user named it. */
  readonly file: string;
  /** Where on the photo it stands, as the source of its sample. */
  readonly source: string;
  /** Pixels of the full photo. */
  readonly box: Box;
  /** The LaTeX of its equation: what precedes its own part, that part, and what follows it. */
  readonly context: readonly [string, string, string];
  /** What it was read as. */
  readonly label: string;
  /** How sure the reader is of that label, 0 to 1. */
  readonly confidence: number;
  /** Other labels that it may have, likeliest first. */
  readonly alternatives: readonly Alternative[];
  /** The normalised 28×28 picture, which is what will be learned; missing where there is nothing to learn. */
  readonly picture?: Uint8Array;
  /** The symbol among its neighbours on the photo. */
  readonly view: GlyphStrip;
}

/** Where a person is among the questions. */
export interface SymbolState {
  /** In the order in which they are asked. */
  readonly questions: readonly SymbolQuestion[];
  /** The labels that were given so far, one for each question, in their order. */
  readonly answers: readonly string[];
  /** What has been typed of a label. */
  readonly typed: string;
  /** Which of `choicesOf` Enter takes where nothing is typed. */
  readonly choice: number;
  /** What the last key could not do; empty where it could. */
  readonly message: string;
  /** `done`: learn what was given. `left`: learn nothing. */
  readonly status: 'asking' | 'done' | 'left';
}

/** The state before the first key. */
export function startSymbols(questions: readonly SymbolQuestion[]): SymbolState {
  const status = questions.length === 0 ? 'done' : 'asking';
  return { questions, answers: [], typed: '', choice: 0, message: '', status };
}

/** The question being asked; undefined when there is none left. */
export function askedSymbol({ status, questions, answers }: SymbolState): SymbolQuestion | undefined {
  return status === 'asking' ? questions[answers.length] : undefined;
}

/** What Tab goes through: as it was read, then the likely others. */
export const choicesOf = ({ label, alternatives }: SymbolQuestion): readonly string[] => [
  ...new Set([label, ...alternatives.map((other) => other.label)]),
];

/** Signs that are typed otherwise than they are written. */
const TYPED: Readonly<Record<string, string>> = { '<=': '\\leq', '>=': '\\geq', '!=': '\\neq', '*': '\\times' };

/** The label that was typed: a character, a name with or without its backslash, or what a hand calls its own. */
export function typedLabel(typed: string): string {
  const own = plainLabel(TYPED[typed] ?? typed);
  const named = plainLabel(`\\${typed}`);
  const isName = /^[A-Za-z]{2,}$/.test(typed) && formOf(named).latex !== `\\mathrm{${typed}}`;
  return isName ? named : own;
}

/** The state after a key; the same one where nothing is asked any more. */
export function stepSymbols(state: SymbolState, key: Key): SymbolState {
  const question = askedSymbol(state);
  if (question === undefined) return state;
  if (key === 'ctrl-c') return { ...state, message: '', status: 'left' };
  if (key === 'down') return { ...state, message: '', status: 'done' };
  const { typed, answers } = state;
  const choices = choicesOf(question);
  if (key === 'enter') return answered(state, typed === '' ? choices[state.choice]! : typedLabel(typed));
  if (key === 'tab' || key === 'back-tab') {
    const choice = (state.choice + (key === 'tab' ? 1 : choices.length - 1)) % choices.length;
    return { ...state, choice, typed: '', message: '' };
  }
  if (key === 'backspace') {
    if (typed !== '') return { ...state, typed: [...typed].slice(0, -1).join(''), message: '' };
    if (answers.length === 0) return { ...state, message: messages.fix.nothingToUndo };
    return { ...state, answers: answers.slice(0, -1), choice: 0, message: '' };
  }
  if (typeof key === 'object' && /\S/.test(key.char)) return { ...state, typed: typed + key.char, message: '' };
  return state;
}

function answered(state: SymbolState, label: string): SymbolState {
  const answers = [...state.answers, label];
  const status = answers.length === state.questions.length ? 'done' : 'asking';
  return { ...state, answers, typed: '', choice: 0, message: '', status };
}

/** The symbols that were answered, each with its label. */
export const labelledSymbols = ({ questions, answers }: SymbolState) =>
  answers.map((label, k) => ({ label, question: questions[k]! }));
