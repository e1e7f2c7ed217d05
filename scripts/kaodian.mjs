/** `npm run kaodian -- <command>`: builds first when there is no build. */
import { build, isBuilt } from './build.mjs';

if (!isBuilt('server')) build('server');
await import('../dist/server/cli.js');
