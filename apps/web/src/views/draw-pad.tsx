// A sheet to write on, with finger, pen or mouse.
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { openPictures } from '../session/load.js';
import { t } from '../texts/texts.js';
import { Button } from './button.js';
import { timeOfDay } from './camera.js';
import { closeDialog, Dialog } from './dialog.js';

interface Spot {
  readonly x: number;
  readonly y: number;
  readonly pressure: number;
}

/** The sheet's own pixels; it is shown as large as there is room. */
const SHEET = { width: 1600, height: 1000, pen: 9 } as const;

/** The dialog to write in. */
export function DrawPad() {
  const canvas = useRef<HTMLCanvasElement>(null);
  const strokes = useSignal<readonly (readonly Spot[])[]>([]);
  const pen = useRef<Spot[] | null>(null);
  const redraw = (): void => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    context.fillStyle = '#fffdf8';
    context.fillRect(0, 0, SHEET.width, SHEET.height);
    for (const stroke of [...strokes.value, ...(pen.current ? [pen.current] : [])]) drawStroke(context, stroke);
  };
  // Redraw reads only refs and the strokes.
  useEffect(redraw, [strokes.value]);
  const spotOf = ({ clientX, clientY, pressure, currentTarget }: PointerEvent): Spot => {
    const box = (currentTarget as HTMLElement).getBoundingClientRect();
    return {
      x: ((clientX - box.left) / box.width) * SHEET.width,
      y: ((clientY - box.top) / box.height) * SHEET.height,
      pressure: pressure || 0.5,
    };
  };
  const read = async (): Promise<void> => {
    const blob = await new Promise<Blob | null>((resolve) => canvas.current?.toBlob(resolve, 'image/png'));
    if (!blob) return;
    closeDialog();
    await openPictures([new File([blob], t.peek().drawName(timeOfDay()), { type: blob.type })]);
  };
  const isEmpty = strokes.value.length === 0;
  return (
    <Dialog title={t.value.drawTitle} wide>
      <div class="draw">
        <p>{t.value.drawHint}</p>
        <canvas
          ref={canvas}
          width={SHEET.width}
          height={SHEET.height}
          role="img"
          aria-label={t.value.drawPad}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            pen.current = [spotOf(event)];
            redraw();
          }}
          onPointerMove={(event) => {
            if (!pen.current) return;
            pen.current.push(spotOf(event));
            redraw();
          }}
          onPointerUp={() => {
            if (pen.current) strokes.value = [...strokes.value, pen.current];
            pen.current = null;
          }}
        />
        <div class="row">
          <Button icon="undo" disabled={isEmpty} onClick={() => (strokes.value = strokes.value.slice(0, -1))}>
            {t.value.undoStroke}
          </Button>
          <Button icon="trash" disabled={isEmpty} onClick={() => (strokes.value = [])}>
            {t.value.clear}
          </Button>
          <Button icon="check" kind="primary" disabled={isEmpty} onClick={() => void read()}>
            {t.value.readIt}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

/** A stroke, thicker where the pen presses. */
function drawStroke(context: CanvasRenderingContext2D, spots: readonly Spot[]): void {
  context.strokeStyle = '#1d3480';
  context.fillStyle = '#1d3480';
  context.lineCap = 'round';
  context.lineJoin = 'round';
  const first = spots[0];
  if (!first) return;
  context.beginPath();
  context.arc(first.x, first.y, SHEET.pen / 2, 0, 2 * Math.PI);
  context.fill();
  for (let i = 1; i < spots.length; i++) {
    const from = spots[i - 1]!;
    const to = spots[i]!;
    context.lineWidth = SHEET.pen * (0.6 + 0.8 * to.pressure);
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.lineTo(to.x, to.y);
    context.stroke();
  }
}
