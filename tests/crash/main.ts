/** `npm run crash [-- KILLS]`: the long run; 200 kills unless told otherwise. */
import { crash } from './crash';

const kills = Number(process.argv[2] ?? 200);
const report = await crash(kills, (kill) => {
  if (process.stderr.isTTY) process.stderr.write(`\r${kill} of ${kills}`);
});
process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
process.exitCode = report.wrong.length === 0 ? 0 : 1;
