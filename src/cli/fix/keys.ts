// The keyboard, key by key: raw mode on while it is listened to, off again whatever happens.
import type { ReadStream } from 'node:tty';
import type { Key } from './question.js';

/** Arrow keys by what terminals send: in their two modes, and with Shift. */
const ARROWS: Readonly<Record<string, Key>> = {
  A: 'up',
  B: 'down',
  C: 'right',
  D: 'left',
};
const SHIFTED: Readonly<Record<string, Key>> = {
  A: 'shift-up',
  B: 'shift-down',
  C: 'shift-right',
  D: 'shift-left',
};

/** The keys in what a terminal sent at once; function keys are none. */
export function keysOf(text: string): Key[] {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what terminals send
  const parts = text.match(/\x1b(?:\[[0-9;?]*[ -/]*[@-~]|O.|.)?|[^\x1b]/gsu) ?? [];
  return parts.flatMap((part): Key[] => {
    if (part === '\r' || part === '\n') return ['enter'];
    if (part === '\t') return ['tab'];
    if (part === '\x1b[Z') return ['back-tab'];
    if (part === '\x7f' || part === '\b') return ['backspace'];
    if (part === '\x03' || part === '\x04') return ['ctrl-c'];
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what terminals send
    const [, shift, arrow = ''] = /^\x1b(?:\[(1;2)?|O)([A-D])$/.exec(part) ?? [];
    const moved = (shift ? SHIFTED : ARROWS)[arrow];
    if (moved) return [moved];
    return part >= ' ' && !part.startsWith('\x1b') ? [{ char: part }] : [];
  });
}

/** Calls `onKey` for every key until it returns false; a signal or a closed terminal counts as Ctrl-C. */
export async function listen(input: ReadStream, signal: AbortSignal, onKey: (key: Key) => boolean): Promise<void> {
  let finish = () => {};
  const finished = new Promise<void>((done) => {
    finish = done;
  });
  const data = (text: string) => {
    for (const key of keysOf(text)) if (!onKey(key)) return finish();
  };
  const leave = () => data('\x03');
  input.setEncoding('utf8');
  input.setRawMode(true);
  try {
    input.on('data', data).on('end', leave);
    signal.addEventListener('abort', leave);
    if (signal.aborted) leave();
    input.resume();
    await finished;
  } finally {
    input.off('data', data).off('end', leave);
    signal.removeEventListener('abort', leave);
    input.setRawMode(false);
    input.pause();
    input.unref();
  }
}
