-- The jobs that must have succeeded before a job runs; null for one that needs none.
ALTER TABLE jobs ADD COLUMN needs TEXT; -- JSON

-- Requests for several jobs that came under an Idempotency-Key: made again, they are these jobs.
CREATE TABLE requests (
  key    TEXT PRIMARY KEY,
  digest TEXT NOT NULL,
  jobs   TEXT NOT NULL, -- JSON: ids in the order of the request
  at     BIGINT NOT NULL
);
