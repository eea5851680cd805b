package dev.muster.cli;

import dev.muster.client.JobRef;
import dev.muster.client.LogQuery;
import dev.muster.client.LogStream;
import dev.muster.client.MusterClient;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code muster logs}: what a rank wrote, or the preparation of a node. */
@Command(name = "logs", description = "Show what a rank wrote (rank 0 unless told otherwise).")
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

  @Override
  public Integer call() {
    if (rank != null && node != null) {
      throw new ParameterException(spec.commandLine(), "--rank and --node (expected: one of them)");
    }
    JobRef ref = job.ref();
    try (MusterClient client = muster.connect();
        LogStream log = client.logs(ref, query())) {
      copy(log, muster.surroundings().output());
      return 0;
    }
  }

  private LogQuery query() {
    LogQuery newest =
        node == null ? LogQuery.ofRank(rank == null ? 0 : rank) : LogQuery.ofNode(node);
    LogQuery one = attempt == null ? newest : newest.ofAttempt(attempt);
    return follow ? one.following() : one;
  }

  /** Ends early when nobody reads any more. */
  private static void copy(LogStream log, OutputStream output) {
    try {
      for (byte[] piece = log.next(); piece != null; piece = log.next()) {
        output.write(piece);
        output.flush();
      }
    } catch (IOException e) {
      log.close();
    }
  }
}
