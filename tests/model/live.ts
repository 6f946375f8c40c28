/** Lets the executor and the reference live through the same, and reads off both what came of it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CoreInPlace, openCore } from '../../executor/core';
import { unwrap } from '../../executor/executor.fixture';
import { createLog } from '../../executor/log';
import type { Json } from '../../shared/condition/facts';
import type { DeploymentBundle, EventEnvelope } from '../../shared/executor/api';
import type { Command, Told, Who } from '../arbitrary-engagements';
import type { Model } from './model';
import { movesTo } from './picked-moves';

const minute = 60_000;

const namesOf = ({ email, phone, device }: Who): Record<string, string> => ({
  ...(email === undefined ? {} : { email: `p${email}@shop.example` }),
  ...(phone === undefined ? {} : { mobile_phone: `+97250123450${phone}` }),
  ...(device === undefined ? {} : { anonymous_id: `device-${device}` }),
});
const wired = (values: Told['properties']) => Object.fromEntries(Object.entries(values).map(([key, value]) => [key.replaceAll('-', '_'), value]));

/** The executor's core on a clock that nothing sets off: what falls due waits until it is told to look. */
async function openExecutor(begin: number) {
  const dataFolder = mkdtempSync(join(tmpdir(), 'masa-model-'));
  const state = { now: begin };
  const clock = { now: () => state.now, schedule: () => () => {} };
  const open = () => {
    const opened = unwrap(openCore({ dataFolder, clock }, createLog()));
    // What is written is asked here, not whether it would outlive a power cut.
    opened.db.exec('PRAGMA synchronous = OFF');
    return opened;
  };
  let core: CoreInPlace = open();
  const close = async () => {
    await core.stop();
    await core.close();
  };
  return {
    state,
    get core() {
      return core;
    },
    /** Does all that is due, and lets the loop see that nothing is. */
    async settle() {
      core.engine.settle();
      await new Promise((resolve) => setImmediate(resolve));
    },
    async restart() {
      await close();
      core = open();
      await new Promise((resolve) => setImmediate(resolve));
    },
    async end() {
      await close();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

/** What came of it: lines of the trace and messages by customer, and counts. `answers`: what was told those who asked for a run. */
export type Outcome = { lines: Record<string, string[]>; outgoing: Record<string, string[]>; counts: string[]; answers: string[] };

/** Lets both live through the commands, and gives what the executor has in its store. */
export async function live(
  bundles: readonly DeploymentBundle[],
  begin: number,
  commands: readonly Command[],
  model: Model,
): Promise<{ executed: Outcome; meant: Outcome }> {
  const executor = await openExecutor(begin);
  const { state } = executor;
  const spare = [...bundles];
  const published: string[] = [];
  const answers = { executed: [] as string[], meant: [] as string[] };
  let uids = 0;
  let turns = 0;
  let sent: EventEnvelope[] = [];
  const publish = async (again?: number, picks?: readonly number[]) => {
    const bundle = (again === undefined ? spare.shift() : undefined) ?? bundles[(again ?? turns++) % published.length];
    if (!bundle) return;
    const moves = picks && movesTo(bundle, model.world.programs, picks);
    unwrap(await executor.core.engine.publish(bundle, moves));
    const hash = model.publish(bundle, moves);
    if (!published.includes(hash)) published.push(hash);
  };
  const at = (lateMinutes: number) => new Date(state.now - lateMinutes * minute).toISOString();
  const obey = async (command: Command) => {
    const { engine } = executor.core;
    switch (command.do) {
      case 'events': {
        const events = command.told.map(
          ({ who, name, properties, isTest, lateMinutes }): EventEnvelope => ({
            uid: `e${uids++}`,
            name: name.replaceAll('-', '_'),
            occurred_at: at(lateMinutes),
            source_system: 'shop',
            is_test: isTest,
            identifiers: namesOf(who),
            properties: wired(properties),
          }),
        );
        const all = command.again ? [...events, ...sent] : events;
        unwrap(await engine.sendEvents(all));
        for (const event of all) model.takeEvent(event);
        sent = events;
        return;
      }
      case 'profile': {
        const { who, expiresInDays, lateMinutes } = command;
        const expires: Record<string, Json> =
          expiresInDays === undefined ? {} : { 'expires-on': new Date(state.now + expiresInDays * 1440 * minute).toISOString().slice(0, 10) };
        const update = {
          identifiers: namesOf(who),
          attributes: wired({ ...command.attributes, ...expires }),
          ...(lateMinutes === undefined ? {} : { occurred_at: at(lateMinutes) }),
        };
        unwrap(await engine.updateProfiles([update]));
        model.takeProfile(update);
        return;
      }
      case 'pass':
        await engine.fastForward(state.now + command.ms, (now) => {
          state.now = now;
        });
        // It syncs again after that.
        executor.core.db.exec('PRAGMA synchronous = OFF');
        model.pass(command.ms);
        return;
      case 'state': {
        const hash = published[command.which % published.length];
        if (hash === undefined) return;
        unwrap(await engine.setState(hash, command.state));
        model.setState(hash, command.state);
        return;
      }
      case 'publish':
        return publish(command.again, command.picks);
      case 'start': {
        const id = bundles[command.which % bundles.length]?.journey.id ?? '';
        const identifiers = namesOf(command.who);
        const { uid } = command;
        const reply = await engine.startRun(id, { identifiers, ...(uid === undefined ? {} : { uid }) });
        const told = reply.ok ? (reply.value.run ?? 'refused') : (reply.problems[0]?.code ?? '');
        answers.executed.push(told);
        answers.meant.push(model.start(id, identifiers, uid));
        return;
      }
      case 'restart':
        return executor.restart();
      case 'sleep':
      case 'set-back':
        return;
    }
  };
  try {
    // What was given last comes later, the others are there from the beginning.
    for (let n = 0; n < Math.max(1, bundles.length - 1); n++) await publish();
    await executor.settle();
    model.settle();
    for (const command of commands) {
      if (command.do === 'sleep' || command.do === 'set-back') {
        state.now += command.do === 'sleep' ? command.ms : -command.ms;
        model.world.now = state.now;
        continue;
      }
      await obey(command);
      await executor.settle();
      model.settle();
    }
    return { executed: { ...readStore(executor.core), answers: answers.executed }, meant: { ...readModel(model), answers: answers.meant } };
  } finally {
    await executor.end();
  }
}

type Row = Record<string, string | number | null>;

function readStore({ db }: CoreInPlace) {
  const lines = db
    .all<Row>(
      `SELECT t.customer, t.at, d.hash, r.id AS run, t.node, t.what, t.port, t.code, t.params
       FROM trace_line t JOIN deployment d ON d.n = t.deployment LEFT JOIN run r ON r.n = t.run ORDER BY t.seq, t.line`,
    )
    .map(({ customer, at, hash, run, node, what, port, code, params }) => ({
      customer: Number(customer),
      text: said({
        at: Number(at),
        hash: String(hash),
        run,
        node,
        what: String(what),
        port,
        code,
        params: params === null ? null : JSON.parse(String(params)),
      }),
    }));
  const outgoing = db
    .all<Row>('SELECT o.key, o.kind, o.at, o.customer, o.node, o.content FROM outbox o ORDER BY o.n')
    .map(({ key, kind, at, customer, node, content }) => {
      const { message, channel, class: messageClass, to, task, targets, payload } = JSON.parse(String(content));
      return {
        customer: Number(customer),
        text: JSON.stringify([key, kind, at, node, sorted({ message, channel, class: messageClass, to, task, targets, payload })]),
      };
    });
  const counts = db
    .all<Row>('SELECT d.hash, c.node, c.metric, c.n FROM node_count c JOIN deployment d ON d.n = c.deployment WHERE c.n <> 0')
    .map(({ hash, node, metric, n }) => `${String(hash).slice(0, 8)} ${node} ${metric} ${n}`)
    .sort();
  return { lines: byCustomer(lines), outgoing: byCustomer(outgoing), counts };
}

type Said = { at: number; hash: string; run: unknown; node: unknown; what: string; port: unknown; code: unknown; params: object | null };

function said({ at, hash, run, node, what, port, code, params }: Said): string {
  return [new Date(at).toISOString(), hash.slice(0, 8), run ?? '-', node ?? '-', what, port ?? '-', code ?? '-', JSON.stringify(sorted(params ?? {}))].join(
    ' ',
  );
}

function sorted(values: object): object {
  return Object.fromEntries(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function byCustomer(all: readonly { customer: number; text: string }[]): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const { customer, text } of all) {
    found[customer] ??= [];
    found[customer].push(text);
  }
  return found;
}

/** What the reference has written down, and its counts: one line after the other, and where runs stand. */
function readModel({ world }: Model) {
  const counted = new Map<string, number>();
  const count = (hash: string, node: string, metric: string) => {
    const key = `${hash.slice(0, 8)} ${node} ${metric}`;
    counted.set(key, (counted.get(key) ?? 0) + 1);
  };
  for (const { program, node = '', what, port, reason } of world.lines) {
    const { hash } = program;
    if (what === 'entered') count(hash, '', 'entered');
    if (what === 'not-entered') count(hash, node, `not-entered:${reason?.code}`);
    if (what === 'passed') count(hash, node, port === 'out' ? 'passed' : `passed:${port}`);
    if (what === 'sent' || what === 'exited') count(hash, node, what);
    if (what === 'not-sent') count(hash, node, `not-sent:${reason?.code}`);
    if (what === 'exited') count(hash, '', `exited:${port}`);
    // Each version counts her as entered once and as left once.
    if (what === 'moved' && reason?.code === 'moved-from') count(hash, '', 'entered');
    if (what === 'moved' && reason?.code === 'moved-to') {
      count(hash, node, 'exited');
      count(hash, '', 'exited:moved');
    }
  }
  for (const { left, program, node } of world.runs) if (!left) count(program.hash, node, 'standing');
  return {
    lines: byCustomer(
      world.lines.map(({ at, program, customer, run, node, what, port, reason }) => ({
        customer,
        text: said({ at, hash: program.hash, run: run?.id, node, what, port, code: reason?.code, params: reason?.params ?? null }),
      })),
    ),
    outgoing: byCustomer(
      world.outgoing.map(({ key, at, run, node, kind, content }) => ({ customer: run.customer, text: JSON.stringify([key, kind, at, node, sorted(content)]) })),
    ),
    counts: [...counted].map(([key, n]) => `${key} ${n}`).sort(),
  };
}
