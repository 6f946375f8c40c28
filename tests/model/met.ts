/** What random engagements have to come upon, or comparing them says little. */
import { nodeKinds, triggerSchema } from '../../shared/journey/schema';
import type { Command } from '../arbitrary-engagements';
import type { Model } from './model';

const once = [
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
/** What has to come up, and how often at least, or the comparison says little. */
export const wanted: ReadonlyMap<string, number> = new Map(once.map((one) => [one, 1]));
/** The same where versions take each other's place, and people who are inside turn out to be one. */
export const wantedOfVersions: ReadonlyMap<string, number> = new Map([
  ['went over, time kept', 60],
  ['went over, begins anew', 30],
  ['went over to another step', 25],
  ['went over to another kind of step', 25],
  ['went over while a message was held', 8],
  ['went over and had missed something', 5],
  ['had a message that comes again', 10],
  ['message sent-before-move', 1],
  ['not let into the other version', 3],
  ['finishes on the old version', 1],
  ['left on publish', 5],
  ['stopped', 5],
  ['back to a draining version', 50],
  ['back to a paused version', 5],
  ['back to a retired version', 1],
  ['taking people in again after draining', 5],
  ['taking people in again after retired', 10],
  ['merge: of two as far the older stays', 20],
  ['merge: the further, older stays', 4],
  ['merge: the further, younger stays', 2],
  ["merge: the loser's stays", 10],
  ["merge: the winner's stays", 10],
  ['merged run', 30],
  ['quiet on a holiday', 30],
]);

/** Notes what came up in one engagement's life. */
export function note({ world }: Model, commands: readonly Command[], meet: (what: string) => void): void {
  for (const one of commands) meet(`told to ${one.do}`);
  if (world.aliases.length > 0) meet('merge');
  for (const one of world.noted) meet(one);
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
    if ((what === 'held' || what === 'not-sent') && reason) {
      meet(reason.code === 'sent-before-merge' ? 'sent before a merge' : `message ${reason.code}`);
      const { holiday } = reason.params;
      if (reason.code === 'quiet-times' && holiday !== undefined)
        meet(program.bundle.calendars.some(({ days = [] }) => days.some(({ id }) => id === holiday)) ? "quiet on the client's own days" : 'quiet on a holiday');
    }
  }
}
