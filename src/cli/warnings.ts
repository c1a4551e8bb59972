// Warnings about labelled glyphs and their folders.
import type { OwnhandError } from '../error.js';
import type { SuspectLabel } from '../learn/check-labels.js';
import { leastOfNewLabel } from '../learn/check-labels.js';
import type { SheetPhoto } from '../node/samples/sheet-photo.js';
import type { SheetSamples } from '../node/samples/sheet-samples.js';
import { placeOf } from '../sheet/box-place.js';
import { note } from './output.js';
import { plural } from './render.js';

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

/** Each new file by itself; of what was learned earlier, the few that look most wrong. */
export function tellSuspects(suspects: readonly SuspectLabel[]): void {
  for (const { source, label, looksLike } of suspects.filter((suspect) => suspect.source !== undefined))
    note(
      `warning: ${source} looks like your ${looksLike}, not ${label}; ${placeOf(source ?? '') ? 'black that box out if it went wrong, and photograph the sheet again' : 'rename it if so'}`,
    );
  const earlier = suspects.filter((suspect) => suspect.source === undefined);
  if (earlier.length === 0) return;
  const few = earlier.slice(0, 5).map(({ id, label, looksLike }) => `${id} (${looksLike}, not ${label}?)`);
  note(
    `warning: ${plural(earlier.length, 'earlier label')} may be wrong: ${few.join(', ')}${earlier.length > 5 ? ', …' : ''}; \`ownhand forget ID\` takes one back`,
  );
}

/** How much of each sheet was filled in, and what of it is not learned. */
export function tellSheets(sheets: readonly SheetPhoto[], { known, tooFew }: SheetSamples): void {
  for (const { name, samples, boxes } of sheets)
    note(`${name}: ${samples.length} of the sheet's ${boxes} boxes are filled in`);
  if (known > 0) note(`${known} of them ${known === 1 ? 'is' : 'are'} known from another photo of the same sheet`);
  for (const { label, count } of tooFew)
    note(
      `warning: ${label} is new to this reader, and ${count} of it ${count === 1 ? 'is' : 'are'} too few to learn it (${leastOfNewLabel} at least); left out`,
    );
}
