/** How the page of faults shows them; the first is what it opens with. */
export const VIEWS = ['table', 'board', 'analysis'] as const;
export type FaultView = (typeof VIEWS)[number];
