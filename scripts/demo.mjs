/** `npm run demo`: builds what changed, then makes the demo's data and serves it (server/demo/main.ts). */
import { build } from './build.mjs';

build('client');
build('server');
await import('../dist/server/demo.js');
