// The hands that this browser keeps: open, new, delete, save as a file, load from one.
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { saveFile } from '../../out/save.js';
import { handNames, removeHand } from '../../reader/open-reader.js';
import { rereadAll } from '../../session/correct.js';
import { openHandNamed } from '../../session/open-hand.js';
import { handVersion, learning, reader, say } from '../../session/state.js';
import { faultOf } from '../../texts/faults.js';
import { t } from '../../texts/texts.js';
import { Button } from '../button.js';

const tell = (error: unknown): void => say(faultOf(error), 'bad');

/** The hands. */
export function Hands() {
  const names = useSignal<readonly string[]>([]);
  const fresh = useSignal('');
  const file = useRef<HTMLInputElement>(null);
  const hand = reader.value;
  const version = handVersion.value;
  // Another hand or version is a reason to look again.
  useEffect(() => {
    void handNames().then((known) => {
      names.value = known;
    }, tell);
  }, [hand, version, names]);
  if (!hand) return null;
  const all = [...new Set([hand.name, ...names.value])].sort();
  return (
    <section class="card" aria-labelledby="hands">
      <h2 id="hands">{t.value.hands}</h2>
      {!hand.served && <p class="quiet">{t.value.handsHelp}</p>}
      {!hand.served && (
        <ul class="hands">
          {all.map((name) => (
            <li key={name} aria-current={name === hand.name ? 'true' : undefined}>
              <span>{name}</span>
              {name === hand.name ? (
                <em>{t.value.current}</em>
              ) : (
                <>
                  <Button kind="quiet" onClick={() => void openHandNamed(name).catch(tell)}>
                    {t.value.open}
                  </Button>
                  <Button
                    icon="trash"
                    kind="quiet"
                    label={`${t.value.remove} ${name}`}
                    onClick={() => void remove(name)}
                  />
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      <div class="row">
        {!hand.served && (
          <form
            class="row"
            onSubmit={(event) => {
              event.preventDefault();
              const name = fresh.value.trim();
              if (name === '') return;
              fresh.value = '';
              void openHandNamed(name).catch(tell);
            }}
          >
            <input
              type="text"
              aria-label={t.value.newHandName}
              placeholder={t.value.newHandName}
              value={fresh.value}
              onInput={({ currentTarget }) => (fresh.value = currentTarget.value)}
            />
            <button type="submit" class="button plain">
              {t.value.newHand}
            </button>
          </form>
        )}
        <Button icon="save" onClick={() => void exportHand()}>
          {t.value.exportHand}
        </Button>
        <Button icon="folder" onClick={() => file.current?.click()}>
          {t.value.importHand}
        </Button>
      </div>
      <p class="quiet small">{t.value.handFileHelp}</p>
      <input
        ref={file}
        class="unseen"
        type="file"
        tabIndex={-1}
        aria-hidden="true"
        data-in="hand"
        onChange={({ currentTarget }) => {
          const chosen = currentTarget.files?.[0];
          currentTarget.value = '';
          if (chosen) void importHand(chosen);
        }}
      />
    </section>
  );
}

async function remove(name: string): Promise<void> {
  if (!confirm(t.value.removeSure(name))) return;
  try {
    await removeHand(name);
    handVersion.value++;
    say(t.value.removed(name));
  } catch (error) {
    tell(error);
  }
}

async function exportHand(): Promise<void> {
  try {
    const file = await reader.value?.exportFile();
    if (!file) return;
    saveFile(file.name, file, file.type);
    say(t.value.saved(file.name), 'good');
  } catch (error) {
    tell(error);
  }
}

async function importHand(file: File): Promise<void> {
  try {
    await reader.value?.importFile(file, (share) => {
      learning.value = share;
    });
    say(t.value.imported, 'good');
  } catch (error) {
    tell(error);
  } finally {
    learning.value = null;
    rereadAll();
  }
}
