// What the hand holds: samples, history, how well it reads, and how it is taught.
import '../../styles/hand.css';
import { useSignal } from '@preact/signals';
import type { JournalEntry, Sample } from 'ownhand/browser';
import { useEffect } from 'preact/hooks';
import { handVersion, reader } from '../../session/state.js';
import { t } from '../../texts/texts.js';
import { Confusion } from './confusion.js';
import { Hands } from './hands.js';
import { History } from './history.js';
import { SheetToFill } from './sheet-to-fill.js';
import { Suspects } from './suspects.js';
import { TeachPage } from './teach-page.js';
import { Wall } from './wall.js';

/** What is known of the hand at the moment. */
export interface HandState {
  /** All samples, oldest first. */
  readonly samples: readonly Sample[];
  /** What happened to it, oldest first. */
  readonly journal: readonly JournalEntry[];
  /** The checkpoint in use, 0 for the shipped reader. */
  readonly checkpoint: number;
}

/** The screen of the hand. */
export function HandScreen() {
  const state = useSignal<HandState | null>(null);
  const hand = reader.value;
  const version = handVersion.value;
  // Whatever changes the hand counts its version up.
  useEffect(() => {
    let isGone = false;
    if (!hand) return;
    void Promise.all([hand.samples(), hand.journal(), hand.checkpoint()]).then(([samples, journal, checkpoint]) => {
      if (!isGone) state.value = { samples, journal, checkpoint };
    });
    return () => {
      isGone = true;
    };
  }, [hand, version, state]);
  const known = state.value;
  return (
    <div class="hand">
      <header class="screen-head">
        <h1>{t.value.handTitle}</h1>
        <p>{hand?.served ? t.value.handServed : t.value.handHelp}</p>
      </header>
      <Hands />
      {known && known.samples.length === 0 && (
        <div class="empty">
          <h2>{t.value.handEmpty}</h2>
          <p>{t.value.handEmptyHelp}</p>
        </div>
      )}
      {known && known.samples.length > 0 && (
        <>
          <Wall samples={known.samples} />
          <div class="two">
            <History state={known} />
            <Confusion samples={known.samples} checkpoint={known.checkpoint} />
          </div>
          <Suspects samples={known.samples} />
        </>
      )}
      <div class="two">
        <SheetToFill />
        <TeachPage />
      </div>
    </div>
  );
}
