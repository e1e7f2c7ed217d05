/**
 * Instants of a body that the writer's clock made, by kind: whoever corrects `at` by the difference of the clocks corrects
 * them too (contract 4). Without schemas, so that a phone can read it.
 */
export const WRITER_INSTANTS: Readonly<Partial<Record<string, readonly string[]>>> = {
  'fault.reported': ['startedAt'],
};
