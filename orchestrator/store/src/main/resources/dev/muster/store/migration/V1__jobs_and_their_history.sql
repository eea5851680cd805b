-- One subset of SQL for SQLite and PostgreSQL. Times are microseconds since 1970; columns that hold
-- JSON say so; `state` and `type` are the words that people see.

CREATE TABLE meta (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
);

CREATE TABLE jobs (
  id              TEXT PRIMARY KEY,
  project         TEXT NOT NULL,
  name            TEXT NOT NULL,
  state           TEXT NOT NULL,
  submitted_at    BIGINT NOT NULL,
  ended_at        BIGINT,
  idempotency_key TEXT UNIQUE,
  epoch           BIGINT NOT NULL,
  revision        BIGINT NOT NULL,
  spec            TEXT NOT NULL, -- JSON
  plan            TEXT NOT NULL, -- JSON
  submission      TEXT NOT NULL, -- JSON
  standing        TEXT NOT NULL, -- JSON: the state with all it carries
  attempts        TEXT NOT NULL  -- JSON
);

CREATE INDEX jobs_newest ON jobs (submitted_at, id);
CREATE INDEX jobs_named ON jobs (project, name, submitted_at);
-- A name is unique among the unfinished jobs of its project.
CREATE UNIQUE INDEX jobs_unfinished ON jobs (project, name) WHERE ended_at IS NULL;

CREATE TABLE claims (
  id     TEXT PRIMARY KEY,
  job_id TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  closed BOOLEAN NOT NULL,
  body   TEXT NOT NULL -- JSON
);

CREATE INDEX claims_of_job ON claims (job_id);
CREATE INDEX claims_open ON claims (job_id) WHERE NOT closed;

CREATE TABLE workers (
  claim_id TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
  node     INTEGER NOT NULL,
  body     TEXT NOT NULL, -- JSON
  PRIMARY KEY (claim_id, node)
);

CREATE TABLE checkpoints (
  job_id       TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  attempt      INTEGER NOT NULL,
  step         BIGINT NOT NULL,
  path         TEXT NOT NULL,
  announced_at BIGINT NOT NULL,
  PRIMARY KEY (job_id, attempt, step)
);

CREATE TABLE events (
  sequence BIGINT PRIMARY KEY,
  at       BIGINT NOT NULL,
  job_id   TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  type     TEXT NOT NULL,
  summary  TEXT NOT NULL,
  detail   TEXT NOT NULL -- JSON
);

CREATE INDEX events_of_job ON events (job_id, sequence);

-- A metric of an attempt. Only steps that are multiples of `stride` are kept: it doubles whenever a
-- series has grown to its bound. The newest point is kept here in any case.
CREATE TABLE series (
  id         BIGINT PRIMARY KEY,
  job_id     TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  attempt    INTEGER NOT NULL,
  name       TEXT NOT NULL,
  points     BIGINT NOT NULL,
  stride     BIGINT NOT NULL,
  last_step  BIGINT NOT NULL,
  last_at    BIGINT NOT NULL,
  last_value DOUBLE PRECISION, -- null is "not a number"
  UNIQUE (job_id, attempt, name)
);

CREATE TABLE points (
  series_id BIGINT NOT NULL REFERENCES series (id) ON DELETE CASCADE,
  step      BIGINT NOT NULL,
  at        BIGINT NOT NULL,
  value     DOUBLE PRECISION, -- null is "not a number"
  PRIMARY KEY (series_id, step)
);
