// Warnings about folders of labelled glyphs that `learn` and `eval` share.
import type { OwnhandError } from '../error.js';
import { note } from './output.js';

export function tellUnreadable(unreadable: readonly OwnhandError[]): void {
  for (const error of unreadable) note(error.message);
}

export function tellOtherKind(reverse: boolean): void {
  note(
    reverse
      ? 'warning: these pictures look processed, white on black; without --reverse they would be taken as they are'
      : 'warning: these pictures look like dark ink on light paper; --reverse takes them as that',
  );
}
