// What is drawn over the photo: boxes whose shape tells how sure a number is, as well as their colour.
import type { Box, Reading } from 'ownhand/browser';
import type { Shown } from '../pages/page.js';
import { takeIn } from '../session/correct.js';
import { focused, hovered, numbers } from '../session/state.js';
import type { Size } from '../session/viewport.js';
import { focusOn } from '../session/walk.js';

/** What is drawn. */
export interface PhotoMarksProps {
  /** The photo's size. */
  readonly size: Size;
  /** Pixels of the screen for a pixel of the photo. */
  readonly scale: number;
  /** Ink that was left out, where it is to be shown. */
  readonly left: Reading['leftOut'];
  /** A box that is being drawn. */
  readonly drawn: Box | null;
}

/** Pixels of the screen that a number is high at least where its text is written above it. */
const LEGIBLE = 30;
/** A press that moves no more than this many pixels chooses what is under it. */
const STILL = 6;
let pressed: { readonly x: number; readonly y: number; readonly choose: () => void } | null = null;

/** Remembers what a press began on, since the frame holds the pointer for moving the photo from then on. */
export const choosing = (choose: () => void) => ({
  onPointerDown: ({ clientX: x, clientY: y }: PointerEvent) => {
    pressed = { x, y, choose };
  },
});

/** Chooses what a press began on, where it has not moved. */
export function choosePressed({ clientX, clientY }: PointerEvent): void {
  if (pressed && Math.hypot(clientX - pressed.x, clientY - pressed.y) <= STILL) pressed.choose();
  pressed = null;
}

/** All marks. The table says the same to those who do not see them. */
export function PhotoMarks({ size, scale, left, drawn }: PhotoMarksProps) {
  const width = 1 / scale;
  return (
    <svg class="marks" viewBox={`0 0 ${size.width} ${size.height}`} aria-hidden="true" style={{ '--px': `${width}` }}>
      {left.map(({ box, reason }) => (
        <rect
          key={`${reason}${box.x},${box.y},${box.w},${box.h}`}
          class="left"
          {...rect(box, 1)}
          {...choosing(() => void takeIn(box))}
        />
      ))}
      {numbers.value.map((number) => (
        <NumberMark key={number.key} number={number} width={width} />
      ))}
      {drawn && <rect class="drawn" {...rect(drawn, 0)} />}
    </svg>
  );
}

function NumberMark({ number, width }: { readonly number: Shown; readonly width: number }) {
  const isFocused = focused.value?.key === number.key;
  const isHovered = hovered.value === number.key;
  const around = rect(number.box, 5 * width);
  const { x, y, width: w } = around;
  const badge = Math.min(9 * width, 0.22 * number.box.h);
  // On a small photo the words would hide the number above; the crop beside it is large enough.
  const isLegible = number.box.h / width > LEGIBLE;
  return (
    <g
      class={`number ${number.sureness}${isFocused ? ' focused' : ''}${isHovered ? ' hovered' : ''}`}
      data-text={number.text}
      onPointerEnter={() => (hovered.value = number.key)}
      onPointerLeave={() => (hovered.value = '')}
      {...choosing(() => focusOn(number))}
    >
      <rect class="around" {...around} rx={4 * width} />
      {number.glyphs.map(({ box }) => (
        <rect key={`${box.x},${box.y}`} class="glyph" {...rect(box, 1.5 * width)} />
      ))}
      {number.sureness === 'doubtful' && (
        <path class="badge" d={`M${x + w} ${y - badge}l${badge} ${badge * 1.8}h${-2 * badge}z`} />
      )}
      {number.sureness === 'guess' && (
        <path class="badge" d={`M${x + w} ${y - badge}l${badge} ${badge}l${-badge} ${badge}l${-badge} ${-badge}z`} />
      )}
      {(isFocused || isHovered) && isLegible && (
        <text x={x} y={y - 5 * width} font-size={17 * width} stroke-width={4 * width}>
          {number.text}
        </text>
      )}
    </g>
  );
}

const rect = ({ x, y, w, h }: Box, by: number) => ({ x: x - by, y: y - by, width: w + 2 * by, height: h + 2 * by });
