/**
 * The store's shape. Each migration runs once, in one transaction together with its number (`user_version`).
 * Never change one that has shipped; add another.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE counter (name TEXT PRIMARY KEY, n INTEGER NOT NULL) STRICT, WITHOUT ROWID;

  -- Immutable but for its state; named by the content hash.
  CREATE TABLE deployment (
    n INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, journey TEXT NOT NULL, key TEXT NOT NULL, name TEXT NOT NULL,
    version INTEGER NOT NULL, mode TEXT NOT NULL, state TEXT NOT NULL, bundle TEXT NOT NULL, deployed_at INTEGER NOT NULL,
    paused_at_event INTEGER
  ) STRICT;
  CREATE INDEX deployment_of_journey ON deployment (journey);

  -- changed: when each attribute was last set, so that a late update does not undo a newer one.
  CREATE TABLE customer (
    n INTEGER PRIMARY KEY AUTOINCREMENT, attributes TEXT NOT NULL, changed TEXT NOT NULL,
    created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE identity (
    attribute TEXT NOT NULL, value TEXT NOT NULL, customer INTEGER NOT NULL REFERENCES customer (n), first_seen INTEGER NOT NULL,
    PRIMARY KEY (attribute, value)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX identity_of_customer ON identity (customer);
  -- Old numbers lead to the survivor for ever.
  CREATE TABLE merge_alias (loser INTEGER PRIMARY KEY, winner INTEGER NOT NULL REFERENCES customer (n), at INTEGER NOT NULL, rule TEXT NOT NULL) STRICT;

  -- Append-only. identifiers as they came, so that stricter rules can be replayed later.
  CREATE TABLE event (
    seq INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, customer INTEGER REFERENCES customer (n), name TEXT NOT NULL,
    at INTEGER NOT NULL, received_at INTEGER NOT NULL, source TEXT NOT NULL, is_test INTEGER NOT NULL,
    identifiers TEXT NOT NULL, properties TEXT NOT NULL
  ) STRICT;
  CREATE INDEX event_of_customer ON event (customer, name, at, seq) WHERE customer IS NOT NULL;

  -- due_at: next wake-up. parked_at: the same while the deployment is paused. body: the run as the step function sees it.
  CREATE TABLE run (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, deployment INTEGER NOT NULL REFERENCES deployment (n),
    customer INTEGER NOT NULL REFERENCES customer (n), status TEXT NOT NULL, due_at INTEGER, parked_at INTEGER,
    failures INTEGER NOT NULL DEFAULT 0, body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX run_due ON run (due_at) WHERE due_at IS NOT NULL;
  CREATE INDEX run_of_customer ON run (customer, deployment);
  CREATE INDEX run_active ON run (deployment) WHERE status = 'active';

  CREATE TABLE trace (
    seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, run INTEGER REFERENCES run (n), deployment INTEGER NOT NULL REFERENCES deployment (n),
    customer INTEGER NOT NULL REFERENCES customer (n), node TEXT, what TEXT NOT NULL, port TEXT, code TEXT, params TEXT
  ) STRICT;
  CREATE INDEX trace_of_customer ON trace (customer, seq);

  -- Messages, tasks and calls that are to leave. The key makes each of them happen once.
  CREATE TABLE outbox (
    n INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, at INTEGER NOT NULL, run INTEGER NOT NULL REFERENCES run (n),
    deployment INTEGER NOT NULL REFERENCES deployment (n), customer INTEGER NOT NULL REFERENCES customer (n), node TEXT NOT NULL,
    state TEXT NOT NULL, not_before INTEGER, content TEXT NOT NULL
  ) STRICT;
  CREATE INDEX outbox_of_deployment ON outbox (deployment, n);

  -- node '' = the journey as a whole. Kept up in the same transaction as the trace it counts.
  CREATE TABLE node_count (
    deployment INTEGER NOT NULL REFERENCES deployment (n), node TEXT NOT NULL, metric TEXT NOT NULL, n INTEGER NOT NULL,
    PRIMARY KEY (deployment, node, metric)
  ) STRICT, WITHOUT ROWID;

  -- Work on many customers, done in chunks: audiences, schedules, first look at a new deployment, resuming, stopping.
  CREATE TABLE job (
    n INTEGER PRIMARY KEY, kind TEXT NOT NULL, deployment INTEGER NOT NULL REFERENCES deployment (n), node TEXT NOT NULL,
    due_at INTEGER NOT NULL, after INTEGER NOT NULL DEFAULT 0, up_to INTEGER NOT NULL DEFAULT 9007199254740991,
    event INTEGER REFERENCES event (seq)
  ) STRICT;
  CREATE INDEX job_due ON job (due_at);
  -- When a date of this customer starts a run.
  CREATE TABLE entry_due (
    deployment INTEGER NOT NULL REFERENCES deployment (n), node TEXT NOT NULL, customer INTEGER NOT NULL REFERENCES customer (n),
    due_at INTEGER NOT NULL, PRIMARY KEY (deployment, node, customer)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX entry_due_at ON entry_due (due_at);
  -- Who is in a segment that starts a journey.
  CREATE TABLE membership (
    deployment INTEGER NOT NULL REFERENCES deployment (n), segment TEXT NOT NULL, customer INTEGER NOT NULL REFERENCES customer (n),
    PRIMARY KEY (deployment, segment, customer)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- Up to which event a run that stands still in a pause has heard: each run its own, as a second pause may find some that have caught up and some that have not.
  ALTER TABLE run ADD COLUMN parked_event INTEGER;
  UPDATE run SET parked_event = (SELECT paused_at_event FROM deployment WHERE n = run.deployment) WHERE parked_at IS NOT NULL;
  ALTER TABLE deployment DROP COLUMN paused_at_event;

  -- How many of an audience have been given a place so far.
  ALTER TABLE job ADD COLUMN place INTEGER NOT NULL DEFAULT 0;
  -- event: the one whose audience waits for its wave; 0 for a date of the customer.
  CREATE TABLE entry_due_2 (
    deployment INTEGER NOT NULL REFERENCES deployment (n), node TEXT NOT NULL, customer INTEGER NOT NULL REFERENCES customer (n),
    event INTEGER NOT NULL DEFAULT 0, due_at INTEGER NOT NULL, PRIMARY KEY (deployment, node, customer, event)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO entry_due_2 (deployment, node, customer, due_at) SELECT deployment, node, customer, due_at FROM entry_due;
  DROP TABLE entry_due;
  ALTER TABLE entry_due_2 RENAME TO entry_due;
  CREATE INDEX entry_due_at ON entry_due (due_at);

  -- What a computed attribute that starts a journey was when it was last looked at, as JSON. No row = the value of somebody unknown.
  CREATE TABLE watched_value (
    deployment INTEGER NOT NULL REFERENCES deployment (n), attribute TEXT NOT NULL, customer INTEGER NOT NULL REFERENCES customer (n),
    value TEXT NOT NULL, PRIMARY KEY (deployment, attribute, customer)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- rule: the attribute that showed that two customers are one. rules: hash of the compiled rules that said so.
  ALTER TABLE merge_alias ADD COLUMN rules TEXT NOT NULL DEFAULT '';
  CREATE INDEX merge_alias_of_winner ON merge_alias (winner);
  `,
  `
  -- A merge asks each table for what is one customer's, and so does the check of references when she is gone: without these it read all of it.
  CREATE INDEX outbox_of_customer ON outbox (customer);
  CREATE INDEX entry_due_of_customer ON entry_due (customer);
  CREATE INDEX membership_of_customer ON membership (customer);
  CREATE INDEX watched_value_of_customer ON watched_value (customer);
  CREATE INDEX run_active_of_customer ON run (customer) WHERE status = 'active';
  `,
  `
  -- A step writes one line, with all it did as JSON: [[what, node, port, code, params], …], trailing nulls left out.
  CREATE TABLE trace_2 (
    seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, run INTEGER REFERENCES run (n), deployment INTEGER NOT NULL REFERENCES deployment (n),
    customer INTEGER NOT NULL REFERENCES customer (n), steps TEXT NOT NULL
  ) STRICT;
  INSERT INTO trace_2 (seq, at, run, deployment, customer, steps)
    SELECT seq, at, run, deployment, customer, json_array(json_array(what, node, port, code, json(params))) FROM trace;
  DROP TABLE trace;
  ALTER TABLE trace_2 RENAME TO trace;
  CREATE INDEX trace_of_customer ON trace (customer);
  CREATE VIEW trace_line AS
    SELECT t.seq, s.key AS line, t.at, t.run, t.deployment, t.customer, s.value ->> 0 AS what, s.value ->> 1 AS node, s.value ->> 2 AS port,
      s.value ->> 3 AS code, s.value ->> 4 AS params
    FROM trace t, json_each(t.steps) s;

  -- What is in columns is not in the body again (run-body.ts says what it holds). A run id is looked for among one customer's runs: an index
  -- of all of them is a page written anew for nearly every run, as ids are in no order.
  CREATE TABLE run_2 (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL, deployment INTEGER NOT NULL REFERENCES deployment (n),
    customer INTEGER NOT NULL REFERENCES customer (n), status TEXT NOT NULL, key TEXT NOT NULL, due_at INTEGER, parked_at INTEGER, parked_event INTEGER,
    failures INTEGER NOT NULL DEFAULT 0, body TEXT NOT NULL
  ) STRICT;
  INSERT INTO run_2 (n, id, deployment, customer, status, key, due_at, parked_at, parked_event, failures, body)
    SELECT n, id, deployment, customer, status, coalesce(body ->> '$.key', ''), due_at, parked_at, parked_event, failures,
      json_array(body ->> '$.node', body ->> '$.visit', body ->> '$.enteredAt',
        json_array(body ->> '$.entry.uid', body ->> '$.entry.event', body ->> '$.entry.at', json(body -> '$.entry.properties')),
        json(body -> '$.wait'), json(body -> '$.outcomes'), json(body -> '$.sentBefore'), json(body -> '$.exit'))
    FROM run;
  DROP TABLE run;
  ALTER TABLE run_2 RENAME TO run;
  CREATE INDEX run_due ON run (due_at) WHERE due_at IS NOT NULL;
  CREATE INDEX run_of_customer ON run (customer, status);
  CREATE INDEX run_active ON run (deployment) WHERE status = 'active';

  -- Only what others send can come twice; what a step makes is made once, with the step.
  CREATE TABLE event_2 (
    seq INTEGER PRIMARY KEY, uid TEXT NOT NULL, customer INTEGER REFERENCES customer (n), name TEXT NOT NULL,
    at INTEGER NOT NULL, received_at INTEGER NOT NULL, source TEXT NOT NULL, is_own INTEGER NOT NULL DEFAULT 0, is_test INTEGER NOT NULL,
    identifiers TEXT NOT NULL, properties TEXT NOT NULL
  ) STRICT;
  INSERT INTO event_2 (seq, uid, customer, name, at, received_at, source, is_test, identifiers, properties)
    SELECT seq, uid, customer, name, at, received_at, source, is_test, identifiers, properties FROM event;
  DROP TABLE event;
  ALTER TABLE event_2 RENAME TO event;
  CREATE UNIQUE INDEX event_sent ON event (uid) WHERE is_own = 0;
  CREATE INDEX event_of_customer ON event (customer, name, at) WHERE customer IS NOT NULL;

  -- The key begins with the run's id: with its number before it, neighbours in time are neighbours on the disk.
  CREATE TABLE outbox_2 (
    n INTEGER PRIMARY KEY, key TEXT NOT NULL, kind TEXT NOT NULL, at INTEGER NOT NULL, run INTEGER NOT NULL REFERENCES run (n),
    deployment INTEGER NOT NULL REFERENCES deployment (n), customer INTEGER NOT NULL REFERENCES customer (n), node TEXT NOT NULL,
    state TEXT NOT NULL, not_before INTEGER, content TEXT NOT NULL
  ) STRICT;
  INSERT INTO outbox_2 SELECT * FROM outbox;
  DROP TABLE outbox;
  ALTER TABLE outbox_2 RENAME TO outbox;
  CREATE UNIQUE INDEX outbox_once ON outbox (run, key);
  CREATE INDEX outbox_of_customer ON outbox (customer);
  `,
  `
  -- Which way a step went, and why, is stored once; a line of the trace is its number and what else its reasons say. Lines of a way:
  -- [[what, node, port, code, words of the reason, names of its other values, place of the first of them], …].
  CREATE TABLE way (n INTEGER PRIMARY KEY, lines TEXT NOT NULL UNIQUE) STRICT;
  INSERT INTO way (lines) SELECT DISTINCT steps FROM trace;
  CREATE TABLE trace_2 (
    seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, run INTEGER REFERENCES run (n), deployment INTEGER NOT NULL REFERENCES deployment (n),
    customer INTEGER NOT NULL REFERENCES customer (n), way INTEGER NOT NULL REFERENCES way (n), params TEXT NOT NULL
  ) STRICT;
  INSERT INTO trace_2 (seq, at, run, deployment, customer, way, params)
    SELECT t.seq, t.at, t.run, t.deployment, t.customer, w.n, '[]' FROM trace t JOIN way w ON w.lines = t.steps;
  DROP VIEW trace_line;
  DROP TABLE trace;
  ALTER TABLE trace_2 RENAME TO trace;
  CREATE INDEX trace_of_customer ON trace (customer);
  CREATE VIEW trace_line AS
    SELECT t.seq, s.key AS line, t.at, t.run, t.deployment, t.customer, s.value ->> 0 AS what, s.value ->> 1 AS node, s.value ->> 2 AS port,
      s.value ->> 3 AS code,
      CASE WHEN s.value -> 5 IS NULL THEN s.value ->> 4
        ELSE json_patch(s.value -> 4, (SELECT json_group_object(name.value, json(t.params -> ((s.value ->> 6) + name.key))) FROM json_each(s.value, '$[5]') name))
      END AS params
    FROM trace t JOIN way w ON w.n = t.way, json_each(w.lines) s;

  -- Moments are counted from when the run was entered (run-rows.ts says what a body holds). All runs of a deployment are asked for seldom: in order of their numbers.
  UPDATE run SET body = json_array(body -> 0, body -> 1, body -> 2, json_array(body -> '$[3][0]', body -> '$[3][1]', (body ->> '$[3][2]') - (body ->> 2), body -> '$[3][3]'),
    CASE json_type(body, '$[4]') WHEN 'object' THEN json_array(body -> '$[4].kind', (body ->> '$[4].since') - (body ->> 2), (body ->> '$[4].until') - (body ->> 2),
      body -> '$[4].event', json(body -> '$[4].reason')) END,
    json(body -> 5), json(body -> 6), json(body -> 7));
  DROP INDEX run_active;

  -- changed_at: when what she has was last set; changed: what was set, or cleared, at another moment.
  CREATE TABLE customer_2 (
    n INTEGER PRIMARY KEY AUTOINCREMENT, attributes TEXT NOT NULL, changed_at INTEGER NOT NULL, changed TEXT NOT NULL
  ) STRICT;
  INSERT INTO customer_2 (n, attributes, changed_at, changed) SELECT n, attributes, 0, changed FROM customer;
  INSERT INTO sqlite_sequence (name, seq) SELECT 'customer_2', seq FROM sqlite_sequence WHERE name = 'customer' AND NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'customer_2');
  UPDATE sqlite_sequence SET seq = (SELECT seq FROM sqlite_sequence WHERE name = 'customer') WHERE name = 'customer_2';
  DROP TABLE customer;
  ALTER TABLE customer_2 RENAME TO customer;
  `,
  `
  -- People of a deployment who are being moved to another version: by what plan, how many there were to see to, how many have been.
  CREATE TABLE move (
    deployment INTEGER PRIMARY KEY REFERENCES deployment (n), target INTEGER NOT NULL REFERENCES deployment (n), plan TEXT NOT NULL,
    people INTEGER NOT NULL, done INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  `,
  `
  -- Who stands at a node is asked for, so it is a column and no part of the body any more.
  ALTER TABLE run ADD COLUMN node TEXT NOT NULL DEFAULT '';
  UPDATE run SET node = coalesce(body ->> 0, ''), body = json_remove(body, '$[0]');
  CREATE INDEX run_standing ON run (deployment, node) WHERE status = 'active';
  CREATE INDEX run_parked ON run (deployment) WHERE status = 'active' AND parked_at IS NOT NULL;

  -- Whom a node refused, or let fail: the lines of the trace that say no, by the way they took.
  CREATE TABLE refusal (deployment INTEGER NOT NULL, way INTEGER NOT NULL, trace INTEGER NOT NULL, PRIMARY KEY (deployment, way, trace)) STRICT, WITHOUT ROWID;
  INSERT INTO refusal (deployment, way, trace)
    SELECT deployment, way, seq FROM trace
    WHERE way IN (SELECT w.n FROM way w, json_each(w.lines) line WHERE line.value ->> 0 IN ('not-sent', 'not-entered', 'failed'));
  -- How many were not let in is counted where they knocked.
  INSERT INTO node_count (deployment, node, metric, n)
    SELECT deployment, node, 'not-entered:' || coalesce(code, 'unknown'), count(*) FROM trace_line
    WHERE what = 'not-entered' AND node IS NOT NULL GROUP BY 1, 2, 3;
  DELETE FROM node_count WHERE node = '' AND metric LIKE 'not-entered:%';
  `,
  `
  -- Attributes are named by their number.
  CREATE TABLE name (n INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  INSERT INTO name (name)
    SELECT attribute FROM identity UNION SELECT e.key FROM customer, json_each(attributes) e UNION SELECT e.key FROM customer, json_each(changed) e;
  UPDATE customer SET
    attributes = (SELECT json_group_object(CAST(name.n AS TEXT), json(attributes -> e.fullkey)) FROM json_each(attributes) e JOIN name ON name.name = e.key),
    changed = (SELECT json_group_object(CAST(name.n AS TEXT), e.value) FROM json_each(changed) e JOIN name ON name.name = e.key);
  CREATE TABLE identity_2 (
    attribute INTEGER NOT NULL REFERENCES name (n), value TEXT NOT NULL, customer INTEGER NOT NULL REFERENCES customer (n), first_seen INTEGER NOT NULL,
    PRIMARY KEY (attribute, value)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO identity_2 SELECT name.n, value, customer, first_seen FROM identity JOIN name ON name.name = attribute;
  DROP TABLE identity;
  ALTER TABLE identity_2 RENAME TO identity;
  CREATE INDEX identity_of_customer ON identity (customer);
  -- value: as JSON.
  CREATE VIEW customer_attribute AS
    SELECT c.n AS customer, name.name, c.attributes -> e.fullkey AS value
    FROM customer c, json_each(c.attributes) e JOIN name ON name.n = CAST(e.key AS INTEGER);
  `,
  `
  -- What lines of the trace came to that are not kept any more.
  CREATE TABLE past_count (
    deployment INTEGER NOT NULL REFERENCES deployment (n), node TEXT NOT NULL, metric TEXT NOT NULL, n INTEGER NOT NULL,
    PRIMARY KEY (deployment, node, metric)
  ) STRICT, WITHOUT ROWID;
  -- Of events of this name and from before this moment nobody knows any more whether they have been here.
  CREATE TABLE forgotten (name TEXT PRIMARY KEY, before INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  `,
  `
  -- From when on a customer's place in segments that start a journey, or a computed value that does, may be another though nothing happened.
  CREATE TABLE look_due (
    deployment INTEGER NOT NULL REFERENCES deployment (n), customer INTEGER NOT NULL REFERENCES customer (n), due_at INTEGER NOT NULL,
    PRIMARY KEY (deployment, customer)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX look_due_at ON look_due (deployment, due_at);
  CREATE INDEX look_due_of_customer ON look_due (customer);
  -- So far everybody was looked at every time.
  INSERT INTO look_due (deployment, customer, due_at) SELECT job.deployment, customer.n, 0 FROM job, customer WHERE job.kind = 'segments';
  UPDATE job SET after = 0 WHERE kind = 'segments';
  `,
  `
  -- A journey's versions are counted as they are published: what stood here so far was what each said of itself.
  UPDATE deployment SET version = (SELECT count(*) FROM deployment d WHERE d.journey = deployment.journey AND d.n <= deployment.n);
  CREATE UNIQUE INDEX deployment_version ON deployment (journey, version);
  DROP INDEX deployment_of_journey;
  `,
  `
  -- Ways out of the laptop. settings: which provider and how, without what is secret; allowed: recipients of trials.
  CREATE TABLE channel (
    channel TEXT PRIMARY KEY, mode TEXT NOT NULL, settings TEXT, allowed TEXT NOT NULL, unknown_policy TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  -- Every switch, for ever.
  CREATE TABLE channel_log (n INTEGER PRIMARY KEY, at INTEGER NOT NULL, channel TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL, why TEXT NOT NULL) STRICT;
  -- Of what may leave, where it has got to. target: which of a call's; due_at: when it is tried next; at: when the state was last another.
  CREATE TABLE delivery (
    n INTEGER PRIMARY KEY, outbox INTEGER NOT NULL REFERENCES outbox (n) ON DELETE CASCADE, target TEXT NOT NULL, channel TEXT NOT NULL, state TEXT NOT NULL,
    due_at INTEGER, tries INTEGER NOT NULL DEFAULT 0, at INTEGER NOT NULL, provider_id TEXT, reason TEXT, UNIQUE (outbox, target)
  ) STRICT;
  CREATE INDEX delivery_state ON delivery (channel, state, due_at);
  CREATE INDEX delivery_of_provider ON delivery (provider_id) WHERE provider_id IS NOT NULL;
  `,
  `
  -- A run in fewer bytes, as a million of them may sleep: its id as twelve bytes, whether it is over as a number, its beginning in a column, and
  -- what begins and what holds a run as numbers (run-rows.ts). id and status are put together again for whoever reads by SQL.
  CREATE TABLE run_2 (
    n INTEGER PRIMARY KEY, id_bytes ANY NOT NULL, deployment INTEGER NOT NULL REFERENCES deployment (n),
    customer INTEGER NOT NULL REFERENCES customer (n), is_over INTEGER NOT NULL, key TEXT NOT NULL, node TEXT NOT NULL, entered_at INTEGER NOT NULL,
    due_at INTEGER, parked_at INTEGER, parked_event INTEGER, failures INTEGER NOT NULL DEFAULT 0, body TEXT NOT NULL,
    id TEXT NOT NULL GENERATED ALWAYS AS (CASE typeof(id_bytes) WHEN 'blob' THEN lower(hex(id_bytes)) ELSE id_bytes END) VIRTUAL,
    status TEXT NOT NULL GENERATED ALWAYS AS (CASE is_over WHEN 0 THEN 'active' ELSE 'exited' END) VIRTUAL
  ) STRICT;
  INSERT INTO run_2 (n, id_bytes, deployment, customer, is_over, key, node, entered_at, due_at, parked_at, parked_event, failures, body)
    SELECT n, coalesce(unhex(id), id), deployment, customer, status = 'exited', key, node, coalesce(body ->> 1, 0), due_at, parked_at, parked_event, failures,
      json_remove(
        json_replace(
          CASE json_type(body, '$[3]') WHEN 'array' THEN json_replace(body, '$[3][0]',
            CASE body ->> '$[3][0]' WHEN 'timer' THEN 0 WHEN 'event' THEN 1 WHEN 'hold' THEN 2 ELSE 3 END) ELSE body END,
          '$[2][1]',
          CASE body ->> '$[2][1]' WHEN 'attribute-changed' THEN 0 WHEN 'segment-enter' THEN 1 WHEN 'segment-exit' THEN 2 WHEN 'date-attribute' THEN 3
            WHEN 'schedule' THEN 4 WHEN 'manual' THEN 5 WHEN 'api' THEN 6 ELSE body ->> '$[2][1]' END),
        '$[1]')
    FROM run;
  DROP TABLE run;
  ALTER TABLE run_2 RENAME TO run;
  CREATE INDEX run_due ON run (due_at) WHERE due_at IS NOT NULL;
  CREATE INDEX run_of_customer ON run (customer, is_over);
  CREATE INDEX run_standing ON run (deployment, node) WHERE status = 'active';
  CREATE INDEX run_parked ON run (deployment) WHERE status = 'active' AND parked_at IS NOT NULL;

  -- Moments among the values of reasons are ms from the moment of the step; a way says which they are by an @ before their name.
  DROP VIEW trace_line;
  CREATE VIEW trace_line AS
    SELECT t.seq, s.key AS line, t.at, t.run, t.deployment, t.customer, s.value ->> 0 AS what, s.value ->> 1 AS node, s.value ->> 2 AS port,
      s.value ->> 3 AS code,
      CASE WHEN s.value -> 5 IS NULL THEN s.value ->> 4
        ELSE json_patch(s.value -> 4, (
          SELECT json_group_object(ltrim(name.value, '@'),
            CASE WHEN name.value GLOB '@*'
              THEN json_quote(strftime('%Y-%m-%dT%H:%M:%fZ', (t.at + (t.params ->> ((s.value ->> 6) + name.key))) / 1000.0, 'unixepoch'))
              ELSE json(t.params -> ((s.value ->> 6) + name.key)) END)
          FROM json_each(s.value, '$[5]') name))
      END AS params
    FROM trace t JOIN way w ON w.n = t.way, json_each(w.lines) s;
  `,
  `
  -- Messages that an app or a page asks for: what somebody has done with them, and when.
  CREATE TABLE kept_message (
    delivery INTEGER PRIMARY KEY REFERENCES delivery (n) ON DELETE CASCADE, opened_at INTEGER, clicked_at INTEGER, dismissed_at INTEGER
  ) STRICT;
  `,
  `
  -- What each hour brought (executor/monitor/hours.ts). hour: of the epoch; deployment 0: all of them.
  CREATE TABLE hour_count (
    hour INTEGER NOT NULL, deployment INTEGER NOT NULL, metric TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (hour, deployment, metric)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- Mails to people of one's own (reports): to whom, when, and what became of each. Not what they said.
  CREATE TABLE own_mail (
    n INTEGER PRIMARY KEY, at INTEGER NOT NULL, recipient TEXT NOT NULL, subject TEXT NOT NULL, attachment TEXT, bytes INTEGER NOT NULL,
    state TEXT NOT NULL, reason TEXT
  ) STRICT;
  `,
  `
  -- What people are asked to do, by the number of its row in the outbox. changed_at, changed_by: when somebody last said something of it, and who.
  CREATE TABLE task (
    n INTEGER PRIMARY KEY REFERENCES outbox (n) ON DELETE CASCADE, state TEXT NOT NULL, assign_to TEXT, due_at INTEGER, note TEXT, outcome TEXT,
    changed_at INTEGER, changed_by TEXT
  ) STRICT;
  CREATE INDEX task_state ON task (state, n);
  CREATE INDEX task_assigned ON task (assign_to, n);
  CREATE INDEX task_due ON task (due_at) WHERE state = 'open';
  INSERT INTO task (n, state, assign_to) SELECT n, 'open', content ->> 'assignTo' FROM outbox WHERE kind = 'task';
  `,
  `
  -- Segments that are watched. after, up_to: how far the first look has come; due_at: when there is something to look at again; day: of the epoch.
  CREATE TABLE audience (
    n INTEGER PRIMARY KEY AUTOINCREMENT, segment TEXT NOT NULL UNIQUE, definition TEXT NOT NULL, since INTEGER NOT NULL, size INTEGER NOT NULL DEFAULT 0,
    after INTEGER NOT NULL DEFAULT 0, up_to INTEGER NOT NULL, due_at INTEGER
  ) STRICT;
  CREATE TABLE audience_member (
    audience INTEGER NOT NULL REFERENCES audience (n) ON DELETE CASCADE, customer INTEGER NOT NULL REFERENCES customer (n), since INTEGER NOT NULL,
    PRIMARY KEY (audience, customer)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX audience_of_customer ON audience_member (customer);
  CREATE TABLE audience_due (
    audience INTEGER NOT NULL REFERENCES audience (n) ON DELETE CASCADE, customer INTEGER NOT NULL REFERENCES customer (n), due_at INTEGER NOT NULL,
    PRIMARY KEY (audience, customer)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX audience_due_at ON audience_due (audience, due_at);
  CREATE INDEX audience_due_of_customer ON audience_due (customer);
  CREATE TABLE audience_day (
    audience INTEGER NOT NULL REFERENCES audience (n) ON DELETE CASCADE, day INTEGER NOT NULL, entered INTEGER NOT NULL, left INTEGER NOT NULL,
    PRIMARY KEY (audience, day)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- Whose days are counted, and the hash of the definition ('': not worked out yet, so that it counts as another).
  ALTER TABLE audience ADD COLUMN zone TEXT NOT NULL DEFAULT 'UTC';
  ALTER TABLE audience ADD COLUMN hash TEXT NOT NULL DEFAULT '';
  UPDATE audience SET zone = definition ->> '$.timeZone';
  -- Members who turned out to be others who were in it as well, and who were forgotten: neither of them left.
  ALTER TABLE audience_day ADD COLUMN merged INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE audience_day ADD COLUMN erased INTEGER NOT NULL DEFAULT 0;
  -- Who came and who went. other: of a merge, the customer she was. why: what the news was and which parts of the rule turned, as JSON.
  CREATE TABLE audience_move (
    n INTEGER PRIMARY KEY AUTOINCREMENT, audience INTEGER NOT NULL REFERENCES audience (n) ON DELETE CASCADE,
    customer INTEGER NOT NULL REFERENCES customer (n), at INTEGER NOT NULL, kind TEXT NOT NULL, other INTEGER, why TEXT NOT NULL
  ) STRICT;
  CREATE INDEX audience_move_of ON audience_move (audience, n);
  CREATE INDEX audience_move_of_customer ON audience_move (customer);
  CREATE INDEX audience_move_at ON audience_move (at);
  `,
  `
  -- Mailboxes that are read. place: which; up_to: the UID up to which its mails have been heard; to_mark: UIDs of those that are still to be marked or moved.
  CREATE TABLE mailbox (
    channel TEXT PRIMARY KEY, place TEXT NOT NULL, uid_validity INTEGER, up_to INTEGER NOT NULL DEFAULT 0, to_mark TEXT NOT NULL DEFAULT '[]',
    read_at INTEGER, told TEXT NOT NULL DEFAULT '{}'
  ) STRICT, WITHOUT ROWID;
  `,
];
