/**
 * `npm run attack-load [-- SECONDS [ATTACK …]]`: attacks of a hostile account, twenty at once, one after the other for
 * SECONDS each (15), beside 200 changes a second. Exits with 1 when writers, pings or the memory suffer (load.ts).
 */
import { ATTACKS, isAttack } from './attacks';
import { attackLoad } from './load';

const [given, ...names] = process.argv.slice(2);
const seconds = given === undefined ? 15 : Number(given);
const unknown = names.find((name) => !isAttack(name));
if (!(seconds > 0) || unknown !== undefined) {
  process.stderr.write(`attack-load: say SECONDS, and of ${Object.keys(ATTACKS).join(', ')} which\n`);
  process.exit(2);
}
const attacks = names.length > 0 ? names.filter(isAttack) : Object.keys(ATTACKS).filter(isAttack);
const wrong = await attackLoad(attacks, seconds * 1000, (line) => process.stdout.write(`${line}\n`));
for (const one of wrong) process.stderr.write(`attack-load: ${one}\n`);
process.exitCode = wrong.length === 0 ? 0 : 1;
