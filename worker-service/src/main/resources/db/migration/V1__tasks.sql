-- Tasks and what became of them. PostgreSQL is the record; the streams only dispatch.

create table worker.tasks (
    -- UUIDv7: in order of submission, so that the primary key serves the newest-first list and its cursor.
    id                 uuid primary key,
    type               text        not null,
    description        text        not null,
    -- JSON kept as text: SQL never looks inside, and json(b) would refuse the legal escape \u0000 or parse for nothing.
    payload            text        not null,
    priority           smallint    not null,
    state              text        not null check (state in
                           ('submitted', 'routed', 'running', 'retrying', 'succeeded', 'dead', 'cancelled', 'expired')),

    expert_asked       text,
    expert             text,
    confidence         double precision,
    strategy           text,
    routing_method     text,

    -- The fencing token: grows by one with every claim, a write that names an older one is refused.
    attempt            integer     not null default 0,
    -- Attempts before this one no longer count against max_attempts (an operator asked for another round).
    attempts_forgiven  integer     not null default 0,
    max_attempts       integer     not null,
    timeout_millis     bigint      not null,
    worker             text,
    lease_until        timestamptz,
    attempt_started_at timestamptz,

    -- Not claimed before this; a retry's backoff moves it.
    not_before         timestamptz,
    expires_at         timestamptz,
    -- A waiting row is published (again) when this is past: the outbox, the schedule, the backoff and the fallback in one.
    publish_at         timestamptz not null,
    publishes          integer     not null default 0,
    outcome_published  boolean     not null default true,

    progress_percent   smallint,
    progress_message   text,
    result             text,
    error              text,
    traceparent        text,

    idempotency_key    text,
    request_digest     text,
    unique_key         text,

    created_at         timestamptz not null,
    started_at         timestamptz,
    completed_at       timestamptz
) with (fillfactor = 80);

create unique index idx_tasks_idempotency_key on worker.tasks (idempotency_key) where idempotency_key is not null;
create unique index idx_tasks_unique_key on worker.tasks (unique_key)
    where unique_key is not null and state in ('submitted', 'routed', 'running', 'retrying');
create index idx_tasks_publish_at on worker.tasks (publish_at) where state in ('submitted', 'routed', 'retrying');
create index idx_tasks_lease_until on worker.tasks (lease_until) where state = 'running';
create index idx_tasks_expires_at on worker.tasks (expires_at)
    where expires_at is not null and state in ('submitted', 'routed', 'retrying');
create index idx_tasks_outcome on worker.tasks (completed_at) where not outcome_published;

-- No foreign keys here and in effects: rows come only from the statement that also writes the task.
create table worker.task_attempts (
    task_id    uuid        not null,
    number     integer     not null,
    type       text        not null,
    worker     text        not null,
    -- When the task could first have been started in this attempt; started_at minus this is the waiting time.
    due_at     timestamptz not null,
    started_at timestamptz not null,
    ended_at   timestamptz not null,
    outcome    text        not null check (outcome in ('succeeded', 'failed', 'timeout', 'lost', 'cancelled', 'released')),
    error      text,
    primary key (task_id, number)
);
-- Rows arrive in order of ended_at: a block range index costs next to nothing and serves "the last minutes".
create index idx_task_attempts_ended_at on worker.task_attempts using brin (ended_at) with (pages_per_range = 16, autosummarize = on);

-- One row per task whose effect has happened, written in the effect's own transaction.
create table worker.effects (
    task_id    uuid primary key,
    attempt    integer     not null,
    worker     text        not null,
    created_at timestamptz not null
);

-- What only one replica may do, and who does it until when.
create table worker.leases (
    name   text primary key,
    holder text        not null,
    token  bigint      not null,
    until  timestamptz not null
);

-- The pool of workers: its size as somebody set it (without a row the configuration's stands) …
create table worker.pool (
    name   text primary key,
    active integer not null check (active between 0 and 64),
    warm   integer not null check (warm between 0 and 64)
);

-- … and, for the replicas that do not lead it, what its leader last saw.
create table worker.pool_seen (
    name    text primary key,
    seen    text        not null,
    seen_at timestamptz not null
);

-- Wishes concerning one worker, picked up by the pool's leader whichever replica was asked.
create table worker.pool_requests (
    id         bigint generated always as identity primary key,
    worker     text        not null,
    wish       text        not null check (wish in ('recycle', 'heap-dump')),
    detail     text,
    created_at timestamptz not null default now()
);
