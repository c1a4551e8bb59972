// Two lines of each command as people type them, for its help.

/** By the command's name. */
export const englishExamples: Readonly<Record<string, readonly [string, string]>> = {
  read: ['ownhand read page.jpg', 'ownhand read scans/ --csv > table.csv'],
  learn: ['ownhand learn crops/', 'ownhand learn sheet.jpg --hand ada'],
  sheet: ['ownhand sheet', 'ownhand sheet -o symbols.pdf --labels "0123456789+-"'],
  fix: ['ownhand fix page.jpg', 'ownhand fix page.jpg --below 0.9 --hand ada'],
  ask: ['ownhand ask scans/*.jpg', 'ownhand ask page.jpg --count 5 --out to-label'],
  eval: ['ownhand eval crops/ --hand ada', 'ownhand eval --mnist'],
  history: ['ownhand history', 'ownhand history --svg history.svg'],
  undo: ['ownhand undo', 'ownhand undo --hand ada'],
  use: ['ownhand use 3', 'ownhand use 0 --hand ada'],
  forget: ['ownhand forget 000012 000013', 'ownhand forget --all --hand ada'],
  diff: ['ownhand diff 1 2', 'ownhand diff 0 2 page.jpg'],
  who: ['ownhand who page.jpg', 'ownhand who scans/ --json'],
  rebuild: ['ownhand rebuild', 'ownhand rebuild --hand ada'],
  export: ['ownhand export ada.tgz --hand ada', 'ownhand export small.tgz --no-pictures'],
  import: ['ownhand import ada.tgz --hand ada', 'ownhand import ada.tgz --merge'],
  serve: ['ownhand serve', 'ownhand serve --hand ada --folder scans/'],
  train: ['ownhand train --quick', 'ownhand train --out digits.safetensors'],
  completion: [
    'source <(ownhand completion bash)',
    'ownhand completion fish > ~/.config/fish/completions/ownhand.fish',
  ],
};

/** What stands around the examples, and what every command knows. */
export const englishHelpEnd = {
  examples: 'Examples:',
  recursive: 'read the pictures in folders of a folder too',
  everywhere:
    'Every command knows --quiet (results and failures only) and --no-color. OWNHAND_HAND names the hand that is\n' +
    'used where --hand is missing, OWNHAND_LANG the language: en or de.',
};

/** The help of `ownhand completion`. */
export const englishCompletion = {
  summary: 'print what a shell needs to complete commands and options',
  shell: 'bash, zsh or fish',
};
