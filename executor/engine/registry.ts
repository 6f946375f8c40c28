/** Deployments made ready to run, in memory; the store's rows are the truth. */
import type { z } from 'zod';
import { type DeploymentBundle, deploymentStateSchema } from '../../shared/executor/api';
import { joinNames, type KnownNames, namesOfBundle } from '../../shared/executor/known-names';
import { countryOfZone } from '../../shared/identity/country-of-zone';
import { createIdentityRules, type IdentityRules } from '../../shared/identity/identity-rules';
import { compileDeployment } from '../../shared/journey/deployment';
import { fallbackZoneOf } from '../../shared/journey/step-facts';
import { createDerivations } from '../../shared/runtime/attributes';
import { folded, keywordsOf } from '../../shared/runtime/keywords';
import { type PreparedProgram, prepareProgram } from '../../shared/runtime/program';
import { createAudiences, type Watched } from '../audiences/registry';
import type { Tombstones } from '../rights/tombstones';
import type { Database } from '../store/driver';

export type State = z.infer<typeof deploymentStateSchema>;
export type Deployed = PreparedProgram & {
  state: State;
  deployedAt: number;
  keywords: ReadonlyMap<string, string>;
  /** Who is whom, for events that come in while this is the newest deployment. */
  identity: IdentityRules;
  names: KnownNames;
};

export type Registry = {
  /** The newest first. */
  all(): readonly Deployed[];
  /** In the order in which they speak to a customer: the higher priority first, of equal ones the newest. */
  byPriority(): readonly Deployed[];
  byNumber(n: number): Deployed | undefined;
  byHash(hash: string): Deployed | undefined;
  /** Who is whom, by the deployment published last. */
  identity(): IdentityRules;
  /** What those that are not over know, together. */
  names(): KnownNames;
  /** A keyword somebody texted, in the spelling that a deployment's conditions compare with; one that nobody listens for comes back as it is. */
  keyword(typed: string): string;
  /** Events of this name and time may have been here and been deleted since (`care/retention.ts`). */
  isForgotten(event: string, at: number): boolean;
  /** Segments that somebody watches. */
  audiences(): readonly Watched[];
  /** Who must not come back; absent where nobody is let in. */
  readonly erased: Tombstones | undefined;
  /** Reads the rows again: after a commit that changed them. */
  reload(): void;
};

export function priorityOf({ deployment }: Deployed): number {
  return deployment.journey.policies.priority;
}

type Row = { n: number; hash: string; state: string; bundle: string; deployed_at: number };

export function createRegistry(db: Database, erased?: Tombstones): Registry {
  const compiled = new Map<number, Omit<Deployed, 'state' | 'deployedAt'>>();
  const derivationOf = createDerivations();
  const readAudiences = createAudiences(db, derivationOf);
  let audiences: readonly Watched[] = [];
  const plain = createIdentityRules();
  let deployed: Deployed[] = [];
  let inOrder: Deployed[] = [];
  let names: KnownNames | undefined;
  let forgotten: ReadonlyMap<string, number> = new Map();

  const reload = () => {
    forgotten = new Map(db.all<{ name: string; before: number }>('SELECT name, before FROM forgotten').map(({ name, before }) => [name, before]));
    deployed = db
      .all<{ n: number; state: string; deployed_at: number }>('SELECT n, state, deployed_at FROM deployment ORDER BY deployed_at DESC, n DESC')
      .map((row) => {
        let parts = compiled.get(row.n);
        if (!parts) {
          const full = db.get<Row>('SELECT * FROM deployment WHERE n = ?', row.n);
          if (!full) throw new Error('a deployment vanished while it was read');
          // Checked when it was published and immutable since: parsing it again would only cost time.
          parts = ready(full.n, full.hash, JSON.parse(full.bundle), derivationOf);
          compiled.set(row.n, parts);
        }
        return { ...parts, state: deploymentStateSchema.parse(row.state), deployedAt: row.deployed_at };
      });
    inOrder = deployed.toSorted((a, b) => priorityOf(b) - priorityOf(a));
    audiences = readAudiences();
    names = undefined;
  };
  reload();

  return {
    all: () => deployed,
    byPriority: () => inOrder,
    byNumber: (n) => deployed.find((one) => one.n === n),
    byHash: (hash) => deployed.find((one) => one.deployment.hash === hash),
    identity: () => deployed[0]?.identity ?? plain,
    names() {
      names ??= joinNames(deployed.filter(({ state }) => state !== 'retired' && state !== 'failed').map((one) => one.names));
      return names;
    },
    keyword(typed) {
      const key = folded(typed);
      return deployed.map((one) => one.keywords.get(key)).find((one) => one !== undefined) ?? typed;
    },
    audiences: () => audiences,
    erased,
    isForgotten: (event, at) => at < (forgotten.get(event) ?? Number.NEGATIVE_INFINITY),
    reload,
  };
}

function ready(n: number, hash: string, bundle: DeploymentBundle, derivationOf: ReturnType<typeof createDerivations>): Omit<Deployed, 'state' | 'deployedAt'> {
  return {
    ...prepareProgram(n, compileDeployment(bundle, hash), bundle, derivationOf(bundle.record.attributes)),
    keywords: keywordsOf(bundle),
    names: namesOfBundle(bundle),
    identity: createIdentityRules(bundle.identity, bundle.record, countryOfZone(fallbackZoneOf(bundle.journey))),
  };
}
