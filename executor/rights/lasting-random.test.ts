/** Random words, merges, backups, restores, crashes and imports against a plain account of who said what last. */
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { DeploymentBundle } from '../../shared/executor/api';
import { bundle, edge } from '../../shared/journey/step.fixture';
import { numbersLeftOut } from '../care/restored';
import { type TestExecutor, testExecutor, unwrap } from '../executor.fixture';

vi.setConfig({ testTimeout: 300_000 });

const quiet: DeploymentBundle = {
  ...bundle({
    nodes: [
      { id: 't', kind: 'trigger', trigger: { kind: 'event', event: 'never' } },
      { id: 'end', kind: 'exit' },
    ],
    edges: [edge('t', 'out', 'end')],
  }),
  identity: {
    rules: [
      { attribute: 'email', strength: 'strong', blocked: [] },
      { attribute: 'mobile-phone', strength: 'strong', blocked: [] },
    ],
  },
};
const names = ['dana@shop.example', 'noa@shop.example', '+972501234567', '+972501234568'] as const;
const identifierOf = (name: string) => ({ [name.startsWith('+') ? 'mobile_phone' : 'email']: name });

const name = fc.nat(names.length - 1).map((i) => names[i] ?? names[0]);
const deed = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('say' as const), who: name, isNo: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('import' as const), who: name }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('join' as const), who: name, other: name }) },
  { weight: 2, arbitrary: fc.constant({ do: 'backup' as const }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('restore' as const), which: fc.nat(100) }) },
  { weight: 1, arbitrary: fc.constant({ do: 'crash' as const }) },
);
type Deed = typeof deed extends fc.Arbitrary<infer D> ? D : never;
type Word = { at: number; isNo: boolean };

test('whoever said no last is never one who may be written to; whoever came back after a no may be', { tags: ['long'] }, async () => {
  let seen = { restores: 0, kept: 0, came: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 8, maxLength: 24 }), async (deeds) => {
      const told = await live(deeds);
      seen = { restores: seen.restores + told.restores, kept: seen.kept + told.kept, came: seen.came + told.came };
    }),
    { numRuns: Number(process.env.LASTING_RUNS ?? 15), seed: Number(process.env.LASTING_SEED ?? 7) },
  );
  // It did come to what is to be shown.
  for (const times of Object.values(seen)) expect(times).toBeGreaterThan(3);
});

async function live(deeds: readonly Deed[]): Promise<{ restores: number; kept: number; came: number }> {
  let executor: TestExecutor = await testExecutor();
  const counted = { restores: 0, kept: 0, came: 0 };
  /** What has been said by whoever was known by this name then. */
  const words = new Map<string, Word[]>(names.map((one) => [one, []]));
  /** Was part of somebody else once: what was said then may be in doubt, and in doubt it is a no. */
  const wereJoined = new Set<string>();
  const backups: string[] = [];
  const people = () => {
    const groups = new Map<number, string[]>();
    for (const { customer, value } of executor.db.all<{ customer: number; value: string }>('SELECT customer, value FROM identity'))
      groups.set(customer, [...(groups.get(customer) ?? []), value]);
    return groups;
  };
  const groupOf = (one: string) => [...people().values()].find((group) => group.includes(one)) ?? [];
  const tell = async (event: string, identifiers: Record<string, string>, properties: Record<string, string>) =>
    unwrap(
      await executor.client.sendEvents({
        body: [
          {
            uid: `u${executor.clock.now()}`,
            name: event,
            occurred_at: new Date(executor.clock.now()).toISOString(),
            source_system: 'shop',
            is_test: false,
            identifiers,
            properties,
          },
        ],
      }),
    );

  const act = async (one: Deed) => {
    switch (one.do) {
      case 'say':
        await tell(one.isNo ? 'consent-withdrawn' : 'consent-granted', identifierOf(one.who), { channel: 'email' });
        for (const member of groupOf(one.who)) words.get(member)?.push({ at: executor.clock.now(), isNo: one.isNo });
        return;
      case 'import':
        unwrap(await executor.client.updateProfiles({ body: [{ identifiers: identifierOf(one.who), attributes: { 'email-consent': 'granted' } }] }));
        return;
      case 'join': {
        await tell('seen', { ...identifierOf(one.who), ...identifierOf(one.other) }, {});
        const group = groupOf(one.who);
        if (group.length < 2) return;
        const all = group.flatMap((member) => words.get(member) ?? []).sort((a, b) => a.at - b.at);
        for (const member of group) {
          words.set(member, [...all]);
          wereJoined.add(member);
        }
        return;
      }
      case 'backup':
        backups.push(unwrap(await executor.client.backUp({})).name);
        return;
      case 'restore': {
        const backup = backups[one.which % Math.max(1, backups.length)];
        if (backup === undefined) return;
        const restored = unwrap(await executor.client.restore({ body: { backup } }));
        counted.restores++;
        counted.kept += restored.kept ?? 0;
        executor = await executor.restart();
        return;
      }
      case 'crash': {
        const dead = executor;
        executor = await dead.crash();
        await dead.end();
      }
    }
  };

  try {
    unwrap(await executor.client.deploy({ body: quiet }));
    for (const [i, one] of deeds.entries()) {
      executor.clock.advance(60_000);
      await act(one);
      const how = JSON.stringify(deeds.slice(0, i + 1));
      for (const [customer, group] of people()) {
        const said = group.flatMap((member) => words.get(member) ?? []).sort((a, b) => a.at - b.at);
        const last = said.at(-1);
        const consent = executor.engine.attributesOf(customer)['email-consent'];
        if (last?.isNo) expect(consent, how).toBe('withdrawn');
        // One that ended a no is not lost, where she is known at all; whoever is heard of anew is asked anew.
        if (last && !last.isNo && said.at(-2)?.isNo && !group.some((member) => wereJoined.has(member))) {
          counted.came++;
          if (customer < numbersLeftOut) expect(consent, how).toBe('granted');
          else expect(['granted', undefined], how).toContain(consent);
        }
      }
    }
    return counted;
  } finally {
    await executor.end();
  }
}
