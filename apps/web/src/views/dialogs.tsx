// Dialogs that only tell: the keys, and the tour of three steps.
import { useSignal } from '@preact/signals';
import { dialog } from '../session/state.js';
import { t } from '../texts/texts.js';
import { Button } from './button.js';
import { Camera } from './camera.js';
import { closeDialog, Dialog } from './dialog.js';
import { DrawPad } from './draw-pad.js';

/** Whichever dialog is open. */
export function Dialogs() {
  switch (dialog.value) {
    case 'keys':
      return <Keys />;
    case 'tour':
      return <Tour />;
    case 'camera':
      return <Camera />;
    case 'draw':
      return <DrawPad />;
    default:
      return null;
  }
}

function Keys() {
  return (
    <Dialog title={t.value.keysTitle}>
      <dl class="keys">
        {t.value.keyList.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

function Tour() {
  const at = useSignal(0);
  const { tour } = t.value;
  const { title, text } = tour.list[at.value]!;
  const isLast = at.value === tour.list.length - 1;
  return (
    <Dialog title={tour.title}>
      <div class="tour" aria-live="polite">
        <p class="quiet">{tour.step(at.value + 1, tour.list.length)}</p>
        <h3>{title}</h3>
        <p>{text}</p>
      </div>
      <div class="row">
        <Button kind="quiet" onClick={closeDialog}>
          {tour.skip}
        </Button>
        <Button kind="primary" onClick={() => (isLast ? closeDialog() : at.value++)}>
          {isLast ? tour.done : tour.next}
        </Button>
      </div>
    </Dialog>
  );
}
