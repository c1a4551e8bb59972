// The hand's scores over its checkpoints as a plain SVG: own samples and MNIST, each step from before to after.
import type { Change, JournalEntry } from '../hand/store.js';
import { messages } from '../messages/messages.js';

type Step = Extract<JournalEntry, { event: 'learned' | 'refused' }>;

const WIDTH = 640;
const PANEL = 150;
const LEFT = 64;
const RIGHT = 20;
const TOP = 64;
const BETWEEN = 46;
const BOTTOM = 58;
const INK = '#1f2933';
const PALE = '#d5dae0';
const REFUSED = '#b3261e';
/** Labels under the axis closer than this run into each other, in pixels. */
const LABEL = 52;

interface Panel {
  readonly title: string;
  readonly colour: string;
  readonly of: (step: Step) => Change;
}
const PANELS: readonly Panel[] = [
  { title: messages.plot.own, colour: '#0a66a8', of: (step) => step.own },
  { title: messages.plot.mnist, colour: '#0a7a35', of: (step) => step.rehearsal },
];

/**
 * An SVG document that shows every learning step of a journal as a line from before to after. A refused step is dashed
 * and red, and ends in an open circle.
 */
export function historyPlot(journal: readonly JournalEntry[], hand: string): string {
  const steps = journal.filter((entry): entry is Step => entry.event === 'learned' || entry.event === 'refused');
  const height = TOP + PANELS.length * PANEL + (PANELS.length - 1) * BETWEEN + BOTTOM;
  const title = messages.plot.title(hand);
  const panels = PANELS.map((panel, i) => drawPanel(panel, steps, TOP + i * (PANEL + BETWEEN))).join('');
  const empty = `<text x="${LEFT}" y="${TOP + 40}">${messages.plot.empty}</text>`;
  const size = `viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}"`;
  const font = `font-family="system-ui, sans-serif" font-size="13" fill="${INK}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img" aria-labelledby="title desc" ${font}>
<title id="title">${escaped(title)}</title>
<desc id="desc">${escaped(describe(steps))}</desc>
<rect width="${WIDTH}" height="${height}" fill="#fff"/>
<text x="${LEFT}" y="26" font-size="17" font-weight="600">${escaped(title)}</text>
${steps.length === 0 ? empty : panels + times(steps, height - BOTTOM)}</svg>
`;
}

function drawPanel({ title, colour, of }: Panel, steps: readonly Step[], top: number): string {
  const { low, high, marks } = scaleOf(steps.flatMap((step) => [of(step).before, of(step).after]));
  const y = (share: number) => fixed(top + PANEL - ((share - low) / (high - low)) * PANEL);
  const grid = marks
    .map(
      (mark) =>
        `<path d="M${LEFT} ${y(mark)}H${WIDTH - RIGHT}" stroke="${PALE}"/>` +
        `<text x="${LEFT - 8}" y="${y(mark) + 4}" text-anchor="end">${percentOf(mark, marks[1]! - marks[0]!)}</text>`,
    )
    .join('');
  const lines = steps
    .map((step, i) => {
      const { before, after } = of(step);
      const [from, to] = [x(i, steps.length, -0.5), x(i, steps.length, 0.5)];
      const [pen, fill] = step.event === 'refused' ? [REFUSED, '#fff'] : [colour, colour];
      const dash = step.event === 'refused' ? ' stroke-dasharray="4 3"' : '';
      const said = `${nameOf(step)}: ${percentOf(before, 0.001)} → ${percentOf(after, 0.001)}`;
      return (
        `<g stroke="${pen}" stroke-width="2"><title>${escaped(said)}</title>` +
        `<path d="M${from} ${y(before)}L${to} ${y(after)}"${dash}/>` +
        `<circle cx="${to}" cy="${y(after)}" r="4" fill="${fill}"/></g>`
      );
    })
    .join('\n');
  return `<text x="${LEFT}" y="${top - 12}" fill="${colour}" font-weight="600">${title}</text>\n${grid}\n${lines}\n`;
}

/** The checkpoints' numbers and days below the lowest panel, as many as have room. */
function times(steps: readonly Step[], axis: number): string {
  const every = Math.ceil((steps.length * LABEL) / (WIDTH - LEFT - RIGHT));
  return steps
    .map((step, i) => {
      if ((steps.length - 1 - i) % every !== 0) return '';
      const at = `x="${x(i, steps.length, 0.5)}" text-anchor="middle"`;
      const name = step.event === 'learned' ? messages.plot.checkpoint(step.checkpoint) : messages.plot.refused;
      const colour = step.event === 'refused' ? ` fill="${REFUSED}"` : '';
      return (
        `<text ${at} y="${axis + 22}"${colour}>${name}</text>` +
        `<text ${at} y="${axis + 40}" font-size="11">${step.at.slice(2, 10)}</text>\n`
      );
    })
    .join('');
}

/** The middle of a step, or a share of its width beside it. */
function x(i: number, count: number, beside: number): number {
  const room = WIDTH - LEFT - RIGHT - LABEL / 2;
  return fixed(LEFT + ((i + 0.5 + beside * 0.8) / count) * room);
}

/** Round shares that hold all values, with three to seven marks; never a scale so fine that one digit fills it. */
function scaleOf(values: readonly number[]): { low: number; high: number; marks: readonly number[] } {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const steps = [0.005, 0.01, 0.02, 0.05, 0.1, 0.2];
  const step = steps.find((each) => (most - least) / each <= 4) ?? 0.25;
  let low = Math.floor(least / step + 1e-9);
  const high = Math.min(Math.round(1 / step), Math.max(Math.ceil(most / step - 1e-9), low + 2));
  low = Math.max(0, Math.min(low, high - 2));
  const marks = Array.from({ length: high - low + 1 }, (_, i) => (low + i) * step);
  return { low: low * step, high: high * step, marks };
}

/** All that the picture shows, in words. */
function describe(steps: readonly Step[]): string {
  if (steps.length === 0) return messages.plot.emptyDescription;
  const change = ({ before, after }: Change) => `${percentOf(before, 0.001)} → ${percentOf(after, 0.001)}`;
  return steps
    .map((step) => messages.plot.stepScores(nameOf(step), change(step.own), change(step.rehearsal)))
    .join(' ');
}

function nameOf(step: Step): string {
  const when = step.at.slice(0, 16).replace('T', ' ');
  return messages.plot.step(when, step.event === 'learned' ? step.checkpoint : undefined, step.samples);
}

const percentOf = (share: number, step: number) => `${(share * 100).toFixed(step < 0.01 ? 1 : 0)} %`;
const fixed = (value: number) => Math.round(value * 10) / 10;
const escaped = (text: string) =>
  text.replace(/[&<>"\p{Cc}]/gu, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] ?? ' ');
