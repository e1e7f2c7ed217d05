import { crc32 } from 'node:zlib';
import { type Entry, type ZipFile, fromBufferPromise } from 'yauzl';
import { FileRefused } from '../../refused';

const MB = 1024 * 1024;
export const FILE_MAX = 20 * MB;
const ENTRY_MAX = 200 * MB;
const TOTAL_MAX = 400 * MB;
const ENTRIES_MAX = 2000;

/** The first bytes of the container of .xls files and of workbooks with a password. */
const COMPOUND = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const [STORED, DEFLATED] = [0, 8];

/** The parts of a zip file, by name; every gate but those of the contents has been passed. */
export class Zip {
  #inflated = 0;

  private constructor(
    private readonly file: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
  ) {}

  /** @throws FileRefused */
  static async open(bytes: Buffer): Promise<Zip> {
    if (bytes.length === 0) throw new FileRefused('empty');
    if (bytes.length > FILE_MAX) throw new FileRefused('too-large');
    if (bytes.subarray(0, COMPOUND.length).equals(COMPOUND)) throw new FileRefused('not-a-workbook');
    if (bytes.readUInt16LE(0) !== 0x4b50 || bytes.length < 22) throw new FileRefused('not-a-workbook');
    const file = await fromBufferPromise(bytes, { lazyEntries: true, strictFileNames: true }).catch(damaged);
    if (file.entryCount > ENTRIES_MAX) throw new FileRefused('too-many-entries');
    return new Zip(file, await listed(file));
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  get names(): Iterable<string> {
    return this.entries.keys();
  }

  /**
   * The bytes of a part, in chunks: whoever reads them acts on them after the last one only, when the checksum has been
   * compared.
   * @throws FileRefused
   */
  async *read(name: string): AsyncGenerator<Buffer, void, undefined> {
    const entry = this.entries.get(name);
    if (!entry) throw new FileRefused('bad-xml', name);
    this.#inflated += entry.uncompressedSize;
    if (this.#inflated > TOTAL_MAX) throw new FileRefused('inflates-too-far', name);
    let crc = 0;
    let size = 0;
    try {
      for await (const chunk of await this.file.openReadStreamPromise(entry)) {
        const bytes = chunk as Buffer;
        crc = crc32(bytes, crc);
        size += bytes.length;
        yield bytes;
      }
    } catch (error) {
      if (error instanceof FileRefused) throw error;
      throw new FileRefused('damaged', name);
    }
    if (crc !== entry.crc32 || size !== entry.uncompressedSize) throw new FileRefused('damaged', name);
  }
}

function damaged(): never {
  throw new FileRefused('damaged');
}

async function listed(file: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  // Names that differ in case only are one file to Windows programs.
  const seen = new Set<string>();
  try {
    for await (const entry of file.eachEntry()) {
      const { fileName } = entry;
      const key = fileName.toLowerCase();
      if (seen.has(key)) throw new FileRefused('bad-names', fileName);
      seen.add(key);
      if (entry.isEncrypted()) throw new FileRefused('encrypted');
      if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED) {
        throw new FileRefused('damaged', fileName);
      }
      if (entry.uncompressedSize > ENTRY_MAX) throw new FileRefused('inflates-too-far', fileName);
      entries.set(fileName, entry);
    }
  } catch (error) {
    if (error instanceof FileRefused) throw error;
    const message = error instanceof Error ? error.message : '';
    throw new FileRefused(/relative path|absolute path|invalid characters/.test(message) ? 'bad-names' : 'damaged');
  }
  return entries;
}
