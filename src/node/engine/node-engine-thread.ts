// What runs in each of the engine's worker threads.
import { workerData } from 'node:worker_threads';
import { runThread, type ThreadStart } from '../../engine/threads/run-thread.js';

runThread(workerData as ThreadStart);
