import { Decoder, type Packet } from 'socket.io-parser';
import { checkNesting } from '../../http/json-body';
import { LIVE_LIMITS } from './limits';

/** Between the packets of a polling request (Engine.IO protocol 4). */
const SEPARATOR = '\x1e';

/**
 * JSON that was made once for many: it stands in an answer as it is. Snapshots are the large answers, and whoever watches
 * the same feed gets the same one.
 */
export class JsonText {
  constructor(readonly text: string) {}
}

const jsonOf = (value: unknown): string => (value instanceof JsonText ? value.text : (JSON.stringify(value) ?? 'null'));

/** Socket.IO's encoder for what this server sends: the main namespace and no binary data, so none is looked for. */
export class PacketEncoder {
  encode({ type, id, data }: Packet): string[] {
    const json = data === undefined ? '' : Array.isArray(data) ? `[${data.map(jsonOf).join(',')}]` : jsonOf(data);
    return [`${type}${id ?? ''}${json}`];
  }
}

/**
 * Socket.IO's decoder with bounds before the parser: small packets until it is known who sends them, a bounded depth, the
 * main namespace (its name could hide brackets from the check) and no binary data. What it throws ends the connection.
 */
export class PacketDecoder extends Decoder {
  #most: number = LIVE_LIMITS.openPacket;

  /** Called once the account is known. */
  letIn(): void {
    this.#most = LIVE_LIMITS.packet;
  }

  override add(packet: unknown): void {
    if (typeof packet !== 'string') throw new Error('binary packets are no part of this interface');
    if (packet.length > this.#most) throw new Error(`a packet holds at most ${this.#most} characters`);
    if (packet.charAt(1) === '/') throw new Error('there is no such namespace');
    checkNesting(Buffer.from(packet));
    super.add(packet);
  }
}

/** Whether a polling request carries more packets than are decoded. */
export function hasTooManyPackets(payload: string): boolean {
  let count = 1;
  for (let at = payload.indexOf(SEPARATOR); at >= 0; at = payload.indexOf(SEPARATOR, at + 1)) {
    count += 1;
    if (count > LIVE_LIMITS.payloadPackets) return true;
  }
  return false;
}

export const packetParser = { Encoder: PacketEncoder, Decoder: PacketDecoder };
