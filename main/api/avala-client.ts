import type { z } from 'zod';
import { justNow, type AnswerAge } from '../../preload/contract/connection.ts';
import { Failure } from '../failure.ts';
import type { FetchPort } from '../fetch-port.ts';
import type { Answered, AnswerKeeper, Question } from './answer-keeper.ts';
import { parseBaseUrl } from './base-url.ts';
import { ownerOf } from './dataset-owner.ts';
import { joinPages, parsePage } from './page.ts';
import type { ApiPage } from './page.ts';
import { pathSegment } from './path-segment.ts';
import { RateLimiter, serviceLimits, type RequestLimit } from './rate-limiter.ts';
import { requestJson, type JsonAnswer } from './request-json.ts';
import { withRetries } from './retry.ts';
import { apiDatasetSchema, apiItemSchema, apiSequenceSchema } from './schema.ts';
import type { ApiDataset, ApiItem, ApiSequence } from './schema.ts';
import { systemTiming } from './timing.ts';
import type { Timing } from './timing.ts';
import type { WaitContext } from './waiting.ts';

/** A dataset as paths name it. `owner`: a user name, an e-mail address or an organisation's slug. */
export interface DatasetRef {
  owner: string;
  slug: string;
}

/** Which part of a list. */
export interface PageQuery {
  /** `nextCursor` of the page before. */
  cursor?: string;
  /** Rows a page; the service's default (100) when absent. */
  limit?: number;
  /** A field's name, `-` before it for descending. */
  ordering?: string;
}

/** A part of a list, and how true it is. */
export type AgedPage<Row> = ApiPage<Row> & AnswerAge;

export interface ReadOptions {
  /** Nothing saved will do, and the service is asked without a validator: addresses have expired. */
  isFresh?: boolean;
}

export interface AvalaClientOptions {
  /** Where the API is; checked by `parseBaseUrl`. */
  baseUrl: string;
  fetch: FetchPort;
  /** The session's key; null when signed out. Read anew for every request, kept nowhere. */
  readKey: () => string | null;
  /** Told when a request has to wait a second or more, until when (Unix epoch). */
  onWaiting?: (untilMs: number) => void;
  /** Told when the key that the session still holds was answered with 401. */
  onKeyRejected?: () => void;
  /** Told when the service answered, whatever it said; and when a request was given up without an answer. */
  onHeard?: () => void;
  onUnheard?: () => void;
  /** Keeps answers for when the service cannot be heard; without it every answer comes from the service. */
  keeper?: AnswerKeeper;
  /** `serviceLimits` when absent; none for a service within this process. */
  limits?: readonly RequestLimit[];
  timing?: Timing;
  /** How long the service may be silent; 30 s when absent. */
  timeoutMs?: number;
  /** How long an answer may be; 64 MB when absent. */
  limitBytes?: number;
}

/**
 * The Avala API, read only. Every call throws `Failure` and nothing else: the kinds of avala-api §2 and `signed-out`,
 * `key-rejected`, `unreachable`, `timed-out`, `redirected`, `bad-response`, `throttled`, `cancelled`, `invalid-input`.
 * Logs nothing.
 */
export class AvalaClient {
  private readonly baseUrl: string;
  private readonly options: AvalaClientOptions;
  private readonly timing: Timing;
  private readonly limiter: RateLimiter;

  /** Throws `Failure` (`invalid-input`) for an address that the key must not be sent to. */
  constructor(options: AvalaClientOptions) {
    this.baseUrl = parseBaseUrl(options.baseUrl);
    this.options = options;
    this.timing = options.timing ?? systemTiming;
    this.limiter = new RateLimiter(options.limits ?? serviceLimits);
  }

  /** Datasets that the key can list. Not promised by the official page: may fail as `not-found` or `forbidden`. */
  async listDatasets(query: PageQuery & { name?: string }, signal: AbortSignal): Promise<AgedPage<ApiDataset>> {
    const page = await this.list('datasets/', query, { row: apiDatasetSchema, identify: (dataset) => `${ownerOf(dataset)}/${dataset.slug}` }, signal);
    // What is saved was asked for by other names, or by none.
    const isNamed = ({ name }: ApiDataset) => name?.toLowerCase().includes(query.name?.toLowerCase() ?? '') ?? false;
    return page.isCutShort && query.name !== undefined ? { ...page, rows: page.rows.filter(isNamed) } : page;
  }

  async listItems(dataset: DatasetRef, query: PageQuery, signal: AbortSignal): Promise<AgedPage<ApiItem>> {
    return await this.list(`${datasetPath(dataset)}items/`, query, { row: apiItemSchema, identify: ({ uid }) => uid }, signal);
  }

  async getItem(dataset: DatasetRef, itemUid: string, signal: AbortSignal, options: ReadOptions = {}): Promise<Answered<ApiItem>> {
    return await this.get(`${datasetPath(dataset)}items/${pathSegment(itemUid)}/`, apiItemSchema, signal, options);
  }

  async listSequences(dataset: DatasetRef, query: PageQuery, signal: AbortSignal, options: ReadOptions = {}): Promise<AgedPage<ApiSequence>> {
    return await this.list(`${datasetPath(dataset)}sequences/`, query, { row: apiSequenceSchema, identify: ({ uid }) => uid }, signal, options);
  }

