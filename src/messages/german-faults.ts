// What went wrong, in German: a sentence for each code of an error, and what commander and the guard say in English.
import type { ErrorCode } from '../error.js';

const FAULTS: Readonly<Record<ErrorCode, string>> = {
  usage: 'So geht das nicht.',
  'not-found': 'Das ist nicht da.',
  'no-images': 'Darin ist kein Bild.',
  empty: 'Da ist nichts darin.',
  'not-an-image': 'Das ist kein Bild, das sich lesen lässt.',
  damaged: 'Die Datei ist beschädigt oder unvollständig.',
  'too-large': 'Das ist zu groß.',
  'too-small': 'Das Bild ist zu klein für Handschrift.',
  'no-label': 'Es fehlt, welches Zeichen das ist.',
  'no-sheet': 'Auf dem Foto ist kein Blatt zum Ausfüllen zu finden; alle vier Ecken müssen zu sehen sein.',
  'unknown-label': 'Dieses Zeichen kennt die Hand nicht.',
  'read-only': 'Dafür fehlt die Berechtigung.',
  'disk-full': 'Der Speicher ist voll.',
  'bad-checkpoint': 'Der Leser lässt sich nicht laden.',
  refused: 'Das wurde abgelehnt.',
  busy: 'Das wird gerade anderswo benutzt.',
  'needs-install': 'Dafür fehlt noch ein Programmteil.',
  aborted: 'Abgebrochen.',
  failed: 'Das ist nicht gelungen.',
};

/** What an error of this code says to a person; the library's own message, which is English, says what it is about. */
export function germanFault(code: ErrorCode, message: string): string {
  return `${FAULTS[code]} (${message.replace(/\.$/, '')})`;
}

type Turned = readonly (readonly [english: RegExp, german: string])[];

const OF_COMMANDER: Turned = [
  [/^Usage:$/, 'Aufruf:'],
  [/^Arguments:$/, 'Argumente:'],
  [/^Options:$/, 'Optionen:'],
  [/^Commands:$/, 'Befehle:'],
  [/\[options\]/, '[Optionen]'],
  [/\[command\]/g, '[Befehl]'],
  [/\((choices: .*, )?default: /, '($1sonst: '],
  [/\(choices: /, '(möglich: '],
  [/^unknown option '(.*?)'/, 'Die Option „$1“ gibt es nicht'],
  [/^unknown command '(.*?)'/, 'Den Befehl „$1“ gibt es nicht'],
  [/^missing required argument '(.*)'/, 'Das Argument „$1“ fehlt'],
  [/^option '(.*)' argument missing/, 'Bei der Option „$1“ fehlt der Wert'],
  [/^option '(.*)' argument '(.*)' is invalid\./, '„$2“ geht nicht bei der Option „$1“.'],
  [/^command-argument value '(.*)' is invalid for argument '(.*)'\./, '„$1“ geht nicht beim Argument „$2“.'],
  [/^too many arguments(?: for '(.*)')?\. Expected (\d+) .* but got (\d+)\./, 'Zu viele Argumente: $3 statt $2'],
  [/ Allowed choices are (.*)\.$/, ' Möglich: $1'],
  [/ \(Did you mean one of (.*)\?\)$/, ' (meinten Sie eins von $1?)'],
  [/ \(Did you mean (.*)\?\)$/, ' (meinten Sie $1?)'],
];

const OF_THE_GUARD: Turned = [
  [/^too many labels look wrong: (\d+) of (\d+)/, 'zu viele Aufschriften sehen falsch aus, $1 von $2'],
  [
    /^it would forget: .* fall from (.*) to (.*)/,
    'die Hand vergäße anderes, MNIST-Ziffern, an denen nie gelernt wurde, fielen von $1 auf $2',
  ],
  [
    /^the labels do not say what is written: held out, (.* %) .*/,
    'die Aufschriften sagen nicht, was dasteht; von Ihren zurückgehaltenen Mustern werden $1 anders gelesen',
  ],
  [
    /^it would not help: .* fall from (.*) to (.*)/,
    'es hülfe nicht, Ihre zurückgehaltenen Muster fielen von $1 auf $2',
  ],
  [
    /^it would spoil .* earlier samples (.* %) were read rightly, now (.* %)/,
    'es verdürbe, was vorher gelernt wurde; von den früheren Mustern waren $1 richtig, jetzt $2',
  ],
  [
    /^it would gain nothing: of (\d+) .*?, (\d+) would be read as given/,
    'es brächte nichts; von $1 bisher falsch gelesenen läse der Leser $2 wie angegeben',
  ],
  [/, and (\d+) that .* no longer would be/, ', und $1 bisher richtige nicht mehr'],
  [
    /^every label is as this reader reads it itself.*/,
    'jede Aufschrift ist so, wie dieser Leser selbst liest; keiner dieser Ausschnitte ist also richtiggestellt',
  ],
  [/(\d)\.(\d)/g, '$1,$2'],
];

const turn = (text: string, how: Turned) =>
  how.reduce((said, [english, german]) => said.replace(english, german), text);

/** A heading, usage, description or error as commander gives it. */
export function ofCommander(text: string): string {
  return turn(text, OF_COMMANDER);
}

/** Why the guard is against learning. */
export function ofGuard(reason: string): string {
  return turn(reason, OF_THE_GUARD);
}
