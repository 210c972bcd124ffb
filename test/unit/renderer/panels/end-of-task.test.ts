import { afterEach, describe, expect, it, vi } from 'vitest';
import { atEndOfTask, callOffEndOfTask } from '../../../../renderer/panels/end-of-task.ts';

afterEach(() => vi.unstubAllGlobals());

describe('work at the end of a task', () => {
  it('comes after everything that the task does itself, phase by phase', async () => {
    const done: string[] = [];
    atEndOfTask('overlay', () => done.push('overlay'));
    atEndOfTask('place', () => done.push('place'));
    atEndOfTask('draw', () => done.push('draw'));
    done.push('task');
    await Promise.resolve();
    expect(done).toEqual(['task', 'place', 'draw', 'overlay']);
  });

  it('is done once, however often it is asked for', async () => {
    const work = vi.fn();
    atEndOfTask('draw', work);
    atEndOfTask('draw', work);
    await Promise.resolve();
    expect(work).toHaveBeenCalledTimes(1);
  });

  it('takes in what is asked for meanwhile, also of an earlier phase', async () => {
    const done: string[] = [];
    atEndOfTask('overlay', () => {
      done.push('overlay');
      atEndOfTask('draw', () => done.push('draw again'));
    });
    await Promise.resolve();
    expect(done).toEqual(['overlay', 'draw again']);
  });

  it('can be called off', async () => {
    const work = vi.fn();
    atEndOfTask('draw', work);
    callOffEndOfTask('draw', work);
    await Promise.resolve();
    expect(work).not.toHaveBeenCalled();
  });

  it('goes on after one that failed, whose fault is reported', async () => {
    const report = vi.fn();
    vi.stubGlobal('reportError', report);
    const fault = new Error('broken');
    const work = vi.fn();
    atEndOfTask('place', () => {
      throw fault;
    });
    atEndOfTask('overlay', work);
    await Promise.resolve();
    expect(work).toHaveBeenCalledTimes(1);
    expect(report).toHaveBeenCalledWith(fault);
  });
});
