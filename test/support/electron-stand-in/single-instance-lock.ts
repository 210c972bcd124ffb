import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';

type OnSecondInstance = (argv: string[], workingDirectory: string, handedOver: unknown) => void;

/**
 * Whether this process is the first of its data folder. A later one leaves its arguments in a file for the first; what it
 * hands over crosses as JSON, as in Electron. Synchronous, as Electron's is.
 */
export function takeSingleInstanceLock(dataFolder: string, handOver: Record<string, unknown>, onSecondInstance: OnSecondInstance): boolean {
  const folder = join(dataFolder, 'stand-in-lock');
  const ownerFile = join(folder, 'owner');
  mkdirSync(folder, { recursive: true });
  if (isAlive(readOwner(ownerFile))) {
    const message = join(folder, `${process.pid}.json`);
    writeFileSync(`${message}.new`, JSON.stringify({ argv: process.argv, workingDirectory: process.cwd(), handOver }));
    renameSync(`${message}.new`, message);
    return false;
  }
  writeFileSync(ownerFile, String(process.pid));
  const takeMessages = () => {
    for (const name of readdirSync(folder).filter((file) => file.endsWith('.json'))) {
      const { argv, workingDirectory, handOver: data } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as { argv: string[]; workingDirectory: string; handOver: unknown };
      rmSync(join(folder, name));
      onSecondInstance(argv, workingDirectory, data);
    }
  };
  watch(folder, takeMessages).unref();
  return true;
}

function readOwner(path: string): number | null {
  try {
    return Number(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

function isAlive(pid: number | null): boolean {
  if (pid === null || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
