/** Lets timers, signals and other work in between two blocking steps. */
export function breathe(): Promise<void> {
  return new Promise((resume) => setTimeout(resume, 0));
}
