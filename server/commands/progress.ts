/** Shows the progress of long work, on a terminal only (contract 1); `at` takes the share done, 0–1. */
export function progressOn(stream: NodeJS.WriteStream, what: string): { at(share: number): void; done(): void } {
  if (!stream.isTTY) return { at: () => {}, done: () => {} };
  let shown = -1;
  return {
    at(share) {
      const percent = Math.floor(share * 100);
      if (percent === shown) return;
      shown = percent;
      stream.write(`\r${what} ${percent} %`);
    },
    done: () => void stream.write('\r\x1b[K'),
  };
}
