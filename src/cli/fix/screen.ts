// What the terminal shows while glyphs are put right: the state as lines of text. Pure; run.ts prints them.

import { messages } from '../../messages/messages.js';
import type { Plane } from '../../page/image.js';
import type { Paint } from '../render.js';
import { markedBy } from './finding.js';
import type { GlyphStrip } from './glyph-strip.js';
import { type ColourDepth, halfBlocks, resized } from './half-blocks.js';
import type { Question } from './question.js';
import { choices, current, type FixState } from './state.js';

/** How much a terminal shows. */
export interface Terminal {
  /** Characters a line. */
  readonly columns: number;
  /** Lines. */
  readonly rows: number;
  /** How it shows grey. */
  readonly depth: ColourDepth;
}

/** Lines around the picture: where it is, the marks below it, what it was read as, the keys, the message. */
const LINES_AROUND = 8;
/** How far the neighbours fade towards the paper. */
const FADED = 0.6;

/** The lines of the question being asked; none where there is none. */
export function screen(state: FixState, terminal: Terminal, paint: Paint): string[] {
  const question = current(state);
  if (question === undefined) return [];
  const width = terminal.columns;
  const asked = messages.fix.question(state.answers.length + 1, state.questions.length);
  const { file, line, before, after, label } = question;
  return [
    `${paint('bold', asked)}  ${shortened(file, Math.max(10, width - asked.length - 2))}`,
    paint('dim', messages.fix.line(line)) + before.slice(-20) + paint('bold', `[${label}]`) + after.slice(0, 20),
    ...picture(marked(question, state), terminal),
    ...(state.mode.kind === 'label'
      ? [readAs(question, state, paint), ...wrapped(messages.fix.keys, width).map((text) => paint('dim', text))]
      : wrapped(messages.finding.keys[state.mode.kind], width)),
    state.message === '' ? '' : paint('yellow', state.message),
  ];
}

/** The strip with what the keys are about marked on it. */
function marked(question: Question, { mode }: FixState): GlyphStrip {
  const { view, box } = question;
  if (mode.kind === 'label' || mode.kind === 'sign') return view;
  const about = markedBy(mode, question);
  const [kx, ky] = [view.box.w / box.w, view.box.h / box.h];
  const [x, y] = [view.box.x + (about.x - box.x) * kx, view.box.y + (about.y - box.y) * ky];
  return { strip: view.strip, box: { x, y, w: about.w * kx, h: about.h * ky } };
}

function readAs({ label, confidence, alternatives, ...rest }: Question, state: FixState, paint: Paint): string {
  const share = (value: number) => (value < 0.01 ? '<1 %' : `${Math.min(99, Math.floor(value * 100))} %`);
  const all = choices({ label, confidence, alternatives, ...rest }, state.alphabet);
  const chosen = all[state.choice] ?? label;
  const likely = [{ label, confidence }, ...alternatives]
    .map((each) => {
      const text = `${each.label} ${share(each.confidence)}`;
      return each.label === chosen ? paint('bold', `>${text}`) : ` ${text}`;
    })
    .join('  ');
  const other = state.choice > alternatives.length ? `  ${paint('bold', `>${chosen}`)}` : '';
  return messages.fix.readAs(`${likely}${other}`);
}

/** The strip as high as the terminal allows, the glyph marked from below. */
export function picture({ strip, box }: GlyphStrip, { columns, rows, depth }: Terminal): string[] {
  const most = Math.min(32, Math.max(8, 2 * (rows - LINES_AROUND)));
  const k = Math.min(most / strip.height, Math.max(8, columns - 2) / strip.width);
  const [w, h] = [Math.max(1, Math.floor(strip.width * k)), 2 * Math.max(1, Math.floor((strip.height * k) / 2))];
  const [kx, ky] = [w / strip.width, h / strip.height];
  const within = { left: box.x * kx, right: (box.x + box.w) * kx, top: box.y * ky, bottom: (box.y + box.h) * ky };
  const small = resized(strip, w, h);
  const shown = depth === 'none' ? small : faded(small, within);
  const from = Math.max(0, Math.min(w - 1, Math.round(within.left)));
  const marks = ' '.repeat(from) + '^'.repeat(Math.max(1, Math.min(w, Math.round(within.right)) - from));
  return [...halfBlocks(shown, depth).map((row) => ` ${row}`), ` ${marks}`];
}

interface Sides {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function faded(plane: Plane, { left, right, top, bottom }: Sides): Plane {
  const data = plane.data.map((value, i) => {
    const [x, y] = [i % plane.width, Math.floor(i / plane.width)];
    const inside = x >= left - 1 && x <= right && y >= top - 1 && y <= bottom;
    return inside ? value : Math.round(value + (255 - value) * FADED);
  });
  return { ...plane, data };
}

const shortened = (text: string, most: number) => (text.length <= most ? text : `…${text.slice(1 - most)}`);

/** Parts set side by side with a dot between them, as many to a line as its width allows. */
export function wrapped(parts: readonly string[], width: number): string[] {
  const lines = [''];
  for (const part of parts) {
    const last = lines.at(-1)!;
    if (last === '') lines[lines.length - 1] = part;
    else if (last.length + 3 + part.length <= width) lines[lines.length - 1] = `${last} · ${part}`;
    else lines.push(part);
  }
  return lines;
}
