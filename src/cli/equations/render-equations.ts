// Equations as JSON and as text. Pure: what these functions return is printed elsewhere.
import type { EquationsReading, ReadEquation } from '../../equations/equations-reading.js';
import { formOf } from '../../equations/forms/symbol-forms.js';
import type { Box } from '../../geometry/box.js';
import { messages } from '../../messages/messages.js';
import { percentOf, surenessOf } from '../../sureness.js';
import type { EquationsLine } from '../json/equation-lines.js';
import type { JsonBox } from '../json/reading-lines.js';
import type { Paint } from '../render.js';

const boxJson = ({ x, y, w, h }: Box): JsonBox => [x, y, w, h];
const share = (value: number) => Math.round(value * 1e4) / 1e4;

/** The object of one line of `read --latex --json`. */
export function equationsJson(file: string, reading: EquationsReading): EquationsLine {
  const { width, height, text, latex, equations } = reading;
  return {
    file,
    width,
    height,
    text,
    latex,
    equations: equations.map((equation) => ({
      latex: equation.latex,
      mathml: equation.mathml,
      text: equation.text,
      confidence: share(equation.confidence),
      box: boxJson(equation.box),
      symbols: equation.symbols.map(({ label, confidence, box, alternatives, latex: place, given }) => ({
        label,
        confidence: share(confidence),
        box: boxJson(box),
        alternatives: alternatives.map((other) => ({ label: other.label, confidence: share(other.confidence) })),
        ...(place && { latex: place }),
        ...(given && { given }),
      })),
      ...(equation.holds !== undefined && { holds: equation.holds }),
      ...(equation.value !== undefined && { value: equation.value }),
      ...(equation.doubtful && { doubtful: equation.doubtful }),
    })),
  };
}

/** What arithmetic says of an equation, as a person is told it; undefined where it says nothing. */
export function verdictOf({ holds, value, doubtful, symbols }: ReadEquation): string | undefined {
  if (value === undefined) return undefined;
  if (holds === undefined) return messages.equations.comesTo(value);
  if (holds || !doubtful) return messages.equations.holds;
  const symbol = symbols[doubtful.symbol]?.label ?? '';
  const { label } = doubtful;
  return messages.equations.fails(value, plain(symbol), label === undefined ? undefined : plain(label));
}

const plain = (label: string): string => formOf(label).text;

const COLOURS = { sure: 'green', doubtful: 'yellow', guess: 'red' } as const;

/** Equations for a person: each in LaTeX, doubtful ones coloured, with what is known of it underneath. */
export function equationsTable(file: string, reading: EquationsReading, paint: Paint): string {
  const { width, height, equations } = reading;
  const head = `${paint('bold', file)} ${paint('dim', messages.equations.page(width, height, equations.length))}`;
  if (equations.length === 0) return `${head}\n  ${paint('dim', messages.equations.none)}`;
  const wide = String(equations.length).length;
  const rows = equations.map((equation, k) => {
    const beneath = [percentOf(equation.confidence), verdictOf(equation)].filter((part) => part !== undefined);
    return (
      `  ${paint('dim', String(k + 1).padStart(wide))}  ${paint(COLOURS[surenessOf(equation)], equation.latex)}\n` +
      `${' '.repeat(wide + 4)}${paint('dim', beneath.join('  '))}`
    );
  });
  return [head, ...rows].join('\n');
}
