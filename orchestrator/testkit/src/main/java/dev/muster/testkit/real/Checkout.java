package dev.muster.testkit.real;

import java.nio.file.Files;
import java.nio.file.Path;

/** The sources that the running test belongs to. */
public final class Checkout {
  private Checkout() {}

  /** Their root: the nearest folder around us that has the launcher. */
  public static Path root() {
    Path here = Path.of("").toAbsolutePath();
    for (Path folder = here; folder != null; folder = folder.getParent()) {
      if (Files.isExecutable(folder.resolve("orchestrator/bin/muster"))) {
        return folder;
      }
    }
    throw new AssertionError(here + " (expected: a folder of the checkout)");
  }
}
