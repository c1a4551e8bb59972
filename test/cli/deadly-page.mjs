// Loaded before the command line: a thread that is given a picture named deadly.png ends without a word, as one does
// that is out of memory.
import { isMainThread, parentPort } from 'node:worker_threads';

if (!isMainThread && parentPort) {
  const on = parentPort.on.bind(parentPort);
  parentPort.on = (event, listener) =>
    on(event, ({ job, ...rest }) =>
      String(job?.name).endsWith('deadly.png') ? process.exit(9) : listener({ job, ...rest }),
    );
}
