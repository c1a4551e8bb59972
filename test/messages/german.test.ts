// German says all that English says, and says it in German.
import { expect, test } from 'vitest';
import { guardVerdict, suspectVerdict } from '../../src/learn/guard.js';
import { english } from '../../src/messages/english.js';
import { german } from '../../src/messages/german.js';
import { wantsGerman } from '../../src/messages/messages.js';

type Leaf = readonly [path: string, said: unknown];

const leaves = (said: unknown, path = ''): readonly Leaf[] =>
  typeof said === 'object' && said !== null
    ? Object.entries(said).flatMap(([key, inner]) => leaves(inner, path === '' ? key : `${path}.${key}`))
    : [[path, said]];

const { examples: _, ...inEnglish } = english;
const [ofEnglish, ofGerman] = [new Map(leaves(inEnglish)), new Map(leaves(german))];

/** What functions take that counts and names will not do for. */
const given: Readonly<Record<string, readonly unknown[]>> = {
  'history.scores': [
    { before: 0.5, after: 0.75 },
    { before: 0.5, after: 0.75 },
  ],
  'history.fromPlaces': [['a', 'b'], 5],
  'history.refused': ['too many labels look wrong: 7 of 10', 'x'],
  'forget.some': [2, 'ada', new Map([['7', 2]])],
  'forget.ambiguous': ['1', ['10', '11'], 5],
  'use.samplesStay': [2, [1, 2]],
  'rebuild.notRebuilt': ['too many labels look wrong: 7 of 10'],
  'rebuild.rebuilt': [1, 2, { before: 0.5, after: 0.75 }],
  'learn.takePart': [{ samples: 2, sessions: 2, from: '2026-05-01T10', to: '2026-05-02T10' }],
  'learn.notLearned': ['too many labels look wrong: 7 of 10'],
  'learn.notSaved': ['too many labels look wrong: 7 of 10'],
  'labels.passedOver': [5, ['a', 'b']],
  'labels.suspectEarlier': [2, [{ id: '000001', label: '7', looksLike: '1' }]],
  'knownText.words': [5, ['a', 'b']],
  'read.leftOut': ['a.png', new Map([['words', 3]])],
  'fix.unknownLabel': ['x', ['0', '1']],
  'sheet.wrote': ['a.pdf', 20, 10, ['0', '1']],
  'train.equationEpoch': [{ model: 'symbols', epoch: 0, epochs: 2, loss: 0.5, heldOut: 0.5 }],
  'train.equationModel': [{ file: 'a', heldOut: 0.5, bytes: 2000 }],
  'train.progress': [{ epoch: 0, epochs: 2, loss: 0.5, accuracy: 0.5, secondsLeft: 61 }, 0.5],
  'train.epoch': [{ epoch: 0, epochs: 2, loss: 0.5, accuracy: 0.5, secondsLeft: 61 }, 0.5],
  fault: ['damaged', 'page.png: cut off.'],
  ofCommander: ["unknown option '--frce'"],
};

const texts = (path: string, said: unknown): readonly string[] => {
  if (typeof said !== 'function') return [String(said)];
  const calls = path in given ? [given[path]!] : [0, 1, 2].map((count) => Array<number>(6).fill(count));
  return calls.map((args) => String(said(...args)));
};

test('it says as much as English', () => {
  expect([...ofGerman.keys()].sort()).toEqual([...ofEnglish.keys()].sort());
  const kind = (said: unknown) => (typeof said === 'function' ? `function of ${said.length}` : typeof said);
  const least = [...ofEnglish].filter(([path, said]) => typeof said !== typeof ofGerman.get(path));
  expect(least.map(([path, said]) => `${path}: ${kind(said)}`)).toEqual([]);
});

