package dev.muster.examples.faults;

import dev.muster.testkit.real.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One line for each fault that was met: fault, test, seconds to recover, steps lost. They gather in
 * {@code target/faults.tsv}, the newest of each.
 */
final class FaultTable implements BeforeTestExecutionCallback {
  private static final Path FILE = Checkout.root().resolve("examples/target/faults.tsv");

  private @Nullable String test;

  @Override
  public void beforeTestExecution(ExtensionContext context) {
    test =
        context.getRequiredTestClass().getSimpleName()
            + "."
            + context.getRequiredTestMethod().getName();
  }

  /** Adds a line. */
  void met(String fault, Recovery recovery) throws IOException {
    String line =
        String.format(
            Locale.ROOT,
            "%s\t%s\t%.2f s\t%d",
            fault,
            test,
            recovery.took().toMillis() / 1e3,
            recovery.stepsLost());
    System.out.println("fault: " + line);
    Files.createDirectories(FILE.getParent());
    List<String> lines = new ArrayList<>(Files.exists(FILE) ? Files.readAllLines(FILE) : List.of());
    lines.removeIf(former -> former.startsWith(fault + "\t" + test + "\t"));
    lines.add(line);
    Files.write(FILE, lines);
  }
}
