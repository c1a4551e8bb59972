// The pictures of samples that a newer label has replaced: they are set aside in a folder of their own, where a person
// finds them, and come back when the newer label is taken back.
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { sampleIdOf } from '../../archive/file-names.js';
import { listFolder, makeFolder, syncFolder, systemError } from '../files.js';

/** The folder of replaced samples within the folder of samples. */
export const REPLACED_FOLDER = 'replaced';

/** Sets samples aside. What cannot be moved stays: the journal says that it no longer counts. */
export async function setAside(folder: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const aside = join(folder, REPLACED_FOLDER);
  try {
    await makeFolder(aside);
    for (const file of await filesOf(folder, ids)) await rename(join(folder, file), join(aside, file));
    await syncFolder(aside);
    await syncFolder(folder);
  } catch {
    // The samples are stored and journalled; where a replaced one lies changes nothing.
  }
}

/** Brings samples back that were set aside, and returns the ids of all of these that are there now. */
export async function bringBack(folder: string, ids: readonly string[]): Promise<readonly string[]> {
  const aside = join(folder, REPLACED_FOLDER);
  const files = await filesOf(aside, ids);
  try {
    for (const file of files) await rename(join(aside, file), join(folder, file));
    if (files.length > 0) await syncFolder(folder);
  } catch (error) {
    throw systemError(error, folder);
  }
  return [...new Set((await filesOf(folder, ids)).map(sampleIdOf))];
}

async function filesOf(folder: string, ids: readonly string[]): Promise<readonly string[]> {
  const wanted = new Set(ids);
  return (await listFolder(folder)).filter((file) => /\.png$/i.test(file) && wanted.has(sampleIdOf(file)));
}
