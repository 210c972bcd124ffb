/**
 * The request header by which the page says that it could make nothing of what `/media/<id>` gave it: the file is then
 * fetched from its host again, and what comes replaces what was kept. A header of its own, because browsers send
 * `Cache-Control: no-cache` also to say that they themselves keep nothing (Fetch standard, cache mode `no-store`).
 */
export const fetchAnewHeader = 'Avala-Fetch-Anew';
