// The open typefaces that the models which know letters learn from. Training needs them, the package does not.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { decodeTypefaces } from '../dist/train/draw/typefaces.js';

/** Made by `scripts/make-typefaces.mjs`. */
export const typefacesFile = fileURLToPath(new URL('../models/training/typefaces.gz', import.meta.url));

/** More printed typefaces, for drawn documents; made by the same script. */
export const printFile = fileURLToPath(new URL('../models/training/print.gz', import.meta.url));

/** The typefaces of `typefacesFile`, written ones first. */
export const typefaces = () => decodeTypefaces(gunzipSync(readFileSync(typefacesFile)));

/** The typefaces of `printFile`. */
export const printTypefaces = () => decodeTypefaces(gunzipSync(readFileSync(printFile)));
