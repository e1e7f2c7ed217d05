type Method = (this: unknown, key?: unknown) => unknown;
type Methods = Record<string | symbol, Method>;

/**
 * How often a piece of work looks into a map or a set, or takes one more from it: what it does, whatever the clock of the
 * machine says.
 */
export function looksOf(work: () => unknown): number {
  let looks = 0;
  const restore: (() => void)[] = [];
  const replace = (methods: Methods, name: string | symbol, make: (real: Method) => Method) => {
    const real = methods[name];
    if (!real) return;
    methods[name] = make(real);
    restore.push(() => (methods[name] = real));
  };
  for (const methods of [Map.prototype, Set.prototype] as unknown as Methods[]) {
    for (const name of ['get', 'has']) {
      replace(
        methods,
        name,
        (real) =>
          function (key) {
            looks += 1;
            return real.call(this, key);
          },
      );
    }
    for (const name of ['keys', 'values', 'entries', Symbol.iterator]) {
      replace(
        methods,
        name,
        (real) =>
          function () {
            const inner = real.call(this) as Iterator<unknown>;
            const counted = {
              next() {
                looks += 1;
                return inner.next();
              },
              [Symbol.iterator]: () => counted,
            };
            return counted;
          },
      );
    }
  }
  try {
    work();
  } finally {
    for (const undo of restore) undo();
  }
  return looks;
}
