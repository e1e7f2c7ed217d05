/** A process that attacks, so that the one that measures does not wait for itself. It ends with its attack. */
import { type AttackName, type Attacked, attack } from './attacks';

export interface Order {
  name: AttackName;
  attacked: Attacked;
  ms: number;
}

process.on('message', ({ name, attacked, ms }: Order) => {
  void attack(name, attacked, ms).then((outcomes) => process.send!(outcomes, () => process.exit(0)));
});
process.send!('ready');
process.on('disconnect', () => process.exit(0));
