// Preloaded into a process (node --import): writes below $FAULTY_FOLDER fail with $FAULTY_CODE once $FAULTY_AFTER of
// them have gone through. It stands for a full or read-only disk, past which root cannot write either.
import fsPromises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { resolve, sep } from 'node:path';

const folder = resolve(process.env.FAULTY_FOLDER);
const code = process.env.FAULTY_CODE;
let left = Number(process.env.FAULTY_AFTER ?? 0);

const below = (path) => {
  const full = resolve(String(path));
  return full === folder || full.startsWith(folder + sep);
};
function spend(path) {
  if (!below(path)) return;
  if (left-- > 0) return;
  throw Object.assign(new Error(`${code}: simulated, ${path}`), { code, path: String(path) });
}

const real = { ...fsPromises };
fsPromises.open = async (path, flags, ...rest) => {
  const writes = flags !== undefined && flags !== 'r';
  if (writes) spend(path);
  const handle = await real.open(path, flags, ...rest);
  if (!writes) return handle;
  for (const method of ['write', 'writeFile', 'appendFile', 'sync']) {
    const original = handle[method].bind(handle);
    handle[method] = async (data, ...others) => {
      try {
        spend(path);
      } catch (error) {
        // A full disk takes a part of what it is given.
        if (data !== undefined && code === 'ENOSPC') await original(data.slice(0, data.length >> 1)).catch(() => {});
        throw error;
      }
      return original(data, ...others);
    };
  }
  return handle;
};
for (const method of ['writeFile', 'mkdir', 'link', 'rename']) {
  fsPromises[method] = async (path, ...rest) => {
    spend(path);
    return real[method](path, ...rest);
  };
}
syncBuiltinESMExports();
