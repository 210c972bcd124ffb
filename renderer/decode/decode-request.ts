import type { MediaKind } from '../../preload/contract/model.ts';
import type { BinColumns } from './point-cloud/bin-columns.ts';

/** A media file to read and decode. */
export interface DecodeRequest {
  /** Absolute: workers have no base of their own. */
  readonly url: string;
  /** What the view is known to hold. The content decides; this only settles what has no signature. */
  readonly hint: MediaKind;
  /** Columns of header-less clouds, as the person set them; worked out when absent. */
  readonly binColumns?: BinColumns;
  /** What came last time could not be used: the file is fetched from its host again, past everything that is kept. */
  readonly isRetry?: boolean;
  /** A picture that takes more memory than this, in bytes, is kept scaled down; as large as it is when absent. */
  readonly mostBytes?: number;
  /** The file is a video, and this frame of it is wanted (zero-based, in the order of presentation). */
  readonly video?: { readonly frameIndex: number };
}
