/** A process that attacks, so that the one that measures does not wait for itself. It ends with its attack. */
import { type AttackName, type Prey, attack } from './attacks';

export interface Order {
  name: AttackName;
  prey: Prey;
  ms: number;
}

process.on('message', ({ name, prey, ms }: Order) => {
  void attack(name, prey, ms).then((outcomes) => process.send!(outcomes, () => process.exit(0)));
});
process.send!('ready');
process.on('disconnect', () => process.exit(0));
