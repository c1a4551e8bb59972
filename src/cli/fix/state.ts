// Going through uncertain glyphs as a state machine: (state, key) → state. It is pure, so that every key can be tested
// without a terminal.

import type { Box } from '../../geometry/box.js';
import { labelGlyph, type PageEdit, removeGlyph } from '../../hand/page-edits.js';
import { messages } from '../../messages/messages.js';
import { begin, type Found, type Mode, stepFinding } from './finding.js';
import type { Key, Question } from './question.js';

/** What a person has said of a glyph. */
export interface Answer {
  /** The right label; undefined where it is no symbol, or no longer a glyph by itself. */
  readonly label: string | undefined;
  /** All that was put right on its photo meanwhile, the glyph's own label among it. */
  readonly edits: readonly PageEdit[];
}

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
  /** What the keys are about. */
  readonly mode: Mode;
  /** What was put right beside the glyph, before it is answered. */
  readonly pending: readonly PageEdit[];
  /** The state in which the last question was asked, to undo its answer; missing at the first. */
  readonly before?: FixState;
  /** What the last key could not do; empty where it could. */
  readonly message: string;
  /** `done`: learn what was given. `left`: learn nothing. */
  readonly status: 'asking' | 'done' | 'left';
}

/** The state before the first key. */
export function startFix(questions: readonly Question[], alphabet: readonly string[]): FixState {
  const status = questions.length === 0 ? 'done' : 'asking';
  return { questions, alphabet, answers: [], choice: 0, mode: { kind: 'label' }, pending: [], message: '', status };
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
  if (key === 'ctrl-c') return { ...state, message: '', status: 'left' };
  const { mode, alphabet, pending } = state;
  if (mode.kind !== 'label') return after(state, stepFinding(mode, question, key, alphabet, pending));
  const labels = choices(question, alphabet);
  if (key === 'enter') return labelled(state, question, labels[state.choice]!);
  if (key === 'backspace') return undone(state);
  if (key === 'tab' || key === 'back-tab') {
    const choice = (state.choice + (key === 'tab' ? 1 : labels.length - 1)) % labels.length;
    return { ...state, choice, message: '' };
  }
  if (typeof key !== 'object') return state;
  switch (key.char) {
    case 'x':
      return answered(state, undefined, [removeGlyph(question.box)]);
    case 'u':
      return undone(state);
    case 'q':
      return { ...state, message: '', status: 'done' };
  }
  const found = begin(question, key.char, pending);
  if (found) return after(state, found);
  if (alphabet.includes(key.char)) return labelled(state, question, key.char);
  return { ...state, message: messages.fix.unknownLabel(key.char, alphabet) };
}

/** The state after a key that is about finding. */
function after(state: FixState, found: Found): FixState {
  if ('edit' in found) return answered(state, undefined, [found.edit]);
  if ('pending' in found)
    return { ...state, pending: found.pending, mode: { kind: 'label' }, message: found.message ?? '' };
  if ('mode' in found) return { ...state, mode: found.mode, message: found.message ?? '' };
  return { ...state, message: found.message };
}

const labelled = (state: FixState, { box }: Question, label: string): FixState =>
  answered(state, label, [labelGlyph(box, label)]);

function answered(state: FixState, label: string | undefined, own: readonly PageEdit[]): FixState {
  const { file, box: asked } = current(state)!;
  const answers = [...state.answers, { label, edits: [...state.pending, ...own] }];
  // A glyph that went into another one is not asked about any more.
  const gone = own.flatMap((edit) => (edit.kind === 'glyphs' ? edit.was.filter((box) => !isSame(box, asked)) : []));
  const questions = state.questions.filter(
    (each, k) => k < answers.length || each.file !== file || !gone.some((box) => isSame(box, each.box)),
  );
  const status = answers.length === questions.length ? 'done' : 'asking';
  return {
    ...state,
    questions,
    answers,
    choice: 0,
    mode: { kind: 'label' },
    pending: [],
    before: state,
    message: '',
    status,
  };
}

function undone(state: FixState): FixState {
  if (state.pending.length > 0) return { ...state, pending: [], message: messages.finding.takenBack };
  if (state.before === undefined) return { ...state, message: messages.fix.nothingToUndo };
  const { before: _, ...first } = state.before;
  const earlier = state.before.before;
  return {
    ...first,
    ...(earlier && { before: earlier }),
    choice: 0,
    mode: { kind: 'label' },
    pending: [],
    message: '',
  };
}

const isSame = (a: Box, b: Box): boolean => a.x === b.x && a.y === b.y && a.w === b.w && a.h === b.h;

/** The glyphs that were given a label as they were found, in the order they were asked. */
export function labelledGlyphs({ questions, answers }: FixState): { label: string; question: Question }[] {
  return answers.flatMap(({ label }, i) => (label === undefined ? [] : [{ label, question: questions[i]! }]));
}

/** By photo, all that was put right on it; what was pending when a person stopped counts too. */
export function editsOf(state: FixState): ReadonlyMap<string, readonly PageEdit[]> {
  const { questions, answers, pending } = state;
  const edits = new Map<string, readonly PageEdit[]>();
  const all = [...answers.map((answer) => answer.edits), pending];
  for (const [i, own] of all.entries()) {
    const file = questions[i]?.file;
    if (file !== undefined && own.length > 0) edits.set(file, [...(edits.get(file) ?? []), ...own]);
  }
  return edits;
}
