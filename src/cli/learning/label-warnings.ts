// Warnings about labelled glyphs and their folders.

import type { SuspectLabel } from '../../learn/labels/check-labels.js';
import { leastOfNewLabel } from '../../learn/labels/check-labels.js';
import type { EarlierSuspect } from '../../messages/message-values.js';
import { messages } from '../../messages/messages.js';
import type { LabelledFolders, LabelledOptions } from '../../node/samples/labelled-folder.js';
import type { SheetSamples } from '../../node/samples/sheet-samples.js';
import { placeOf } from '../../sheet/box-place.js';
import type { SheetPhoto } from '../../sheet/sheet-photo.js';
import { told } from '../command-error.js';
import { note } from '../output.js';

/** Paths that are told by name; of more, only these. */
const MOST_PATHS = 3;

/** Tells how labelled pictures were understood, and which could not be read. */
export function tellFound(
  { unreadable, otherKind, grounds, byFolder, passedOver }: LabelledFolders,
  { reverse }: LabelledOptions,
): void {
  for (const error of unreadable) note(told(error));
  if (otherKind) note(reverse ? messages.labels.looksProcessed : messages.labels.looksLikeCrops);
  if (reverse === undefined && grounds.light > 0) note(messages.labels.takenAsPaper(grounds.light, grounds.dark));
  if (byFolder > 0) note(messages.labels.labelledByFolder(byFolder));
  if (passedOver.length > 0) note(messages.labels.passedOver(passedOver.length, passedOver.slice(0, MOST_PATHS)));
}

/** Earlier labels that are told one by one; of more, only these. */
const FEW = 5;

/** Each new file by itself; of what was learned earlier, the few that look most wrong. */
export function tellSuspects(suspects: readonly SuspectLabel[]): void {
  const earlier: EarlierSuspect[] = [];
  for (const { id = '', source, label, looksLike } of suspects) {
    if (source === undefined) earlier.push({ id, label, looksLike });
    else if (placeOf(source)) note(messages.labels.suspectBox(source, label, looksLike));
    else note(messages.labels.suspectFile(source, label, looksLike));
  }
  if (earlier.length > 0) note(messages.labels.suspectEarlier(earlier.length, earlier.slice(0, FEW)));
}

/** How much of each sheet was filled in, and what of it is not learned. */
export function tellSheets(sheets: readonly SheetPhoto[], { known, tooFew }: SheetSamples): void {
  for (const { name, samples, boxes } of sheets) note(messages.labels.sheetFilled(name, samples.length, boxes));
  if (known > 0) note(messages.labels.knownFromOtherPhoto(known));
  for (const { label, count } of tooFew) note(messages.labels.tooFew(label, count, leastOfNewLabel));
}
