package dev.muster.examples.faults;

import dev.muster.testkit.real.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One line for each fault that was met: fault, test, seconds to recover, steps lost. They gather in
 * {@code target/faults.tsv}.
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
            "%s\t%s\t%.2f s\t%d%n",
            fault,
            test,
            recovery.took().toMillis() / 1e3,
            recovery.stepsLost());
    System.out.print("fault: " + line);
    Files.createDirectories(FILE.getParent());
    Files.writeString(FILE, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
