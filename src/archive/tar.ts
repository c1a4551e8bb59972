// A tar archive of a few plain files (POSIX.1-1988 "ustar"), so that an exported hand opens with any system's tools.
// What is read may come from anywhere: only plain files are taken, and nothing is believed that does not add up.
import { OwnhandError } from '../error.js';
import type { NamedBytes } from './named-bytes.js';

const BLOCK = 512;
/** Bytes of a name that a header holds, and of the folder before it. */
const NAME = 100;

/** The archive of files whose names are `file` or `folder/file`. The same files give the same bytes. */
export function encodeTar(files: readonly NamedBytes[]): Uint8Array<ArrayBuffer> {
  const spaceOf = ({ bytes }: NamedBytes): number => BLOCK + bytes.length + (-bytes.length & (BLOCK - 1));
  const archive = new Uint8Array(files.reduce((sum, file) => sum + spaceOf(file), 2 * BLOCK));
  let at = 0;
  for (const file of files) {
    archive.set(header(file.name, file.bytes.length), at);
    archive.set(file.bytes, at + BLOCK);
    at += spaceOf(file);
  }
  return archive;
}

function header(name: string, size: number): Uint8Array {
  const block = new Uint8Array(BLOCK);
  const slash = name.lastIndexOf('/');
  const [folder, file] = [name.slice(0, Math.max(0, slash)), new TextEncoder().encode(name.slice(slash + 1))];
  if (file.length > NAME)
    throw new OwnhandError(
      'failed',
      `${name.slice(slash + 1)}: the name is too long for an archive; give the sample a shorter label`,
    );
  const write = (text: string, offset: number) => block.set(new TextEncoder().encode(text), offset);
  block.set(file, 0);
  write('0000644\0', 100);
  write('0000000\0'.repeat(2), 108);
  write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  write('00000000000\0', 136);
  write('0', 156);
  write('ustar\x0000', 257);
  write(folder, 345);
  write(`${checksum(block).toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

/** The sum of a header's bytes, its own place taken as spaces. */
function checksum(block: Uint8Array): number {
  return block.reduce((sum, byte, i) => sum + (i >= 148 && i < 156 ? 32 : byte), 0);
}

/**
 * The files of an archive, in its order.
 * @param name how the user knows the archive, for messages
 * @throws OwnhandError 'damaged' where it is cut short, is no tar, or holds anything but plain files
 */
export function decodeTar(archive: Uint8Array, name: string): readonly NamedBytes[] {
  const damaged = (what: string) => new OwnhandError('damaged', `${name} is no exported hand: ${what}`);
  const files: NamedBytes[] = [];
  for (let at = 0; ; ) {
    const block = archive.subarray(at, at + BLOCK);
    if (block.length < BLOCK) throw damaged('it is cut short');
    if (block.every((byte) => byte === 0)) return files;
    const text = (from: number, length: number) =>
      new TextDecoder().decode(block.subarray(from, from + length)).replace(/\0.*$/s, '');
    if (Number.parseInt(text(148, 8), 8) !== checksum(block)) throw damaged('it is damaged, or no tar archive');
    const type = text(156, 1);
    const octal = text(124, 12).trim();
    if (type !== '0' && type !== '') throw damaged('it holds more than plain files');
    if (!/^[0-7]+$/.test(octal)) throw damaged('a size in it makes no sense');
    const size = Number.parseInt(octal, 8);
    const folder = text(345, 155);
    at += BLOCK;
    if (at + size > archive.length) throw damaged('it is cut short');
    files.push({ name: (folder ? `${folder}/` : '') + text(0, NAME), bytes: archive.subarray(at, at + size) });
    at += Math.ceil(size / BLOCK) * BLOCK;
  }
}
