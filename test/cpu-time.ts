// Processor time, which does not grow where a machine has other things to do as well.

/** Milliseconds of processor time that work takes at best, of so many tries. */
export function cpuMs(work: () => void, tries = 3): number {
  const times = Array.from({ length: tries }, () => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return Math.min(...times);
}
