import { create } from 'qrcode';

/** The light modules around a code that a scanner needs (quiet zone, ISO/IEC 18004). */
const QUIET = 4;

export interface QrShape {
  /** Modules along an edge, with the quiet zone. */
  size: number;
  /** The dark modules as an SVG path, one rectangle per run of modules. */
  path: string;
}

/** A text as a QR code, to be drawn at any size. */
export function qrShape(text: string): QrShape {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const runs: string[] = [];
  for (let y = 0; y < modules.size; y += 1) {
    for (let x = 0; x < modules.size; x += 1) {
      const from = x;
      while (x < modules.size && modules.get(y, x)) x += 1;
      if (x > from) runs.push(`M${from + QUIET} ${y + QUIET}h${x - from}v1h-${x - from}z`);
    }
  }
  return { size: modules.size + 2 * QUIET, path: runs.join('') };
}
