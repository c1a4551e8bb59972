// sharp is loaded only when a picture is really decoded, since that alone takes longer than reading a small one. Its
// binary for this machine may be missing, as where packages were copied from another one or optional ones left out.
import type sharp from 'sharp';
import { OwnhandError } from '../../error.js';

/** What sharp's package gives. */
export type SharpModule = typeof sharp;

/** The decoder. Throws OwnhandError 'needs-install' where its binary for this machine is missing. */
export async function loadSharp(): Promise<SharpModule> {
  try {
    return (await import('sharp')).default;
  } catch (cause) {
    throw new OwnhandError(
      'needs-install',
      `sharp, which decodes pictures, does not run on this machine (${process.platform}-${process.arch}): ` +
        'install ownhand here with its optional dependencies (npm install --include=optional)',
      { cause },
    );
  }
}
