import { justNow } from '../../preload/contract/connection.ts';
import type { AppError, ErrorKind } from '../../preload/contract/errors.ts';
import type { Answered, AnswerKeeper, Question } from '../api/answer-keeper.ts';
import { notSavedHere, type Connection } from '../connection/connection.ts';
import { Failure, toAppError } from '../failure.ts';
import { untilAborted } from '../until-aborted.ts';
import type { AnswerHead, Catalog, SavedAnswer } from './catalog.ts';

export interface SavedAnswersOptions {
  catalog: Catalog;
  connection: Connection;
  /** Told when an answer, or a failure, came after a saved answer had been given in its place: whoever shows that one may ask again. */
  onRenewed: () => void;
  /** How long the service is waited for where a saved answer could be shown, in milliseconds. Default 1,500. */
  patienceMs?: number;
}

/** Failures in which a saved answer is better than none. Not those by which the service says that there is nothing to see. */
const isServable = new Set<ErrorKind>(['unreachable', 'timed-out', 'service-failed', 'throttled', 'signed-out', 'key-rejected', 'redirected', 'bad-response']);

/** The session says these, for the whole app. */
const isSaidBySession = new Set<ErrorKind>(['signed-out', 'key-rejected']);

/** How long a late answer waits to be asked for, in milliseconds; later it is a saved one like any other. */
const handOverMs = 10_000;

/**
 * Answers from the service and keeps what it says; from what was kept, at once, while the service is not to be asked, and
 * in place of a failure or of a long wait. The late answer is kept all the same, announced, and handed over to whoever
 * asks next, so that a slow service is asked once and not for ever; so is why there is none.
 */
export class SavedAnswers implements AnswerKeeper {
  private readonly options: SavedAnswersOptions;
  private readonly closing = new AbortController();
  /** What is being asked while a saved answer can be shown; each gives whether its answer was saved. */
  private underWay = new Map<string, Promise<boolean>>();
  /** Addresses of which a saved answer was shown because the service was slow. */
  private awaited = new Set<string>();
  /** What came late and nobody has asked for yet, by address: when (monotonic, ms), and why it is no answer, where it is none. */
  private late = new Map<string, { atMs: number; problem: AppError | null }>();
  /** Saved before this (Unix epoch), an answer may be another person's: it does not stand in for a service that can be heard. */
  private trustedSinceMs = 0;

  constructor(options: SavedAnswersOptions) {
    this.options = options;
  }

  async answer<Value>(question: Question<Value>): Promise<Answered<Value>> {
    const { catalog, connection } = this.options;
    const state = connection.state();
    if (state.state === 'offline') {
      connection.noteWanted();
      const kept = question.isFresh ? null : await this.readKept(question);
      if (kept === null) throw notSavedHere(state.because);
      return { ...kept, problem: null };
    }
    if (question.isFresh) return { value: await this.askNow(question, null), ...justNow };
    const { address } = question;
    const head = catalog.peek(address);
    const late = this.takeLate(address);
    const handedOver = late === null ? null : await this.read(question);
    if (late !== null && handedOver !== null) {
      return late.problem === null ? { value: handedOver.value, ...justNow } : { ...handedOver, problem: late.problem };
    }
    const isUnhurried = head === null || head.asOfMs < this.trustedSinceMs;
    try {
      const fresh = await (isUnhurried ? this.askNow(question, head) : this.askBriefly(question, head));
      if (fresh !== slow) return { value: fresh, ...justNow };
      const kept = await this.read(question);
      return kept === null ? { value: await this.askNow(question, null), ...justNow } : { ...kept, problem: null };
    } catch (thrown) {
      if (!isServableFailure(thrown)) throw thrown;
      const problem = this.problemOf(thrown);
      const kept = await this.readKept(question);
      if (kept === null) throw thrown;
      return { ...kept, problem };
    }
  }

  /** Another person may be signed in: answers that are on their way are theirs who asked. */
  startOver(nowMs: number): void {
    this.underWay = new Map();
    this.awaited = new Set();
    this.late = new Map();
    this.trustedSinceMs = nowMs;
  }

  /** Gives up what is still being asked. */
  close(): void {
    this.closing.abort();
  }

  /** The service's answer, or `slow`; then it is kept and announced when it comes. */
  private async askBriefly<Value>(question: Question<Value>, head: AnswerHead): Promise<Value | typeof slow> {
    const { address } = question;
    const running = this.underWay.get(address);
    if (running === undefined) return await this.withinPatience(this.askBeside(question, head), question);
    const isSaved = await this.withinPatience(running, question);
    if (isSaved === slow) return slow;
    const renewed = isSaved ? await this.read(question) : null;
    return renewed === null ? await this.askNow(question, null) : renewed.value;
  }

