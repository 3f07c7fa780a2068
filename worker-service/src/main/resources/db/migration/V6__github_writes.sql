-- When the next write on GitHub may be sent, over all workers: GitHub asks for a second between two writes of one account.
create table worker.github_writes (
    account text primary key,
    free_at timestamptz not null
);

-- Who opens an issue at the moment: two tasks with the same steps must not both find that there is none yet.
create table worker.github_issues (
    repository text        not null,
    issue_key  text        not null,
    task_id    uuid        not null,
    claimed_at timestamptz not null,
    primary key (repository, issue_key)
);
