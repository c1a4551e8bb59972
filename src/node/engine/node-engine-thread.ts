// The body of each of the engine's worker threads in Node.
import { workerData } from 'node:worker_threads';
import { runThread, type ThreadStart } from '../../engine/threads/run-thread.js';

runThread(workerData as ThreadStart);
