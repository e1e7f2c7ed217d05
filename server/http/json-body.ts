import express, { type Request, type RequestHandler, type Response } from 'express';
import { ApiFailure } from '../services/failure';

/** Bytes of a body before it is known who sends it: more than any log-in. */
const OPEN_BYTES = 16 * 1024;
/** Bytes of a body of an account, but of the routes that allow more. */
const ACCOUNT_BYTES = 512 * 1024;
/** Bytes of a body that comes in several pieces, each of which is looked at when it comes. */
const LARGE_BYTES = 64 * 1024;
/** A body that says that it is so many times as long as it may be is not read at all. */
const FAR_TOO_LONG = 16;
const DEPTH_MAX = 32;
/** Keys and items of a body of 2 MB with 1,000 entries are some 30,000. */
const PARTS_MAX = 200_000;

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c];
/** `[` and `{`, `]` and `}`: compared byte by byte, since every report passes here. */
const isOpening = (byte: number) => byte === 0x5b || byte === 0x7b;
const isClosing = (byte: number) => byte === 0x5d || byte === 0x7d;

/** Bounds the nesting and the parts of JSON text before it is parsed, in one pass over its bytes, piece by piece. */
class ShapeCheck {
  #depth = 0;
  #parts = 0;
  #isText = false;
  /** The last byte was a backslash within a text. */
  #isEscaped = false;

  /** @throws ApiFailure */
  add(bytes: Uint8Array): void {
    let [depth, parts, isText, isEscaped] = [this.#depth, this.#parts, this.#isText, this.#isEscaped];
    for (let at = 0; at < bytes.length; at += 1) {
      const byte = bytes[at]!;
      if (isText) {
        if (isEscaped) isEscaped = false;
        else if (byte === BACKSLASH) isEscaped = true;
        else if (byte === QUOTE) isText = false;
        continue;
      }
      if (byte === QUOTE) isText = true;
      else if (isOpening(byte)) depth += 1;
      else if (isClosing(byte)) depth -= 1;
      else if (byte === COMMA) parts += 1;
      if (depth > DEPTH_MAX) throw new ApiFailure('bad-request', `the body is nested deeper than ${DEPTH_MAX}`, 'body');
      if (parts > PARTS_MAX) throw new ApiFailure('too-large', `the body has more than ${PARTS_MAX} parts`, 'body');
    }
    [this.#depth, this.#parts, this.#isText, this.#isEscaped] = [depth, parts, isText, isEscaped];
  }
}

/**
 * Bounds the nesting and the parts of JSON text before it is parsed.
 * @throws ApiFailure
 */
export function checkNesting(bytes: Uint8Array): void {
  new ShapeCheck().add(bytes);
}

const checked = (limit: number): RequestHandler =>
  express.json({ limit, verify: (_req, _res, bytes) => checkNesting(bytes) });
/** Of bodies that are checked piece by piece while they come. */
const unchecked = (limit: number): RequestHandler => express.json({ limit });
const parsers = { checked: new Map<number, RequestHandler>(), unchecked: new Map<number, RequestHandler>() };
const rawParsers = new Map<number, RequestHandler>();

/** Reads the body of a request as it is into `req.body`, a Buffer of at most `limit` bytes. */
export function readBytes(req: Request, res: Response, limit: number): Promise<void> {
  const parser = rawParsers.get(limit) ?? express.raw({ limit, inflate: false, type: () => true });
  rawParsers.set(limit, parser);
  return parsedBy(parser, req, res);
}

/** Reads the JSON body of a request into `req.body`, within the limit of its route. */
export async function readJson(req: Request, res: Response, limit: number): Promise<void> {
  const bytes = Number(req.headers['content-length'] ?? 0);
  if (bytes > limit * FAR_TOO_LONG) {
    // The connection ends with the answer; the parser would read all of it first, so that it can go on.
    res.set('Connection', 'close');
    throw new ApiFailure('too-large', `the body holds at most ${limit} bytes`, 'body');
  }
  // One that is too long for its route is refused by its length; of a compressed one the pieces say nothing.
  const inPieces = bytes > LARGE_BYTES && bytes <= limit && req.headers['content-encoding'] === undefined;
  const [made, make] = inPieces ? [parsers.unchecked, unchecked] : [parsers.checked, checked];
  const parser = made.get(limit) ?? make(limit);
  made.set(limit, parser);
  const reading = parsedBy(parser, req, res);
  await (inPieces ? Promise.race([reading, brokenOff(req, res, reading)]) : reading);
}

/**
 * Rejects as soon as what has come of a body breaks a bound. No program of ours sends such a body: the rest of it is not
 * read, and the connection ends with the answer.
 * @param reading once it is settled, nothing that comes is looked at any more: the answer may be on its way.
 */
function brokenOff(req: Request, res: Response, reading: Promise<void>): Promise<never> {
  const check = new ShapeCheck();
  return new Promise((_, reject) => {
    const look = (bytes: Buffer): void => {
      try {
        check.add(bytes);
      } catch (error) {
        req.removeAllListeners('data').pause();
        res.set('Connection', 'close');
        reject(error as Error);
      }
    };
    req.on('data', look);
    const stop = () => void req.off('data', look);
    reading.then(stop, stop);
  });
}

function parsedBy(parser: RequestHandler, req: Request, res: Response): Promise<void> {
  return new Promise((resolve, reject) => {
    void parser(req, res, (error?: unknown) => (error ? reject(error as Error) : resolve()));
  });
}

export const BODY_LIMITS = { open: OPEN_BYTES, account: ACCOUNT_BYTES, entries: 2 * 1024 * 1024 } as const;
