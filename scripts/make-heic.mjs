// node scripts/make-heic.mjs: the example page as a HEIC photo for the tests → test/node/picture/page.heic. It needs
// heif-enc (Debian: libheif-examples).
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'ownhand-heic-'));
const png = join(folder, 'page.png');
await sharp(here('../examples/page.png')).resize({ width: 640 }).greyscale().png().toFile(png);
execFileSync('heif-enc', ['-q', '40', '-o', here('../test/node/picture/page.heic'), png]);
rmSync(folder, { recursive: true });
