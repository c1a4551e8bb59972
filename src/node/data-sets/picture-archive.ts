// Zip and tar archives of labelled pictures, laid out as folders of them are.
import { posix } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { OwnhandError } from '../../error.js';
import type { LabelPlace } from '../samples/folder-labels.js';
import { type FolderFiles, isGlyphFile, labelGroups } from '../samples/labelled-folder.js';

/** Bytes of one unpacked picture, and of all; what is larger is refused before it fills the memory. */
const MOST = { picture: 20_000_000, all: 1_000_000_000 };

/** Whether a file is named as an archive. */
export function isArchive(path: string): boolean {
  return /\.(zip|tar|tgz|tar\.gz)$/i.test(path);
}

/**
 * The pictures of an archive, with their labels.
 * @throws OwnhandError 'damaged', 'too-large', and as `labelGroups`
 */
export async function readArchive(bytes: Uint8Array, path: string, from: LabelPlace | undefined): Promise<FolderFiles> {
  const pictures = await (/\.zip$/i.test(path) ? unzipped(bytes, path) : untarred(bytes, path));
  const groups = new Map<string, string[]>();
  for (const name of pictures.keys()) {
    const folder = posix.join(path, posix.dirname(name));
    groups.set(folder, [...(groups.get(folder) ?? []), posix.basename(name)]);
  }
  // A single folder that holds all others is the archive's own.
  const roots = new Set([...groups.keys()].map((folder) => folder.slice(path.length + 1).split('/')[0]));
  const root = groups.has(path) || roots.size !== 1 ? path : posix.join(path, [...roots][0]!);
  const { files, ...rest } = labelGroups(groups.size === 1 ? [...groups.keys()][0]! : root, groups, from);
  return {
    ...rest,
    files: files.map((file) => ({ ...file, read: async () => pictures.get(posix.relative(path, file.path))! })),
  };
}

const isWanted = (name: string): boolean =>
  isGlyphFile(name) && !name.split('/').some((part) => part === '__MACOSX' || part === '..' || part.startsWith('.'));

async function unzipped(bytes: Uint8Array, path: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const { unzipSync } = await import('fflate');
  let all = 0;
  try {
    const files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!isWanted(name)) return false;
        all += originalSize;
        if (originalSize > MOST.picture || all > MOST.all) throw tooLarge(path);
        return true;
      },
    });
    return new Map(Object.entries(files).map(([name, data]) => [posix.normalize(name), data]));
  } catch (cause) {
    if (cause instanceof OwnhandError) throw cause;
    throw new OwnhandError('damaged', `${path} is damaged, cut short, or no zip archive`, { cause });
  }
}

async function untarred(bytes: Uint8Array, path: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const { parseTar } = await import('nanotar');
  try {
    const isZipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
    const tar = isZipped ? gunzipSync(bytes, { maxOutputLength: MOST.all }) : bytes;
    const files = parseTar(tar).filter(({ name, data }) => data !== undefined && isWanted(name));
    if (files.length === 0 && tar.length < 512) throw new Error('too short');
    return new Map(files.map(({ name, data }) => [posix.normalize(name), data!]));
  } catch (cause) {
    if (cause instanceof RangeError) throw tooLarge(path);
    throw new OwnhandError('damaged', `${path} is damaged, cut short, or no tar archive`, { cause });
  }
}

function tooLarge(path: string): OwnhandError {
  return new OwnhandError('too-large', `${path} holds more than can be unpacked here; unpack it, and give the folder`);
}
