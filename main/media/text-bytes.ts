/** Tab, line feed, form feed, carriage return: the control characters of text (WHATWG MIME Sniffing, "binary data byte"). */
const textControls = new Set([0x09, 0x0a, 0x0c, 0x0d]);

/** Whether bytes may be text: they hold no other control character, as nearly all binary data does within 512 bytes. */
export function isText(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte >= 0x20 || textControls.has(byte));
}
