/** What all lists of rules share: a rule belongs to no place and holds in every scope, so every reader may know it. */
export const EVERYWHERE = {
  right: 'read',
  ref: () => null,
  within: () => true,
} as const;
