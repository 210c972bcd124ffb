import type { Pacing } from './pacing.ts';
import type { PlayerState, PlayerStatus } from './player-state.ts';
import type { Timeline } from './timeline.ts';
import type { Transport } from './transport.ts';

/** What a snapshot is derived from: the player's parts, and what it alone knows. */
export interface StateSources extends Pick<PlayerState, 'baseRateHz' | 'sync' | 'shownStep' | 'isLoading'> {
  readonly transport: Transport;
  readonly timeline: Timeline;
  readonly pacing: Pacing;
}

/** A snapshot of the player as it stands; its fields always come in the same order, as `isSameState` needs them. */
export function describeState({ transport, timeline, pacing, baseRateHz, sync, shownStep, isLoading }: StateSources): PlayerState {
  const { step, direction, rate, loop, isPingPong, inStep, outStep } = transport;
  const { stepCount, measuredRateHz } = timeline;
  return {
    step,
    stepCount,
    direction,
    rate,
    baseRateHz,
    measuredRateHz,
    pacing: transport.pacing,
    loop,
    isPingPong,
    inStep,
    outStep,
    sync,
    status: statusOf(transport, timeline, pacing),
    shownStep,
    isLoading,
    droppedFrames: pacing.droppedFrames,
  };
}

function statusOf(transport: Transport, timeline: Timeline, pacing: Pacing): PlayerStatus {
  if (transport.isRunning) return pacing.isStarved ? 'waiting' : 'playing';
  return transport.isAtEnd && timeline.stepCount > 0 ? 'ended' : 'paused';
}
