// How a label lives in a file name: the last character before `.png`, as the original scripts had it, or, where a
// label is longer or no file name can safely hold it, its percent-escaped form after the last underscore.

// Upper case is escaped too: a file system or an archive that folds case must not turn an 'A' into an 'a'.
const SAFE = /^[0-9a-z]$/;
const ESCAPED = /(?:^|_)((?:[0-9A-Za-z]|%[0-9A-Fa-f]{2})*%[0-9A-Fa-f]{2}(?:[0-9A-Za-z]|%[0-9A-Fa-f]{2})*)$/;

/**
 * The form of a label that any file system can hold: '7' → '7', '+' → '%2B', 'pi' → '%70i'. `labelOfName` turns it
 * back.
 */
export function nameOfLabel(label: string): string {
  const one = [...label].length === 1;
  let name = '';
  for (const character of label) {
    // The first character of a longer label is always escaped, which marks where the label starts.
    name += SAFE.test(character) && (one || name !== '') ? character : escapeUtf8(character);
  }
  return name;
}

/** The label at the end of a file's name, given without its folder and its `.png`; undefined where there is none. */
export function labelOfName(stem: string): string | undefined {
  const escaped = ESCAPED.exec(stem)?.[1];
  if (escaped !== undefined) {
    const label = unescapeUtf8(escaped);
    if (label !== undefined) return label;
  }
  const last = [...stem.normalize('NFC')].at(-1);
  return last === undefined || last === '_' || /\s/.test(last) ? undefined : last;
}

function escapeUtf8(character: string): string {
  // encodeURIComponent leaves a few characters alone that some file systems do not ('*', '!') or that we mark with.
  const plain = character.codePointAt(0) ?? 0;
  return plain < 128 ? `%${plain.toString(16).toUpperCase().padStart(2, '0')}` : encodeURIComponent(character);
}

function unescapeUtf8(escaped: string): string | undefined {
  try {
    return decodeURIComponent(escaped);
  } catch {
    return undefined;
  }
}
