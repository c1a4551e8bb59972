// What is said while a hand learns: by `learn`, `eval`, `fix`, `ask` and `sheet`, and while a base reader is trained.
import { duration, percent, plural } from './english-words.js';
import type { EarlierSession, EarlierSuspect, EpochScores } from './message-values.js';

/** By command; `labels` are warnings of several commands. */
export const englishLearning = {
  learn: {
    nothingToLearn: 'there is nothing to learn from',
    tooFewOfEveryNew: 'there is too little of every new symbol to learn it; fill in more of its boxes',
    /** `replaced`: earlier samples that the new ones take the place of; `known`: those that were there already. */
    saved: (added: number, replaced: number, known: number, hand: string) =>
      [
        `saved ${added === 0 ? 'no new samples' : plural(added, 'new sample')} in the hand ${hand}`,
        ...(replaced > 0 ? [`${plural(replaced, 'earlier label')} of the same glyphs replaced`] : []),
        ...(known > 0 ? [`${known} known already`] : []),
      ].join('; '),
    takePart: ({ samples, sessions, from, to }: EarlierSession) => {
      const [first, last] = [from.slice(0, 10), to.slice(0, 10)];
      const when = sessions === 0 ? '' : `, of ${first === last ? first : `${first} to ${last}`}`;
      return `${plural(samples, 'earlier sample')} of this hand take${samples === 1 ? 's' : ''} part too${when}`;
    },
    unchanged: (checkpoint: number) => `nothing new to learn: checkpoint ${checkpoint} stays in use`,
    notLearned: (reason: string) =>
      `not learned: ${reason} (the samples are kept, \`ownhand forget --last\` deletes them; --force learns all the ` +
      'same)',
    notTaken: (id: string, label: string, readAs: string) =>
      `warning: sample ${id}, given as ${label}, is read as ${readAs} all the same; more samples of it help`,
    moreNotTaken: (count: number) => `warning: ${plural(count, 'more sample')} did not take`,
    notSaved: (reason: string) =>
      `not learned: ${reason}; nothing was saved. Put the labels right, or add --force if they are`,
    forgetSuspects: '`ownhand forget --suspects` lists the samples whose labels look wrong, and deletes them',
    yourSamples: 'your samples',
    mnistDigits: 'MNIST digits',
    ofSamples: (samples: number, heldOut: boolean) => `of ${samples}${heldOut ? ' held out' : ''}`,
    nowInUse: (checkpoint: number) => `checkpoint ${checkpoint} is now in use; \`ownhand undo\` goes back`,
  },

  labels: {
    looksProcessed: 'warning: most of these pictures look processed, white on black; leave out --reverse if they are',
    looksLikeCrops:
      'warning: most of these pictures look like dark ink on light paper; leave out --no-reverse if they are',
    takenAsPaper: (light: number, dark: number) =>
      `${plural(light, 'picture')} taken as dark ink on light paper` +
      `${dark > 0 ? `, ${dark} as white on black` : ''}; --no-reverse takes all as white on black`,
    labelledByFolder: (pictures: number) =>
      `${plural(pictures, 'picture')} labelled by the name of the folder; --labels-from names takes the file names`,
    passedOver: (count: number, few: readonly string[]) =>
      `passed over: ${few.join(', ')}${count > few.length ? `, … (${count})` : ''}`,
    suspectFile: (file: string, label: string, looksLike: string) =>
      `warning: ${file} looks like your ${looksLike}, not ${label}; rename it if so`,
    suspectBox: (box: string, label: string, looksLike: string) =>
      `warning: ${box} looks like your ${looksLike}, not ${label}; black that box out if it went wrong, and ` +
      'photograph the sheet again',
    suspectGlyph: (file: string, label: string, looksLike: string) =>
      `warning: a glyph of ${file} given as ${label} looks like your ${looksLike}`,
    suspectEarlier: (count: number, few: readonly EarlierSuspect[]) =>
      `warning: ${plural(count, 'earlier label')} may be wrong: ${few
        .map(({ id, label, looksLike }) => `${id} (${looksLike}, not ${label}?)`)
        .join(', ')}${count > few.length ? ', …' : ''}; \`ownhand forget ID\` takes one back`,
    sheetFilled: (photo: string, glyphs: number, boxes: number) =>
      `${photo}: ${glyphs} of the sheet's ${boxes} boxes are filled in`,
    knownFromOtherPhoto: (count: number) =>
      `${count} of them ${count === 1 ? 'is' : 'are'} known from another photo of the same sheet`,
    tooFew: (label: string, count: number, least: number) =>
      `warning: ${label} is new to this reader, and ${count} of it ${count === 1 ? 'is' : 'are'} too few to ` +
      `learn it (${least} at least); left out`,
  },

  /** `learn --text`. */
  knownText: {
    noCrops: '--text is for photos of pages; --reverse and --labels-from are for labelled pictures',
    noFile: (file: string) => `${file} is not there`,
    oneForEach: (photos: number, texts: number) =>
      `${plural(photos, 'photo')} and ${plural(texts, 'text')}: give one --text for each photo, in the same order`,
    aligned: (photo: string, found: number, digits: number, otherwise: number) =>
      `${photo}: ${found} of the text's ${digits} digits found, ${otherwise} of them read otherwise`,
    notAligned: (photo: string, text: string, line: number, found: number, of: number) =>
      `${photo}: ${text} in line ${line} of the text: ` +
      (found === 0 ? 'not found' : `${found} of ${of} digits found, the others are not learned`),
    moreNotAligned: (count: number) => `${plural(count, 'more number')} of the text not found, or not wholly`,
    extra: (photo: string, strokes: number) =>
      `${photo}: ${plural(strokes, 'stroke')} in its lines ${strokes === 1 ? 'is' : 'are'} nothing of the text`,
    words: (count: number, few: readonly string[]) =>
      `passed over, without digits: ${few.join(', ')}${count > few.length ? `, … (${count})` : ''}`,
    nothingAligned: (photos: number) =>
      `nothing of the text was found on ${photos === 1 ? 'the photo' : 'these photos'}; is it the text of another one?`,
  },

  eval: {
    foldersOrMnist: 'give folders of labelled glyphs, or --mnist, one of the two',
    nothingToMeasure: 'there is nothing to measure',
    right: (accuracy: number, correct: number, samples: number) =>
      `${percent(accuracy)} right: ${correct} of ${samples}`,
    writtenColumn: 'written',
    rightColumn: 'right',
  },

  /** `fix` and `ask`, which put glyphs right one by one. */
  fix: {
    needsTerminal:
      'fix asks key by key and needs a terminal; without one, `ownhand read --out DIR`, rename the wrong ' +
      'crops, `ownhand learn DIR`',
    needsFile: (command: 'fix' | 'ask') => `${command} reads keys from standard input; give the photo as a file`,
    reading: (page: number, pages: number, file: string) => `reading ${page} of ${pages}: ${file}`,
    noNumbers: (pages: number) => `${plural(pages, 'page')} read, no numbers found`,
    nothingBelow: (pages: number, confidence: number) =>
      `${plural(pages, 'page')} read, nothing is below ${confidence}; --all asks about every glyph`,
    stopped: 'stopped; nothing was learned',
    stoppedAfterLearning: 'stopped; what was given is learned',
    noLabelGiven: 'no glyph was given a label; nothing was learned',
    question: (number: number, questions: number) => `${number} of ${questions}`,
    line: (line: number) => `line ${line}: `,
    readAs: (choices: string) => `read as ${choices}`,
    /** The keys, each with what it does. */
    keys: [
      'the right label, or: Enter keep',
      'Tab another',
      'x not a symbol',
      'j join with the next',
      'c cut',
      'n one/two numbers',
      'm missed one',
      's sign',
      'u undo',
      'q learn',
      'Ctrl-C leave',
    ],
    unknownLabel: (label: string, alphabet: readonly string[]) =>
      `${label} is not a label of this reader; it knows ${alphabet.join(' ')}`,
    nothingToUndo: 'there is nothing to undo',
    changedLine: (file: string, line: number, before: string, after: string) =>
      `${file}, line ${line}: ${before || '(nothing)'} → ${after || '(nothing)'}`,
    asBefore: (pages: number) => `${pages === 1 ? 'the page reads' : 'the pages read'} as before`,
  },

  /** `fix`, where glyphs are joined, cut, added, or made signs. */
  finding: {
    noNext: 'there is no glyph behind it in this line',
    nothingBefore: 'it is the first of its line',
    parted: 'a number begins here; now its label',
    together: 'it goes on with the number before it; now its label',
    whichSign: 'a sign is . , - or :',
    added: 'added; now the label of the glyph that is asked about',
    takenBack: 'what was put right beside this glyph is taken back',
    /** The keys while each is done. */
    keys: {
      join: ['one glyph with the next: its label', 'Enter as it is read', 'u back'],
      cut: ['cut here: ← → move', 'Enter cut', 'u back'],
      halves: ['the label of the marked half', 'Enter as it is read', 'u back'],
      box: ['around what was missed: ← → ↑ ↓ move', 'with Shift, or + -: size', 'Enter take', 'u back'],
      missed: ['the label of what was missed', 'Enter as it is read', 'u back'],
      sign: ['which sign is it: . , or -', 'u back'],
    },
    /** What came of the labels, on the page itself. */
    notTaken: (file: string, label: string, readAs: string) =>
      `warning: a glyph of ${file} given as ${label} is still taken for ${readAs || 'nothing'} by the reader; this ` +
      'photo is read as you gave it all the same',
    takenBackStep: (file: string, label: string, readAs: string, count: number) =>
      `taken back: a glyph of ${file} that is confirmed as ${label} would be taken for ${readAs || 'nothing'}` +
      `${count > 1 ? `, and ${count - 1} more otherwise too` : ''}; the reader before is in use again (the samples ` +
      'are kept; --force learns them all the same)',
    kept: (pages: number) =>
      `${pages === 1 ? 'the photo is' : `${pages} photos are`} read as put right from now on, whatever is learned`,
    notFound: (file: string, label: string) =>
      `warning: no ink was found in ${file} where a ${label} was added; it is not learned`,
  },

  ask: {
    glyph: (file: string, line: number, marked: string, confidence: number) =>
      `${file}, line ${line}: ${marked}  ${percent(confidence)}`,
    wrote: (glyphs: number, folder: string) =>
      `${plural(glyphs, 'glyph')} written to ${folder}; rename those with a wrong label, then \`ownhand learn ` +
      `${folder}\``,
  },

  sheet: {
    pdfOrSvg: (file: string) => `${file} must end in .pdf or .svg, which says what to write`,
    wrote: (file: string, boxes: number, each: number, labels: readonly string[]) =>
      `${file}: ${boxes} boxes, ${each} for each of ${labels.join(' ')}; print it, fill it in, photograph it, ` +
      'then `ownhand learn photo.jpg`',
  },

  train: {
    notOfEquations: (flag: string) => `--${flag} is of digits; it cannot be used with --alphabet equation`,
    crohmeOfDigits: '--crohme is of equations; give --alphabet equation too',
    needsCrohme: '--alphabet equation needs --crohme FILE, the expressions to train on',
    equationEpoch: ({ model, epoch, epochs, loss, heldOut }: EquationEpoch) =>
      `${model}: epoch ${epoch + 1}/${epochs}  loss ${loss.toFixed(4)}  held out ${percent(heldOut)}`,
    equationModel: ({ file, heldOut, bytes }: { file: string; heldOut: number; bytes: number }) =>
      `${file}: ${percent(heldOut)} of what writers held out wrote, ${Math.round(bytes / 1000)} kB`,
    goingOn: (epoch: number, epochs: number) => `going on after epoch ${epoch} of ${epochs}`,
    trained: (file: string, accuracy: number, digits: number, kilobytes: number, seconds: number) =>
      `${file}: ${percent(accuracy)} of ${digits} MNIST test digits, ${kilobytes} kB, ${duration(seconds)}`,
    stoppedEarly: (epoch: number, epochs: number) =>
      `stopped after epoch ${epoch} of ${epochs}; this is what was reached, the same line goes on`,
    /** `done`: the share of the whole training that is over. */
    progress: (epoch: EpochScores, done: number) =>
      `${epochHead(epoch)}  ${Math.floor(done * 100)} %  ${duration(epoch.secondsLeft)} left`,
    epoch: (epoch: EpochScores, heldOut: number) =>
      `${epochHead(epoch)}  held out ${percent(heldOut)}  ${duration(epoch.secondsLeft)} left`,
  },
};

type EquationEpoch = Pick<EpochScores, 'epoch' | 'epochs' | 'loss'> & { model: string; heldOut: number };

function epochHead({ epoch, epochs, loss, accuracy }: EpochScores): string {
  return `epoch ${epoch + 1}/${epochs}  loss ${loss.toFixed(4)}  right ${percent(accuracy)}`;
}
