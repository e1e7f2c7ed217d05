import type { State } from './state';

/** The grant of a project: that of its first budget by seq that stands and its later ones in order. */
export function grantOf(state: State, projectId: string): string | undefined {
  return state.money.projects.get(projectId)?.budgeted.at(-1)?.value.grantId;
}
