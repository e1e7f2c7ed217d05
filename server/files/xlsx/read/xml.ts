import { SaxesParser } from 'saxes';
import { FileRefused } from '../../refused';
import type { Zip } from './zip';

export type Attributes = Readonly<Record<string, string>>;

/** What a part's reader is told of; names come without their prefix. */
export interface XmlEvents {
  open(name: string, attributes: Attributes): void;
  close?(name: string): void;
  text?(text: string): void;
}

/** Deeper than any part of a workbook. */
const DEPTH_MAX = 100;

const withoutPrefix = (name: string): string => name.slice(name.indexOf(':') + 1);

/** UTF-16 says so by its first two bytes; everything else has to be UTF-8. */
function decoderOf(first: Buffer): TextDecoder {
  const mark = first.length > 1 ? first.readUInt16BE(0) : 0;
  const label = mark === 0xfffe ? 'utf-16le' : mark === 0xfeff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(label, { fatal: true });
}

/**
 * Reads the XML of a part chunk by chunk. No document type: entities of its own could grow without bound.
 * @throws FileRefused
 */
export async function readXml(zip: Zip, part: string, events: XmlEvents): Promise<void> {
  const parser = new SaxesParser({ xmlns: false, position: false });
  let depth = 0;
  parser.on('doctype', () => {
    throw new FileRefused('doctype', part);
  });
  parser.on('error', () => {
    throw new FileRefused('bad-xml', part);
  });
  parser.on('opentag', ({ name, attributes }) => {
    depth += 1;
    if (depth > DEPTH_MAX) throw new FileRefused('bad-xml', part);
    events.open(withoutPrefix(name), attributes);
  });
  parser.on('closetag', ({ name }) => {
    depth -= 1;
    events.close?.(withoutPrefix(name));
  });
  const { text } = events;
  if (text) {
    parser.on('text', (found) => text(found));
    parser.on('cdata', (found) => text(found));
  }
  let decoder: TextDecoder | null = null;
  for await (const chunk of zip.read(part)) {
    decoder ??= decoderOf(chunk);
    parser.write(decoded(decoder, part, chunk));
  }
  parser.write(decoded(decoder ?? new TextDecoder(), part));
  parser.close();
}

function decoded(decoder: TextDecoder, part: string, chunk?: Buffer): string {
  try {
    return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
  } catch {
    throw new FileRefused('bad-xml', part);
  }
}
