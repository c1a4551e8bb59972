// A hand's store as a thread has it that does not hold it: every call is a message to the one that does.
import type { HandStore } from '../../hand/store.js';
import type { FromThread, StoreMethod, ToThread } from './learn-messages.js';
import { unpacked } from './pass-error.js';

/** The thread's end of the wire. */
export interface StoreWire {
  /** A store whose every method is called in the other thread, which has the hand to itself already. */
  storeOf(name: string): HandStore;
  /** Takes an answer to one of these calls. */
  hear(answer: Extract<ToThread, { readonly answer: number }>): void;
}

/**
 * The wire to the thread that holds the store.
 * @param say sends it a message
 */
export function storeWire(say: (message: Extract<FromThread, { readonly ask: number }>) => void): StoreWire {
  const asked = new Map<
    number,
    { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void }
  >();
  let last = 0;
  return {
    storeOf(name) {
      const call = (method: StoreMethod) => {
        return (...args: unknown[]) =>
          new Promise((resolve, reject) => {
            const ask = ++last;
            asked.set(ask, { resolve, reject });
            say({ ask, method, args });
          });
      };
      const own = { name, exclusively: <T>(work: () => Promise<T>) => work() };
      return new Proxy(own, {
        get: (target, key) => Reflect.get(target, key) ?? call(key as StoreMethod),
      }) as unknown as HandStore;
    },
    hear({ answer, value, failed }) {
      const waiting = asked.get(answer);
      asked.delete(answer);
      if (failed) waiting?.reject(unpacked(failed));
      else waiting?.resolve(value);
    },
  };
}
