import fc from 'fast-check';
import { Manager, io } from 'socket.io-client';
import { Encoder, type Packet, PacketType } from 'socket.io-parser';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { LIVE_LIMITS } from '../../../server/live/connection/limits';
import { JsonText, PacketDecoder, PacketEncoder, hasTooManyPackets } from '../../../server/live/connection/packets';
import { connect } from '../../live/kit';
import { type TestServer, discard, oneSite, startServer } from '../kit';

/** H8 on the socket: nothing large, deep or many is parsed before it is known who sends it, and nothing deep after it. */
const deep = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

describe('H8: a packet', () => {
  const decoded = (text: unknown, isLetIn = false): Packet | string => {
    const decoder = new PacketDecoder();
    const found: Packet[] = [];
    decoder.on('decoded', (packet) => found.push(packet));
    if (isLetIn) decoder.letIn();
    try {
      decoder.add(text);
    } catch (error) {
      return (error as Error).message;
    }
    return found[0]!;
  };

  it('is small until it is known who sends it', () => {
    const packet = (length: number) => `0{"token":"${'x'.repeat(length - 13)}"}`;
    expect(decoded(packet(LIVE_LIMITS.openPacket))).toMatchObject({ type: PacketType.CONNECT });
    expect(decoded(packet(LIVE_LIMITS.openPacket + 1))).toBe('a packet holds at most 4096 characters');
    const event = `2["record",{"x":"${'x'.repeat(1e6)}"}]`;
    expect(decoded(event)).toBe('a packet holds at most 4096 characters');
    expect(decoded(event, true)).toMatchObject({ type: PacketType.EVENT });
    expect(decoded(`2["x","${'x'.repeat(LIVE_LIMITS.packet)}"]`, true)).toMatch(/at most 2097152/);
  });

  it('is nested at most 32 deep, wherever the brackets stand, and never reaches the parser otherwise', () => {
    const parse = vi.spyOn(JSON, 'parse');
    for (const isLetIn of [false, true]) {
      expect(decoded(`2["x",${deep(1000)}]`, isLetIn)).toMatch(/nested deeper than 32/);
      // A namespace with a quote would hide them.
      expect(decoded(`2/",["x",${deep(1000)}]`, isLetIn)).toBe('there is no such namespace');
      expect(decoded(`51-["x",${deep(1000)}]`, isLetIn)).toMatch(/nested deeper than 32/);
      expect(decoded(Buffer.from('x'), isLetIn)).toMatch(/binary/);
    }
    expect(parse).not.toHaveBeenCalled();
    parse.mockRestore();
    expect(decoded(`2["x",${deep(31)}]`)).toMatchObject({ data: ['x', JSON.parse(deep(31))] });
  });

  it('of the server is what the library makes of it; an answer made once stands in it as it is', () => {
    const type = fc.constantFrom(PacketType.EVENT, PacketType.ACK);
    const data = fc.array(fc.jsonValue(), { minLength: 1 });
    fc.assert(
      fc.property(type, data, fc.option(fc.nat(), { nil: undefined }), (of, values, id) => {
        const packet = { type: of, nsp: '/', data: values, id };
        expect(new PacketEncoder().encode(packet)).toEqual(new Encoder().encode(packet));
        const made = { ...packet, data: values.map((value) => new JsonText(JSON.stringify(value))) };
        expect(new PacketEncoder().encode(made)).toEqual(new Encoder().encode(packet));
      }),
    );
    const others = [
      { type: PacketType.CONNECT, nsp: '/', data: { sid: 'x' } },
      { type: PacketType.DISCONNECT, nsp: '/' },
    ];
    for (const packet of others) expect(new PacketEncoder().encode(packet)).toEqual(new Encoder().encode(packet));
  });

  it('comes with at most 255 others in a polling request', () => {
    const payload = (count: number) => Array<string>(count).fill('3').join('\x1e');
    expect([hasTooManyPackets(payload(256)), hasTooManyPackets(payload(257))]).toEqual([false, true]);
  });
});

