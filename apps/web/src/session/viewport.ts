// How a photo lies in its frame: enlarged, moved, turned. Plain geometry, so that it can be tested.
import type { Box } from 'ownhand/browser';

/** How a photo is shown. */
export interface Viewport {
  /** The photo's middle, pixels of the frame. */
  readonly x: number;
  /** Likewise, downwards. */
  readonly y: number;
  /** Pixels of the frame for a pixel of the photo. */
  readonly scale: number;
  /** Degrees clockwise. */
  readonly turn: number;
}

/** Width and height, pixels. */
export interface Size {
  /** Across. */
  readonly width: number;
  /** Down. */
  readonly height: number;
}

/** Room around the whole photo, pixels of the frame. */
const MARGIN = 10;
/** How far a photo can be enlarged, and shrunk beyond the whole of it. */
const MOST = 12;

/** The whole photo, in the middle of the frame. */
export function fitted(photo: Size, frame: Size, turn: number): Viewport {
  const lies = turn % 180 !== 0;
  const wide = lies ? photo.height : photo.width;
  const high = lies ? photo.width : photo.height;
  const scale = Math.min((frame.width - 2 * MARGIN) / wide, (frame.height - 2 * MARGIN) / high);
  return { x: frame.width / 2, y: frame.height / 2, scale: Math.max(scale, 0.01), turn };
}

/** The photo enlarged by a factor, with the spot of the frame staying where it is. */
export function zoomed(
  view: Viewport,
  by: number,
  spot: { readonly x: number; readonly y: number },
  fit: number,
): Viewport {
  const scale = Math.min(MOST * Math.max(fit, 0.2), Math.max(fit * 0.5, view.scale * by));
  const k = scale / view.scale;
  return { ...view, scale, x: spot.x + (view.x - spot.x) * k, y: spot.y + (view.y - spot.y) * k };
}

/** Where a spot of the frame lies on the photo. */
export function onPhoto(
  view: Viewport,
  photo: Size,
  spot: { readonly x: number; readonly y: number },
): { readonly x: number; readonly y: number } {
  const angle = (-view.turn * Math.PI) / 180;
  const dx = (spot.x - view.x) / view.scale;
  const dy = (spot.y - view.y) / view.scale;
  return {
    x: dx * Math.cos(angle) - dy * Math.sin(angle) + photo.width / 2,
    y: dx * Math.sin(angle) + dy * Math.cos(angle) + photo.height / 2,
  };
}

/** Where a box's middle lies in the frame. */
export function inFrame(view: Viewport, photo: Size, box: Box): { readonly x: number; readonly y: number } {
  const angle = (view.turn * Math.PI) / 180;
  const dx = (box.x + box.w / 2 - photo.width / 2) * view.scale;
  const dy = (box.y + box.h / 2 - photo.height / 2) * view.scale;
  return {
    x: view.x + dx * Math.cos(angle) - dy * Math.sin(angle),
    y: view.y + dx * Math.sin(angle) + dy * Math.cos(angle),
  };
}

/** The photo moved, where it must be, so that a box can be seen. */
export function showing(view: Viewport, photo: Size, frame: Size, box: Box): Viewport {
  const { x, y } = inFrame(view, photo, box);
  const edge = 0.12;
  const isSeen =
    x > frame.width * edge && x < frame.width * (1 - edge) && y > frame.height * edge && y < frame.height * (1 - edge);
  return isSeen ? view : { ...view, x: view.x + frame.width / 2 - x, y: view.y + frame.height / 2 - y };
}

/** The CSS transform that shows a photo so, its own corner being the origin. */
export const transformOf = ({ x, y, scale, turn }: Viewport, { width, height }: Size): string =>
  `translate(${x}px, ${y}px) scale(${scale}) rotate(${turn}deg) translate(${-width / 2}px, ${-height / 2}px)`;
