import { Code } from './isolate';

/** A published version of a journey by its number; what exactly it runs is named by its hash. */
export function VersionTag({ version, hash }: { version: number; hash: string }) {
  return <Code title={hash}>{`v${version}`}</Code>;
}
