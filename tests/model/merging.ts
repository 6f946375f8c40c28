/** Two customers turn out to be one: what becomes of everything of the other's. */
import { customerId } from '../../shared/runtime/customer-id';
import { type Customer, isTest, joinValues, type Kept, keepTestsApart } from './people';
import { expel, walk } from './walking';
import { plus } from './wall-clock';
import { customerOf, type News, nodeOf, type Run, record, type World, zoneFor } from './world';

/** Ends that the journey itself brings about; the others come from outside and leave open what would have become of the run. */
const ownEnds = ['goal', 'completed', 'exit-rule', 'suppressed', 'missing-date', 'too-long'];

export function merge(world: World, winner: Customer, loser: Customer, identifier: string, planAnew: (customer: Customer) => void): News[] {
  const changed = keepTestsApart(world, winner, loser);
  for (const attribute of joinValues(world, winner, loser)) changed.add(attribute);
  const losers = world.runs.filter((run) => run.customer === loser.n);
  for (const list of [world.happened, world.lines, world.runs]) for (const one of list) if (one.customer === loser.n) one.customer = winner.n;
  for (const [attribute, names] of Object.entries(loser.names)) winner.names[attribute] = [...(winner.names[attribute] ?? []), ...names];
  for (const key of [...world.memberships]) {
    const [program, segment, n] = key.split(' ');
    if (n !== String(loser.n)) continue;
    world.memberships.delete(key);
    world.memberships.add(`${program} ${segment} ${winner.n}`);
  }
  // Of two places in a wave the earlier one.
  for (const theirs of world.planned.filter(({ customer }) => customer === loser.n)) {
    const ours = world.planned.find(
      (one) => one.customer === winner.n && one.program === theirs.program && one.node === theirs.node && one.event === theirs.event,
    );
    if (ours) {
      ours.due = Math.min(ours.due, theirs.due);
      world.planned.splice(world.planned.indexOf(theirs), 1);
    } else theirs.customer = winner.n;
  }
  world.customers.splice(world.customers.indexOf(loser), 1);
  for (const alias of world.aliases) if (alias.winner === loser.n) alias.winner = winner.n;
  world.aliases.push({ loser: loser.n, winner: winner.n });

  const later = settle(world, winner, loser, losers);
  planAnew(winner);
  const event: Kept = record(world, {
    uid: `merge:${loser.n}`,
    name: 'records-merged',
    at: world.now,
    properties: { 'surviving-id': customerId(winner.n), 'merged-ids': [customerId(loser.n)], 'merge-rule': identifier },
    customer: winner.n,
    isTest: false,
    isOwn: true,
  });
  return [{ customer: winner.n, event, changed }, ...later];
}

/** One run for each journey and key goes on, at most; the others leave. Those that go on look at everything again. */
function settle(world: World, winner: Customer, loser: Customer, losers: readonly Run[]): News[] {
  const news: News[] = [];
  const active = world.runs.filter((run) => run.customer === winner.n && !run.left);
  const goOn: Run[] = [];
  for (const run of active) {
    const group = active.filter((other) => other.program.journey.id === run.program.journey.id && other.key === run.key);
    if (group[0] === run) goOn.push(...stayer(world, winner, group, losers));
  }
  for (const run of active) if (!goOn.includes(run)) expel(world, run, 'merged', { code: 'merged', params: { customer: customerId(loser.n) } });
  for (const run of goOn) {
    if (run.parked !== undefined) continue;
    const before = { node: run.node, visit: run.visit, since: run.stands?.since ?? 0 };
    news.push(...walk(world, run, { kind: 'changed' }));
    // What the other one did meanwhile may be what she waits for.
    const node = nodeOf(run.program, before.node);
    if (node.kind !== 'wait-event') continue;
    for (const event of world.happened
      .filter((one) => one.customer === winner.n && one.name === node.event && one.at >= before.since)
      .sort((a, b) => a.at - b.at))
      if (!run.left && run.visit === before.visit) news.push(...walk(world, run, { kind: 'event', event }));
  }
  return news;
}

/** The one that goes on, and what it need not send again. */
function stayer(world: World, winner: Customer, group: readonly Run[], losers: readonly Run[]): Run[] {
  const [first] = group;
  if (!first) return [];
  const { journey } = first.program;
  const { reentry } = journey.entry;
  const isMeant = (run: Run) => (run.program.bundle.mode === 'test') === isTest(winner);
  const isFurther = (one: Run, other: Run) => one.visit > other.visit || (one.visit === other.visit && one.enteredAt < other.enteredAt);
  const over = world.runs.filter(
    (run) => run.customer === winner.n && run.left && run.program.journey.id === journey.id && run.key === first.key && isMeant(run),
  );
  /** Runs of the other one, after which one person would not have been let in for this one. */
  const barring = (run: Run) =>
    over.filter((one) => {
      if (losers.includes(one) === losers.includes(run) || !one.left) return false;
      if (reentry.mode === 'never' || one.entry.uid === run.entry.uid) return true;
      const until = reentry.cooldown === undefined ? one.left.at : plus(one.left.at, reentry.cooldown, zoneFor(first.program, customerOf(world, winner.n)));
      return until > run.enteredAt;
    });
  const order = [...group].sort((a, b) => Number(isMeant(b)) - Number(isMeant(a)) || (isFurther(a, b) ? -1 : isFurther(b, a) ? 1 : 0));
  const stays = order.find((run) => !barring(run).some((one) => one.left && ownEnds.includes(one.left.code) && isFurther(one, run)));
  if (!stays) {
    world.noted.push('merge: nobody stays');
    return [];
  }
  for (const other of group) {
    if (other === stays || losers.includes(other) === losers.includes(stays)) continue;
    const isOlder = stays.enteredAt < other.enteredAt;
    const how =
      stays.visit === other.visit
        ? 'of two as far the older'
        : stays.visit < other.visit
          ? 'not the further'
          : isOlder
            ? 'the further, older'
            : 'the further, younger';
    world.noted.push(`merge: ${how} stays`, `merge: the ${losers.includes(stays) ? "loser's" : "winner's"} stays`);
    if (other.program !== stays.program) world.noted.push('merge: of two in different versions');
  }
  // What it has sent itself it may send again, where the journey goes in a circle.
  for (const one of [...group.filter((run) => run !== stays), ...barring(stays)])
    for (const node of [...one.sent, ...one.sentBefore]) if (!stays.sent.has(node)) stays.sentBefore.add(node);
  return [stays];
}
