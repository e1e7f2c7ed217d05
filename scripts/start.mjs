/** `npm start`: builds first when there is no build, then serves in this process. */
import { build, isBuilt } from './build.mjs';

if (!isBuilt('client')) build('client');
if (!isBuilt('server')) build('server');
await import('../dist/server/main.js');
