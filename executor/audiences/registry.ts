/** Watched segments made ready to be asked about, in memory; the store's rows are the truth. */
import { refsOf } from '../../shared/condition/refs';
import { type Audience, audienceBundle } from '../../shared/executor/audiences';
import { bundleHash } from '../../shared/journey/content-hash';
import { compileDeployment } from '../../shared/journey/deployment';
import { runtimeAttributes } from '../../shared/journey/deployment-attributes';
import type { createDerivations } from '../../shared/runtime/attributes';
import { type PreparedProgram, prepareProgram } from '../../shared/runtime/program';
import type { Database } from '../store/driver';

export type Watched = PreparedProgram & {
  /** In the store. `n` is another number, which no deployment has: what is worked out of a customer is kept by it. */
  audience: number;
  segment: string;
  /** Whether news of this event, or of these attributes, may bring somebody in or take her out. */
  concerns(event: string | undefined, changed: ReadonlySet<string>): boolean;
};

/** Makes those anew that have changed, keeps the others. */
export function createAudiences(db: Database, derivationOf: ReturnType<typeof createDerivations>): () => readonly Watched[] {
  const ready = new Map<number, Watched>();
  return () =>
    db.all<{ n: number }>('SELECT n FROM audience ORDER BY n').map(({ n }) => {
      let one = ready.get(n);
      if (!one) {
        const row = db.get<{ definition: string }>('SELECT definition FROM audience WHERE n = ?', n);
        if (!row) throw new Error('an audience vanished while it was read');
        one = prepare(n, JSON.parse(row.definition), derivationOf);
        ready.set(n, one);
      }
      return one;
    });
}

function prepare(n: number, audience: Audience, derivationOf: ReturnType<typeof createDerivations>): Watched {
  const bundle = audienceBundle(audience);
  const derivation = derivationOf(bundle.record.attributes);
  const refs = refsOf(...audience.segments.map(({ when }) => when));
  const events = new Set(Object.keys(refs.events));
  const attributes = new Set([...refs.attributes, runtimeAttributes.timeZone, runtimeAttributes.country]);
  return {
    ...prepareProgram(-n, compileDeployment(bundle, bundleHash(bundle)), bundle, derivation),
    audience: n,
    segment: audience.segment,
    concerns(event, changed) {
      if (event !== undefined && events.has(event)) return true;
      for (const one of derivation.touchedBy(event, changed)) if (attributes.has(one)) return true;
      return false;
    },
  };
}
