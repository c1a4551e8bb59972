// The two kinds of workers. Bundlers know a worker's file by these very words.

/** A worker that reads pages. */
export function startReader(): Worker {
  return new Worker(new URL('./ownhand-reader.js', import.meta.url), { type: 'module', name: 'ownhand reader' });
}

/** A worker that learns, and that does all else. */
export function startWriter(): Worker {
  return new Worker(new URL('./ownhand-writer.js', import.meta.url), { type: 'module', name: 'ownhand writer' });
}
