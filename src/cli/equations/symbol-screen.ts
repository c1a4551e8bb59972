// What the terminal shows while symbols are put right: the state as lines of text. Pure.
import { messages } from '../../messages/messages.js';
import { picture, type Terminal, wrapped } from '../fix/screen.js';
import type { Paint } from '../render.js';
import { askedSymbol, choicesOf, type SymbolQuestion, type SymbolState, typedLabel } from './symbol-state.js';

/** Characters of the equation that are shown on each side of the symbol. */
const CONTEXT = 24;

/** The lines of the question being asked; none where there is none. */
export function symbolScreen(state: SymbolState, terminal: Terminal, paint: Paint): string[] {
  const question = askedSymbol(state);
  if (question === undefined) return [];
  const [before, own, after] = question.context;
  return [
    `${paint('bold', messages.fix.question(state.answers.length + 1, state.questions.length))}  ${question.file}`,
    `${before.slice(-CONTEXT)}${paint('bold', `[${own}]`)}${after.slice(0, CONTEXT)}`,
    ...picture(question.view, terminal),
    readAs(question, state, paint),
    ...wrapped(messages.fixLatex.keys, terminal.columns).map((text) => paint('dim', text)),
    state.message === '' ? '' : paint('yellow', state.message),
  ];
}

function readAs(question: SymbolQuestion, { typed, choice }: SymbolState, paint: Paint): string {
  if (typed !== '') return messages.fixLatex.typed(typed, typedLabel(typed));
  const share = (value: number) => (value < 0.01 ? '<1 %' : `${Math.min(99, Math.floor(value * 100))} %`);
  const chances = new Map(question.alternatives.map(({ label, confidence }) => [label, confidence]));
  const texts = choicesOf(question).map((label, k) => {
    const text = `${label} ${share(k === 0 ? question.confidence : (chances.get(label) ?? 0))}`;
    return k === choice ? paint('bold', `>${text}`) : ` ${text}`;
  });
  return messages.fix.readAs(texts.join('  '));
}
