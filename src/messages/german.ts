// The command line's own sentences, in German. They are loaded only where German is in use.
import type { Messages } from './english.js';
import { germanFault, ofCommander } from './german-faults.js';
import { germanHand } from './german-hand.js';
import { germanCompletion, germanHelp, germanHelpEnd } from './german-help.js';
import { germanLearning } from './german-learning.js';
import { germanReading } from './german-reading.js';
import { percent } from './german-words.js';

/** All but the examples, which are what people type. */
export const german: Omit<Messages, 'examples'> = {
  help: germanHelp,
  helpEnd: germanHelpEnd,
  completion: germanCompletion,
  ...germanReading,
  ...germanLearning,
  ...germanHand,

  percent,
  numbers: {
    wholeWanted: (least) => `Es muss eine ganze Zahl sein, mindestens ${least}.`,
    positiveWanted: 'Es muss eine positive Zahl sein.',
    delimiterWanted: 'Es muss ein einzelnes Zeichen sein, oder "tab".',
    chanceWanted: 'Es muss eine Wahrscheinlichkeit über 0 und unter 1 sein, etwa 0.99.',
    confidenceWanted: 'Es muss eine Sicherheit über 0 und bis 1 sein, etwa 0.9.',
  },
  unexpected: (reason) =>
    `Etwas ging schief, das nicht schiefgehen dürfte: ${reason} (OWNHAND_DEBUG=1 zeigt, an welcher Stelle)`,
  outputFailed: (reason) =>
    `Standardausgabe: ${reason ?? 'Es ist kein Platz mehr; schaffen Sie welchen und versuchen Sie es noch einmal'}`,
  fault: germanFault,
  ofCommander,
};
