package dev.muster.cli;

import dev.muster.api.PruneOrder;
import dev.muster.api.PruneView;
import dev.muster.cli.text.PruneTable;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code muster prune}: gives disk back. */
@Command(
    name = "prune",
    description = {
      "Give back disk that nothing needs any more.",
      "These are environments, copies of programs, working directories and leftovers of what has",
      "ended."
    },
    footer = {"", "Examples:", "  muster prune --dry-run", "  muster prune --finished-before 7d"})
final class Prune implements Callable<Integer> {
  private static final Pattern AGE = Pattern.compile("\\d{1,6}[smhdw]");

  @Spec private CommandSpec spec;

  @ParentCommand private Muster muster;

  @Option(names = "--dry-run", description = "Only say what would be removed.")
  private boolean dryRun;

  @Option(
      names = "--finished-before",
      paramLabel = "AGE",
      description = {
        "Also remove the files of jobs that ended longer ago, such as 7d: working",
        "directory, logs and checkpoints. Their history stays."
      })
  private @Nullable String finishedBefore;

  @Override
  public Integer call() {
    if (finishedBefore != null && !AGE.matcher(finishedBefore).matches()) {
      throw new ParameterException(
          spec.commandLine(),
          "--finished-before: \"%s\" (expected: a time such as 12h, 7d or 4w)"
              .formatted(finishedBefore));
    }
    PruneOrder order = new PruneOrder(finishedBefore);
    PruneView pruned = muster.ask(client -> client.prune(order, dryRun));
    muster.answers().print(pruned, () -> PruneTable.lines(pruned));
    return 0;
  }
}
