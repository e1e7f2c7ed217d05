import type { Shape } from '../../format/status';
import type { Tone } from './tile-colours';

/** A device as the seat map draws it, in the language of the page. */
export interface Tile {
  id: string;
  /** The number of a seat, or the name of a device on a wall. */
  text: string;
  tone: Tone;
  /** null: its colouring has no shape. */
  shape: Shape | 'none' | null;
  /** The status in a word, where it is not well; the figure of its colouring. */
  word: string;
  /** The one fact that matters beside it. */
  fact: string;
  /** Planned maintenance lies over it. */
  hatched: boolean;
  spare: boolean;
  /** Another status is asked for: it stands back. */
  dim: boolean;
  /** For the icon of a device on a wall. */
  category: string;
  /** The whole of it for a screen reader. */
  spoken: string;
}