  /** One sequence with its frames. Not promised by the official page: may fail as `not-found` or `forbidden`. */
  async getSequence(dataset: DatasetRef, sequenceUid: string, signal: AbortSignal, options: ReadOptions = {}): Promise<Answered<ApiSequence>> {
    return await this.get(`${datasetPath(dataset)}sequences/${pathSegment(sequenceUid)}/`, apiSequenceSchema, signal, options);
  }

  /**
   * Checks a key by a real call, before it becomes the session's. Resolves when the service knows it: also on 403 and
   * 404, because a key may be good for one dataset and not for listing them.
   */
  async checkKey(key: string, signal: AbortSignal): Promise<void> {
    try {
      await this.request('datasets/?limit=1', key, null, signal);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      if (error.kind === 'forbidden' || error.kind === 'not-found') return;
      if (error.kind !== 'service-failed') throw error;
      const message = 'The Avala service failed while checking the key. A wrong key has been seen to cause this: check that the whole key was copied, then try again.';
      throw new Failure('service-failed', message, { cause: error });
    }
  }

  private async list<Row>(
    path: string,
    query: PageQuery & { name?: string },
    rows: { row: z.ZodType<Row>; identify: (row: Row) => string },
    signal: AbortSignal,
    options: ReadOptions = {},
  ): Promise<AgedPage<Row>> {
    const parameters = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) parameters.set(name, String(value));
    }
    const { value: page, ...age } = await this.answer<ApiPage<Row>>(parameters.size === 0 ? path : `${path}?${parameters.toString()}`, signal, options, {
      parse: (body) => parsePage(body, rows.row, this.baseUrl),
      join: (pages) => joinPages(pages, rows.identify),
    });
    // A cursor that leads back to itself would page for ever.
    return { ...page, ...age, nextCursor: page.nextCursor === query.cursor ? null : page.nextCursor };
  }

  private async get<Row>(path: string, row: z.ZodType<Row>, signal: AbortSignal, options: ReadOptions): Promise<Answered<Row>> {
    const parse = (body: unknown): Row => {
      const parsed = row.safeParse(body);
      if (parsed.success) return parsed.data;
      throw new Failure('bad-response', 'Avala sent something else than was asked for. Nothing was lost; try again.', { cause: parsed.error });
    };
    return await this.answer(path, signal, options, { parse, join: null });
  }

  private async answer<Value>(path: string, signal: AbortSignal, { isFresh = false }: ReadOptions, meaning: Pick<Question<Value>, 'parse' | 'join'>): Promise<Answered<Value>> {
    const { keeper } = this.options;
    const ask: Question<Value>['ask'] = (etag, askSignal) => this.requestAsSession(path, etag, askSignal);
    if (keeper !== undefined) return await keeper.answer({ address: `${this.baseUrl}/${path}`, isFresh, ask, signal, ...meaning });
    const answer = await ask(null, signal);
    return { value: meaning.parse(answer.isUnchanged ? null : answer.body), ...justNow };
  }

  private async requestAsSession(path: string, etag: string | null, signal: AbortSignal): Promise<JsonAnswer> {
    const key = this.options.readKey();
    if (key === null) throw new Failure('signed-out', 'You are signed out. Sign in with an Avala API key to see this.');
    try {
      return await this.request(path, key, etag, signal);
    } catch (error) {
      // The person may have signed in with another key meanwhile, which this answer says nothing about.
      if (error instanceof Failure && error.kind === 'key-rejected' && this.options.readKey() === key) this.options.onKeyRejected?.();
      throw error;
    }
  }

  private async request(path: string, key: string, etag: string | null, signal: AbortSignal): Promise<JsonAnswer> {
    if (!/^[\x21-\x7e]+$/.test(key)) {
      throw new Failure('key-rejected', 'This API key holds characters that no key has, such as a space or a line break. Copy it again.');
    }
    const { timing, options } = this;
    const context: WaitContext = { timing, signal, onWaiting: (untilMs) => options.onWaiting?.(untilMs) };
    let isHeard = false;
    try {
      return await withRetries(async () => {
        await this.limiter.acquire(context);
        isHeard = false;
        const attempt = await requestJson({
          url: `${this.baseUrl}/${path}`,
          key,
          etag,
          fetch: options.fetch,
          signal,
          timeoutMs: options.timeoutMs ?? 30_000,
          limitBytes: options.limitBytes ?? 64 * 1_024 * 1_024,
          now: () => timing.now(),
          onHeaders: (headers) => {
            isHeard = true;
            this.limiter.observe(headers, timing.now());
          },
        });
        // A pause is for every request, not for this one alone.
        if (!attempt.ok && attempt.failure.kind === 'throttled' && attempt.pauseMs !== null) this.limiter.holdUntil(timing.now() + attempt.pauseMs);
        return attempt;
      }, context);
    } catch (error) {
      if (!isHeard && error instanceof Failure && (error.kind === 'unreachable' || error.kind === 'timed-out')) options.onUnheard?.();
      throw error;
    } finally {
      if (isHeard) options.onHeard?.();
    }
  }
}

function datasetPath({ owner, slug }: DatasetRef): string {
  return `datasets/${pathSegment(owner)}/${pathSegment(slug)}/`;
}
