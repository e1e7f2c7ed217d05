/** Looks for QR codes in a frame: their texts. */
export type Detect = (frame: ImageBitmap | HTMLVideoElement) => Promise<string[]>;

interface NativeDetector {
  detect(source: CanvasImageSource): Promise<{ rawValue: string }[]>;
}
interface NativeDetectorClass {
  new (options: { formats: string[] }): NativeDetector;
  getSupportedFormats(): Promise<string[]>;
}

/** Larger pictures are scaled down to this long side, px: enough for a label at arm's length, and quick. */
const LONG_SIDE = 1000;

async function native(): Promise<Detect | null> {
  const found = (globalThis as { BarcodeDetector?: NativeDetectorClass }).BarcodeDetector;
  // The class may be there and read nothing.
  if (!found || !(await found.getSupportedFormats().catch((): string[] => [])).includes('qr_code')) return null;
  const detector = new found({ formats: ['qr_code'] });
  return async (frame) => (await detector.detect(frame)).map(({ rawValue }) => rawValue);
}

function sizeOf(frame: ImageBitmap | HTMLVideoElement): { width: number; height: number } {
  return frame instanceof HTMLVideoElement
    ? { width: frame.videoWidth, height: frame.videoHeight }
    : { width: frame.width, height: frame.height };
}

async function decoder(): Promise<Detect> {
  const { default: decode } = await import('qr/decode.js');
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return (frame) => {
    const { width, height } = sizeOf(frame);
    const scale = Math.min(1, LONG_SIDE / Math.max(width, height, 1));
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    if (!context || canvas.width === 0) return Promise.resolve([]);
    context.drawImage(frame, 0, 0, canvas.width, canvas.height);
    try {
      return Promise.resolve([decode(context.getImageData(0, 0, canvas.width, canvas.height))]);
    } catch {
      // No code, or one that cannot be read, in this frame.
      return Promise.resolve([]);
    }
  };
}

/**
 * The browser's own reader where it has one (Chromium on Android), else `qr` (14 kB gzip), loaded when it is first needed.
 * Not `barcode-detector`: of 40 noisy frames it reads 40 where `qr` reads 39, of 40 very bad ones 26 where `qr` reads 14, and
 * a camera gives many frames a second. But its wasm is 459 kB gzip, three times the whole phone, and would have to be kept
 * before the first use without a network; and it needs `wasm-unsafe-eval` in the page's CSP, for all of the phone's pages,
 * since they are one document.
 */
export async function makeDetect(): Promise<Detect> {
  return (await native()) ?? (await decoder());
}