describe('H8: a connection', () => {
  let server: TestServer;
  const ends: (() => void)[] = [];
  beforeAll(async () => {
    server = await startServer();
    await server.must(oneSite());
  });
  afterEach(() => {
    for (const end of ends.splice(0)) end();
  });
  afterAll(() => discard(server));

  const path = '/socket.io/?EIO=4&transport=polling';
  const poll = async (address: string, body?: string, cookie = '') => {
    const init = {
      headers: { cookie, 'content-type': 'text/plain' },
      ...(body !== undefined && { method: 'POST', body }),
    };
    const response = await fetch(server.url + address, init);
    return { status: response.status, text: await response.text(), headers: response.headers };
  };
  /** By polling, with an account or without; its address. */
  const polled = async (cookie = ''): Promise<string> => {
    const { text } = await poll(path, undefined, cookie);
    const address = `${path}&sid=${(JSON.parse(text.slice(1)) as { sid: string }).sid}`;
    if (cookie === '') return address;
    await poll(address, '40', cookie);
    // The answer to the connect packet: it is let in.
    expect((await poll(address, undefined, cookie)).text).toMatch(/^40\{"sid"/);
    return address;
  };

  it('by polling sends 16 kB before it is let in, 2 MB afterwards, and few packets at a time', async () => {
    const open = await polled();
    expect((await poll(open, `40{"token":"${'x'.repeat(17_000)}"}`)).status).toBe(413);
    const own = await polled(server.cookie);
    expect((await poll(own, `42["x","${'x'.repeat(1e6)}"]`, server.cookie)).status).toBe(200);
    expect((await poll(own, `42["x","${'x'.repeat(2.2e6)}"]`, server.cookie)).status).toBe(413);
    const parse = vi.spyOn(JSON, 'parse');
    expect((await poll(own, Array<string>(300_000).fill('3').join('\x1e'), server.cookie)).status).toBe(200);
    expect(parse).not.toHaveBeenCalled();
    parse.mockRestore();
    // The connection has ended.
    expect((await poll(own, '42["x"]', server.cookie)).status).toBe(400);
  });

  it('by WebSocket ends with a large or deep packet before it is let in, and with a deep one afterwards', async () => {
    const parse = vi.spyOn(JSON, 'parse');
    const large = () => parse.mock.calls.filter(([text]) => text.length > 5_000);
    for (const packet of [`2["x","${'x'.repeat(1e6)}"]`, `0${deep(500)}`]) {
      const manager = new Manager(server.url, { transports: ['websocket'], autoConnect: false, reconnection: false });
      ends.push(() => manager.engine.close());
      const closed = new Promise((done) => manager.on('close', done));
      await new Promise<void>((done) => manager.open(() => done()));
      manager.engine.write(packet);
      expect(await closed).toBe('transport close');
    }
    const socket = connect(server);
    ends.push(() => socket.disconnect());
    await new Promise<void>((done) => socket.on('connect', done));
    const closed = new Promise((done) => socket.on('disconnect', done));
    socket.io.engine.write(`2["watch",${deep(500_000)}]`);
    expect(await closed).toBe('transport close');
    expect(large()).toEqual([]);
    parse.mockRestore();
  });

  it('by WebSocket is not unpacked beyond 16 kB before it is let in, and up to 2 MB afterwards', async () => {
    const seen = vi.spyOn(PacketDecoder.prototype, 'add');
    const longest = () => Math.max(0, ...seen.mock.calls.map(([text]) => (text as string).length));
    const manager = new Manager(server.url, { transports: ['websocket'], autoConnect: false, reconnection: false });
    ends.push(() => manager.engine.close());
    const closed = new Promise((done) => manager.on('close', done));
    await new Promise<void>((done) => manager.open(() => done()));
    manager.engine.write(`0{"token":"${'x'.repeat(1e6)}"}`);
    expect(await closed).toBe('transport close');
    expect(longest()).toBeLessThanOrEqual(LIVE_LIMITS.openPayload);
    for (const transports of [['websocket'], ['polling', 'websocket']]) {
      const options = { transports, forceNew: true, reconnection: false, extraHeaders: { cookie: server.cookie } };
      const socket = io(server.url, options);
      ends.push(() => socket.disconnect());
      await new Promise<void>((done) => socket.on('connect', done));
      const { engine } = socket.io;
      if (engine.transport.name !== 'websocket') await new Promise<void>((done) => engine.on('upgrade', () => done()));
      seen.mockClear();
      const answer: unknown = await socket.emitWithAck('record', { entries: [], note: 'x'.repeat(1.5e6) });
      expect(answer).toMatchObject({ error: { code: 'bad-request' } });
      expect(longest()).toBeGreaterThan(1.5e6);
    }
    seen.mockRestore();
  });

  it('low: every answer of the live channel carries nosniff', async () => {
    const nosniff = async (address: string) => (await poll(address)).headers.get('x-content-type-options');
    expect([await nosniff(path), await nosniff(`${path}&sid=none`)]).toEqual(['nosniff', 'nosniff']);
  });
});
