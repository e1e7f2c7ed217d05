/** Work of more than this many ms gives way to others in between. */
const TOGETHER_MS = 8;

export const turn = (): Promise<void> => new Promise((done) => setImmediate(done));

/** Runs a generator in pieces with turns of the event loop between them. */
export async function inPieces<T>(steps: Generator<undefined, T>): Promise<T> {
  let began = performance.now();
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    if (performance.now() - began < TOGETHER_MS) continue;
    await turn();
    began = performance.now();
  }
}