test('every sentence of both comes out whole', () => {
  for (const table of [ofEnglish, ofGerman]) {
    const wrong = [...table].flatMap(([path, said]) =>
      texts(path, said)
        .filter((text) => text === '' || /undefined|NaN|\[object|=>/.test(text))
        .map((text) => `${path}: ${text}`),
    );
    expect(wrong).toEqual([]);
  }
});

test('nothing is left in English but what has no words', () => {
  const all = (path: string, said: unknown) => texts(path, said).join('\n');
  const same = [...ofEnglish].filter(([path, said]) => all(path, said) === all(path, ofGerman.get(path)));
  expect(same.map(([path]) => path).sort()).toEqual(['diff.glyph', 'equations.ofPage', 'fixLatex.typed']);
});

test('one is not many', () => {
  expect(german.learn.saved(1, 0, 0, 'ada')).toBe('1 neues Muster in der Hand ada gespeichert');
  expect(german.learn.saved(2, 1, 3, 'ada')).toBe(
    '2 neue Muster in der Hand ada gespeichert; 1 frühere Aufschrift derselben Zeichen ersetzt; 3 schon bekannt',
  );
  expect(german.history.learned(3, 1, 'x')).toBe('Stand 3 aus 1 Muster: x');
  expect(german.history.learned(3, 2, 'x')).toBe('Stand 3 aus 2 Mustern: x');
  expect(german.inputs.unreadable(1, 2)).toBe('1 von 2 Dateien war nicht zu lesen');
  expect([0, 2].map(german.use.inUse)).toEqual(['Der mitgelieferte Leser ist in Gebrauch', 'Stand 2 ist in Gebrauch']);
});

test('shares have a comma', () => {
  expect(german.percent(0.99625)).toBe('99,63 %');
  expect(german.percent(0.5, 0)).toBe('50 %');
});

test('an error says in German what is wrong, and in brackets what it is about', () => {
  expect(german.fault('damaged', 'page.png is cut off.')).toBe(
    'Die Datei ist beschädigt oder unvollständig. (page.png is cut off)',
  );
});

test('why the guard is against learning is told in German', () => {
  const limits = { mostLoss: 0.002, freeLoss: 0.0002, digitWorth: 20, mostSuspects: 0.3 };
  const change = (before: number, after: number) => ({ samples: 100, before, after });
  const fine = { own: change(0.9, 0.95), rehearsal: change(0.99, 0.99), samples: 100, suspects: 0 };
  const lost = { wanted: 3, taken: 1, lost: 2 };
  const reasons = [
    suspectVerdict(10, 7, limits),
    guardVerdict({ ...fine, rehearsal: change(0.99, 0.9) }, limits),
    guardVerdict({ ...fine, own: change(0.4, 0.4) }, limits),
    guardVerdict({ ...fine, own: change(0.9, 0.8) }, limits),
    guardVerdict({ ...fine, earlier: change(0.9, 0.8) }, limits),
    guardVerdict({ ...fine, corrections: lost }, limits),
  ].map(({ reason }) => reason);
  const told = reasons.map((reason) => german.rebuild.notRebuilt(reason));
  expect(told.filter((text) => /\b(the|of|it|be|to|were)\b|\d\.\d/.test(text))).toEqual([]);
  expect(told[1]).toContain('fielen von 99,00 % auf 90,00 %');
  expect(told[5]).toContain(
    'von 3 bisher falsch gelesenen läse der Leser 1 wie angegeben, und 2 bisher richtige nicht mehr',
  );
});

test.each([
  [{ OWNHAND_LANG: 'de' }, true],
  [{ OWNHAND_LANG: 'en', LANG: 'de_DE.UTF-8' }, false],
  [{ OWNHAND_LANG: 'xx', LANG: 'de_DE.UTF-8' }, false],
  [{ OWNHAND_LANG: '', LANG: 'de_DE.UTF-8' }, true],
  [{ LC_ALL: 'C', LANG: 'de_DE.UTF-8' }, false],
  [{ LC_MESSAGES: 'de_AT', LANG: 'en_US.UTF-8' }, true],
  [{ LANG: 'de' }, true],
  [{ LANG: 'den_CA' }, false],
  [{}, false],
])('%j asks for German: %s', (env, wanted) => {
  expect(wantsGerman(env)).toBe(wanted);
});