  /** Asks for as long as it takes, whoever still waits: the answer is kept in any case. */
  private async askBeside<Value>(question: Question<Value>, head: AnswerHead): Promise<Value> {
    const { address } = question;
    const renewing = this.renew(question, head, this.closing.signal);
    const saving = this.finish(address, renewing);
    // Mostly nobody joins.
    saving.catch(() => undefined);
    this.underWay.set(address, saving);
    return (await renewing).value;
  }

  /** Gives whether the answer was saved, and announces it where a saved one was shown in its place. */
  private async finish(address: string, renewing: Promise<{ isSaved: Promise<boolean> }>): Promise<boolean> {
    const { underWay, awaited, late } = this;
    const announce = (problem: AppError | null) => {
      underWay.delete(address);
      if (!awaited.delete(address) || underWay !== this.underWay) return;
      late.set(address, { atMs: performance.now(), problem });
      this.options.onRenewed();
    };
    try {
      const isSaved = await (await renewing).isSaved;
      if (isSaved) announce(null);
      return isSaved;
    } catch (thrown) {
      const problem = isServableFailure(thrown) ? this.problemOf(thrown) : null;
      if (problem !== null) announce(problem);
      throw thrown;
    } finally {
      underWay.delete(address);
      awaited.delete(address);
    }
  }

  private async askNow<Value>(question: Question<Value>, head: AnswerHead | null): Promise<Value> {
    return (await this.renew(question, head, question.signal)).value;
  }

  /** Asks, and keeps what is an answer; `isSaved` tells when it is. */
  private async renew<Value>(question: Question<Value>, head: AnswerHead | null, signal: AbortSignal): Promise<{ value: Value; isSaved: Promise<boolean> }> {
    const { address, ask, parse } = question;
    const { catalog } = this.options;
    const { underWay } = this;
    const answer = await ask(head?.etag ?? null, signal);
    const isOurs = underWay === this.underWay;
    if (answer.isUnchanged) {
      const kept = await this.read(question);
      if (kept === null) return await this.renew(question, null, signal);
      return { value: kept.value, isSaved: Promise.resolve(isOurs && catalog.confirm(address)) };
    }
    // First: a captive portal's JSON must not replace what Avala said.
    const value = parse(answer.body);
    const { text, etag } = answer;
    return { value, isSaved: isOurs ? catalog.save({ address, list: listOf(address), etag, text }) : Promise.resolve(false) };
  }

  private async readKept<Value>(question: Question<Value>): Promise<Kept<Value> | null> {
    return (await this.read(question)) ?? (await this.readJoined(question));
  }

  private async read<Value>({ address, parse }: Question<Value>): Promise<Kept<Value> | null> {
    const saved = await this.options.catalog.read(address);
    return saved === null ? null : understood(saved, parse);
  }

  private async readJoined<Value>({ address, parse, join }: Question<Value>): Promise<Kept<Value> | null> {
    if (join === null) return null;
    const parts = (await this.options.catalog.readList(listOf(address))).flatMap((saved) => understood(saved, parse) ?? []);
    const [oldest] = parts;
    return oldest === undefined ? null : { value: join(parts.map(({ value }) => value)), asOfMs: oldest.asOfMs };
  }

  private takeLate(address: string): { problem: AppError | null } | null {
    const late = this.late.get(address);
    this.late.delete(address);
    return late !== undefined && performance.now() - late.atMs < handOverMs ? late : null;
  }

  private async withinPatience<Value>(asked: Promise<Value>, { address, signal }: { address: string; signal: AbortSignal }): Promise<Value | typeof slow> {
    // Given up, nobody listens to what it may still fail with.
    asked.catch(() => undefined);
    const { promise: patience, resolve } = Promise.withResolvers<typeof slow>();
    const timer = setTimeout(() => {
      if (this.underWay.has(address)) this.awaited.add(address);
      resolve(slow);
    }, this.options.patienceMs ?? 1_500);
    try {
      return await untilAborted(Promise.race([asked, patience]), signal);
    } finally {
      clearTimeout(timer);
    }
  }

  /** What to say of a failure in whose place a saved answer is shown; null where it is said for the whole app. */
  private problemOf(thrown: Failure): AppError | null {
    return isSaidBySession.has(thrown.kind) || this.options.connection.isOffline() ? null : toAppError(thrown);
  }
}

/** A saved answer, understood. */
interface Kept<Value> {
  value: Value;
  asOfMs: number;
}

const slow = Symbol('slow');

function isServableFailure(thrown: unknown): thrown is Failure {
  return thrown instanceof Failure && isServable.has(thrown.kind);
}

function understood<Value>({ body, asOfMs }: SavedAnswer, parse: (body: unknown) => Value): Kept<Value> | null {
  try {
    return { value: parse(body), asOfMs };
  } catch {
    // An earlier version of the app understood it: now it is as if it were not there.
    return null;
  }
}

function listOf(address: string): string {
  const at = address.indexOf('?');
  return at === -1 ? address : address.slice(0, at);
}
