// What went wrong, in the language in use. The library's messages are English and name what they are about; other
// languages have a sentence for each code, and the page shows what it is about.
import type { ErrorCode } from 'ownhand/browser';
import { language } from './texts.js';

/** What went wrong, by its code. */
type Faults = Readonly<Record<ErrorCode, string>>;

const german: Faults = {
  usage: 'So geht das nicht.',
  'not-found': 'Das ist nicht mehr da.',
  'no-images': 'Darin ist kein Bild.',
  empty: 'Die Datei ist leer.',
  'not-an-image': 'Das ist kein Bild, das sich lesen lässt.',
  damaged: 'Das Bild ist beschädigt oder unvollständig.',
  'too-large': 'Das Bild ist zu groß.',
  'too-small': 'Das Bild ist zu klein für Handschrift.',
  'no-label': 'Es fehlt, welches Zeichen das ist.',
  'no-sheet': 'Auf dem Foto ist kein Blatt zum Ausfüllen zu finden; alle vier Ecken müssen zu sehen sein.',
  'unknown-label': 'Dieses Zeichen kennt die Hand nicht.',
  'read-only': 'Hier lässt sich nichts speichern.',
  'disk-full': 'Der Speicher ist voll.',
  'bad-checkpoint': 'Was die Hand gelernt hat, lässt sich nicht laden; die Muster sind sicher.',
  refused: 'Das wurde abgelehnt, weil es der Hand geschadet hätte.',
  busy: 'Die Hand wird gerade anderswo benutzt, in einem anderen Fenster oder Programm.',
  'needs-install': 'Diese Art von Datei lässt sich hier nicht öffnen.',
  aborted: 'Abgebrochen.',
  failed: 'Das ist nicht gelungen.',
};

const faults: Readonly<Record<string, Faults>> = { de: german };

/** What an error says to a person. */
export function faultOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const told = Object.entries(faults[language.value] ?? {}).find(([each]) => each === code)?.[1];
  // What has no cause that a person knows is told as it is.
  if (told === undefined || code !== 'failed') return told ?? message;
  return `${told} (${message})`;
}
