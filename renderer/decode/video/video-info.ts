/** What a video file says of itself, once its packets are known. */
export interface VideoInfo {
  /** Pictures that are to be shown. */
  readonly frameCount: number;
  /** When each is shown, in milliseconds on the file's own clock, which usually begins at 0; in order. */
  readonly timestampsMs: readonly number[];
  /** Size in pixels as shown: after rotation and with square pixels. */
  readonly width: number;
  readonly height: number;
  /** The codec's usual name, e.g. `H.264`. */
  readonly codec: string;
}
