/** What random engagements have to come upon, or comparing them says little. */
import { nodeKinds, triggerSchema } from '../../shared/journey/schema';
import type { Command } from '../arbitrary-engagements';
import type { Model } from './model';

/** What has to come up at least once, or the comparison says little. */
export const wanted = [
  ...nodeKinds.filter((kind) => kind !== 'ext').map((kind) => `node ${kind}`),
  ...triggerSchema.options.map(({ shape }) => `began by ${shape.kind.value}`),
  'began by an audience',
  'merge',
  'merged run',
  'sent before a merge',
  ...['goal', 'completed', 'exit-rule', 'suppressed', 'missing-date', 'too-long', 'test-or-employee'].map((code) => `left by ${code}`),
  ...['cap-reached', 'quiet-times', 'suppressed-by-rule', 'no-consent', 'held-too-long', 'too-late', 'too-late-now', 'no-address'].map(
    (code) => `message ${code}`,
  ),
  ...[
    'entered-before',
    'already-inside',

    'cooldown',
    'entry-filter',
    'goal-reached-before',
    'exit-rule',
    'test-record',
    'employee',
    'not-a-test-record',
  ].map((code) => `kept out by ${code}`),
  ...['events', 'profile', 'pass', 'sleep', 'set-back', 'state', 'publish', 'start', 'restart'].map((one) => `told to ${one}`),
];

/** Notes what came up in one engagement's life. */
export function note({ world }: Model, commands: readonly Command[], meet: (what: string) => void): void {
  for (const one of commands) meet(`told to ${one.do}`);
  if (world.aliases.length > 0) meet('merge');
  for (const { program, n } of world.runs) {
    const start = world.lines.find(({ run, what }) => run?.n === n && what === 'entered');
    const node = program.journey.nodes.find(({ id }) => id === start?.node);
    if (node?.kind === 'trigger') meet(`began by ${node.audience && node.waves ? 'an audience' : node.trigger.kind}`);
  }
  for (const { what, node, program, reason, port } of world.lines) {
    const kind = program.journey.nodes.find(({ id }) => id === node)?.kind;
    if (kind) meet(`node ${kind}`);
    if (what === 'exited') meet(port === 'merged' ? 'merged run' : `left by ${port}`);
    if (what === 'not-entered') meet(`kept out by ${reason?.code}`);
    if ((what === 'held' || what === 'not-sent') && reason) meet(reason.code === 'sent-before-merge' ? 'sent before a merge' : `message ${reason.code}`);
  }
}
