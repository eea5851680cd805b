-- What a job's failures have cost; null for a job that has not failed since this column is there.
ALTER TABLE jobs ADD COLUMN recoveries TEXT; -- JSON

-- What is known of a checkpoint. Attempt 0 stands for one that an earlier job has left.
ALTER TABLE checkpoints ADD COLUMN state TEXT NOT NULL DEFAULT 'announced';
ALTER TABLE checkpoints ADD COLUMN content TEXT; -- JSON; null until it was verified
ALTER TABLE checkpoints ADD COLUMN checked_epoch BIGINT NOT NULL DEFAULT 0;

-- Orders that came under an Idempotency-Key: given again, they change nothing.
CREATE TABLE orders (
  key    TEXT PRIMARY KEY,
  job_id TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  verb   TEXT NOT NULL,
  at     BIGINT NOT NULL
);

CREATE INDEX orders_of_job ON orders (job_id);
