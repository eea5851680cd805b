package dev.muster.store;

/** Rows as the first version wrote them. */
final class FirstVersion {
  /** A job that trains. */
  static final String JOB =
      """
      INSERT INTO jobs VALUES ('jobold', 'default', 'old', 'running', 5000000, NULL, NULL, 1, 9,
        '{"project":"default","name":"old","framework":"none","command":{"arguments":["true"]},
          "env":{},"resources":{"nodes":1,"ranksPerNode":1,"cores":1,"memoryBytes":0},
          "parallelism":{"type":"auto"},"checkpoint":{"path":"c","grace":"PT30S"}}',
        '{"mesh":{"data":1,"fsdp":1,"tensor":1,"pipeline":1,"context":1,"expert":1},
          "stages":[],"notes":[]}',
        '{"at":"1970-01-01T00:00:05Z","manifest":"m","digest":"d"}',
        '{"type":"running","since":"1970-01-01T00:00:06Z","claim":"c-1"}',
        '[{"number":1,"epoch":1,"claim":"c-1","startedAt":"1970-01-01T00:00:06Z",
          "runningAt":"1970-01-01T00:00:06Z"}]')
      """;

  /** What it announced. */
  static final String CHECKPOINT =
      "INSERT INTO checkpoints VALUES ('jobold', 1, 20, 'c/20', 7000000)";

  private FirstVersion() {}
}
