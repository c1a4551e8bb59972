// The photo, which can be enlarged, moved and turned, with a box around all that was read.
import { useSignal } from '@preact/signals';
import type { Box } from 'ownhand/browser';
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { leftOutOf } from '../pages/overlay.js';
import type { Page } from '../pages/page.js';
import { takeIn } from '../session/correct.js';
import { switchKind } from '../session/equations.js';
import { closePage } from '../session/load.js';
import { offersEquations } from '../session/page-kind.js';
import { focused, screen, showsLeftOut } from '../session/state.js';
import { fitted, onPhoto, type Size, showing, transformOf, type Viewport, zoomed } from '../session/viewport.js';
import { t } from '../texts/texts.js';
import { Button } from './button.js';
import { choosePressed, PhotoMarks } from './photo-marks.js';

/** One press of a button, or one turn of the wheel. */
const STEP = 1.3;

/** What is shown. */
export interface PhotoProps {
  /** The page whose photo it is. */
  readonly page: Page;
  /** What has the focus, so that it is in view. Default: the number that has it. */
  readonly shown?: { readonly key: string; readonly box: Box } | null;
  /** What is drawn over the photo, at its size and scale. Default: its numbers. */
  readonly marks?: (size: Size, scale: number) => ComponentChildren;
}

/** The photo of a page. */
export function Photo({ page, shown = focused.value, marks }: PhotoProps) {
  const frame = useRef<HTMLDivElement>(null);
  const view = useSignal<Viewport | null>(null);
  const natural = useSignal<Size | null>(null);
  const drawing = useSignal(false);
  const drawn = useSignal<Box | null>(null);
  const pointers = useRef(new Map<number, { x: number; y: number }>());
  const url = useMemo(() => URL.createObjectURL(page.blob), [page.blob]);
  useEffect(() => () => URL.revokeObjectURL(url), [url]);
  const size: Size | null = page.equations?.reading ?? page.reading ?? natural.value;
  const room = (): Size => ({ width: frame.current?.clientWidth ?? 1, height: frame.current?.clientHeight ?? 1 });
  const fit = (turn = view.peek()?.turn ?? 0): void => {
    if (size) view.value = fitted(size, room(), turn);
  };
  // The photo is fitted anew when its size is known.
  useEffect(() => fit(), [size?.width, size?.height]);
  useEffect(() => {
    const observer = new ResizeObserver(() => fit());
    if (frame.current) observer.observe(frame.current);
    return () => observer.disconnect();
  });
  // Only another number moves the photo.
  useEffect(() => {
    if (shown && view.value && size) view.value = showing(view.value, size, room(), shown.box);
  }, [shown?.key]);

  const zoom = (by: number, spot = { x: room().width / 2, y: room().height / 2 }): void => {
    if (view.value && size) view.value = zoomed(view.value, by, spot, fitted(size, room(), view.value.turn).scale);
  };
  const spotOf = ({ clientX, clientY }: MouseEvent): { x: number; y: number } => {
    const box = frame.current?.getBoundingClientRect();
    return { x: clientX - (box?.left ?? 0), y: clientY - (box?.top ?? 0) };
  };
  const start = useRef<{ x: number; y: number } | null>(null);
  const onDown = (event: PointerEvent): void => {
    const spot = spotOf(event);
    pointers.current.set(event.pointerId, spot);
    frame.current?.setPointerCapture(event.pointerId);
    start.current = drawing.value && size && view.value ? onPhoto(view.value, size, spot) : null;
  };
  const onMove = (event: PointerEvent): void => {
    const before = pointers.current.get(event.pointerId);
    if (!before || !view.value || !size) return;
    const now = spotOf(event);
    const others = [...pointers.current].filter(([id]) => id !== event.pointerId).map(([, spot]) => spot);
    pointers.current.set(event.pointerId, now);
    if (start.current) {
      const end = onPhoto(view.value, size, now);
      drawn.value = between(start.current, end, size);
      return;
    }
    const other = others[0];
    if (!other) {
      view.value = { ...view.value, x: view.value.x + now.x - before.x, y: view.value.y + now.y - before.y };
      return;
    }
    const by = Math.hypot(now.x - other.x, now.y - other.y) / Math.hypot(before.x - other.x, before.y - other.y);
    zoom(by, { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 });
    const moved = view.value;
    view.value = { ...moved, x: moved.x + (now.x - before.x) / 2, y: moved.y + (now.y - before.y) / 2 };
  };
  const onUp = (event: PointerEvent): void => {
    pointers.current.delete(event.pointerId);
    const box = drawn.value;
    start.current = null;
    if (!box) {
      if (event.type === 'pointerup' && !drawing.value) choosePressed(event);
      return;
    }
    drawn.value = null;
    drawing.value = false;
    if (box.w > 3 && box.h > 3) void takeIn(box);
  };
  const left = leftOutOf(page);
  return (
    <section class="photo" aria-label={t.value.photoOf(page.name)}>
      <div
        ref={frame}
        class={`frame${drawing.value ? ' drawing' : ''}`}
        onPointerDown={onDown}
        onPointerMove={onMove}
        onPointerUp={onUp}
        onPointerCancel={onUp}
        onWheel={(event) => {
          event.preventDefault();
          zoom(event.deltaY < 0 ? STEP ** 0.5 : 1 / STEP ** 0.5, spotOf(event));
        }}
      >
        <div
          class="stage"
          style={{
            width: `${size?.width ?? 1}px`,
            height: `${size?.height ?? 1}px`,
            transform: view.value && size ? transformOf(view.value, size) : '',
            visibility: view.value ? 'visible' : 'hidden',
          }}
        >
          <img
            src={url}
            alt={t.value.photoOf(page.name)}
            decoding="async"
            draggable={false}
            onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) => {
              natural.value = { width, height };
            }}
          />
          {size && marks?.(size, view.value?.scale ?? 1)}
          {size && !marks && page.reading && (
            <PhotoMarks
              size={size}
              scale={view.value?.scale ?? 1}
              left={showsLeftOut.value ? left : []}
              drawn={drawn.value}
            />
          )}
        </div>
      </div>
      <div class="photo-tools" role="toolbar" aria-label={t.value.photo}>
        <Button icon="zoomOut" label={t.value.zoomOut} kind="quiet" onClick={() => zoom(1 / STEP)} />
        <Button icon="zoomIn" label={t.value.zoomIn} kind="quiet" onClick={() => zoom(STEP)} />
        <Button icon="fit" label={t.value.fit} kind="quiet" onClick={() => fit()} />
        <Button
          icon="rotate"
          label={t.value.rotate}
          kind="quiet"
          onClick={() => fit(((view.value?.turn ?? 0) + 90) % 360)}
        />
        {!page.equations && (
          <Button
            icon="box"
            label={t.value.draw}
            kind="quiet"
            pressed={drawing.value}
            onClick={() => (drawing.value = !drawing.value)}
          />
        )}
        {(offersEquations.value || page.equations) && (
          <Button
            icon="equation"
            label={t.value.equations.mode}
            kind="quiet"
            pressed={page.equations !== undefined}
            onClick={() => switchKind(page.id)}
          />
        )}
        <Button icon="plus" label={t.value.newPages} kind="quiet" onClick={() => (screen.value = 'start')} />
        <Button icon="trash" label={t.value.closePage} kind="quiet" onClick={() => closePage(page.id)} />
        {left.length > 0 && (
          <Button
            icon="eye"
            kind="quiet"
            pressed={showsLeftOut.value}
            onClick={() => (showsLeftOut.value = !showsLeftOut.value)}
          >
            <span class="unseen">{t.value.showLeftOut(left.length)}</span>
            <span class="in-words" aria-hidden="true">
              {t.value.showLeftOut(left.length)}
            </span>
            <span class="in-short" aria-hidden="true">
              {left.length}
            </span>
          </Button>
        )}
      </div>
      {drawing.value && <p class="photo-help">{t.value.drawHelp}</p>}
      {showsLeftOut.value && left.length > 0 && (
        <div class="left-out">
          <p>{t.value.leftOutHelp}</p>
          <ul>
            {left.slice(0, MOST_LISTED).map(({ box, reason }) => (
              <li key={`${box.x},${box.y},${box.w}`}>
                <button type="button" title={t.value.takeInNamed} onClick={() => void takeIn(box)}>
                  + {t.value.reasons[reason]}
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

/** Pieces of left-out ink that are listed; all of them can be chosen on the photo. */
const MOST_LISTED = 24;

function between(a: { x: number; y: number }, b: { x: number; y: number }, { width, height }: Size): Box {
  const x = Math.max(0, Math.round(Math.min(a.x, b.x)));
  const y = Math.max(0, Math.round(Math.min(a.y, b.y)));
  return {
    x,
    y,
    w: Math.min(width, Math.round(Math.max(a.x, b.x))) - x,
    h: Math.min(height, Math.round(Math.max(a.y, b.y))) - y,
  };
}
