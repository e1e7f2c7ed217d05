import { toIso } from '../../shared/model/instant';
import type { TokenOrigin } from '../store/store';

/** Who made a token and when it was last used, as lists show it. */
export const originOf = ({ madeBy, lastUsedAt }: TokenOrigin) => ({
  madeBy,
  lastUsedAt: lastUsedAt === null ? null : toIso(lastUsedAt),
});
