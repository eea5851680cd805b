package dev.muster.cli;

import dev.muster.api.AttemptView;
import dev.muster.cli.terminal.Terminal;
import dev.muster.client.JobRef;
import dev.muster.client.LogQuery;
import dev.muster.client.LogStream;
import dev.muster.client.MusterClient;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code muster logs}: what a rank wrote, or the preparation of a node. */
@Command(
    name = "logs",
    description = "Show what a rank wrote (rank 0 unless told otherwise).",
    footer = {
      "",
      "Examples:",
      "  muster logs gpt-nano --rank 2 --follow",
      "  muster logs gpt-nano --node 0",
      "  muster logs gpt-nano --attempt 1 | tail"
    })
final class Logs implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @ParentCommand private Muster muster;

  @Mixin private JobArgument job;

  @Option(names = "--rank", paramLabel = "N", description = "The rank.")
  private @Nullable Integer rank;

  @Option(
      names = "--node",
      paramLabel = "N",
      description = "A node instead: what its preparation wrote.")
  private @Nullable Integer node;

  @Option(names = "--attempt", paramLabel = "N", description = "The attempt (default: the newest).")
  private @Nullable Integer attempt;

  @Option(
      names = {"-f", "--follow"},
      description = "Wait for more until the attempt has ended.")
  private boolean follow;

  @Option(names = "--raw", description = "On a terminal too: byte by byte, escapes and all.")
  private boolean raw;

  @Override
  public Integer call() throws InterruptedException {
    if (rank != null && node != null) {
      throw new ParameterException(spec.commandLine(), "--rank and --node (expected: one of them)");
    }
    JobRef ref = job.ref();
    LogSink sink = sink();
    AtomicReference<LogQuery> rest = new AtomicReference<>(query());
    new Streaming(muster.servers()).read(client -> copy(client, ref, rest, sink));
    sink.end();
    return 0;
  }

  /** A terminal is shown text; a file and a program get what the rank wrote, byte by byte. */
  private LogSink sink() {
    if (!muster.answers().forPeople()) {
      return LogSink.ofLines(this::print);
    }
    return Terminal.isTerminal(1) && !raw
        ? LogSink.of(muster.surroundings().out())
        : LogSink.of(muster.surroundings().output());
  }

  private LogQuery query() {
    LogQuery newest =
        node == null ? LogQuery.ofRank(rank == null ? 0 : rank) : LogQuery.ofNode(node);
    LogQuery one = attempt == null ? newest : newest.ofAttempt(attempt);
    return follow ? one.following() : one;
  }

  /** Ends early when nobody reads any more. */
  private static void copy(
      MusterClient client, JobRef ref, AtomicReference<LogQuery> rest, LogSink sink) {
    LogQuery query = settled(client, ref, Objects.requireNonNull(rest.get()));
    try (LogStream log = client.logs(ref, query)) {
      for (byte[] piece = log.next(); piece != null; piece = log.next()) {
        rest.set(query.from(log.offset()));
        sink.take(piece);
      }
    } catch (IOException e) {
      return;
    }
  }

  /** The newest attempt is the one that is newest now: the rest of its log is in no other. */
  private static LogQuery settled(MusterClient client, JobRef ref, LogQuery query) {
    if (query.attempt() != null || !query.follow()) {
      return query;
    }
    List<AttemptView> attempts = client.job(ref).attempts();
    return attempts.isEmpty() ? query : query.ofAttempt(attempts.getLast().number());
  }

  private void print(String line) {
    LogLine told =
        new LogLine(node == null && rank == null ? Integer.valueOf(0) : rank, node, line);
    muster.answers().printOneOfMany(told, () -> line);
  }

  /**
   * A line of a log, for scripts.
   *
   * @param rank whose output it is; null for a node's preparation
   * @param node whose preparation it is; null for a rank's output
   */
  record LogLine(@Nullable Integer rank, @Nullable Integer node, String line) {}
}
