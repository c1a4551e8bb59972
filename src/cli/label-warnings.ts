// Warnings about labelled glyphs and their folders.
import type { OwnhandError } from '../error.js';
import type { SuspectLabel } from '../learn/check-labels.js';
import { leastOfNewLabel } from '../learn/check-labels.js';
import type { EarlierSuspect } from '../messages/message-values.js';
import { messages } from '../messages/messages.js';
import type { SheetPhoto } from '../node/samples/sheet-photo.js';
import type { SheetSamples } from '../node/samples/sheet-samples.js';
import { placeOf } from '../sheet/box-place.js';
import { note } from './output.js';

/** Tells of each input that could not be read. */
export function tellUnreadable(unreadable: readonly OwnhandError[]): void {
  for (const error of unreadable) note(error.message);
}

/** Tells that most pictures look like the other kind: with `reverse` processed ones, without it raw crops. */
export function tellOtherKind(reverse: boolean): void {
  note(reverse ? messages.labels.looksProcessed : messages.labels.looksLikeCrops);
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
