package dev.muster.cli.init;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The script that an empty folder gets. */
public final class Starter {
  /** What it is called. */
  public static final String SCRIPT = "train.py";

  private Starter() {}

  /** Its text. */
  public static String text() throws IOException {
    try (InputStream source = Starter.class.getResourceAsStream(SCRIPT)) {
      if (source == null) {
        throw new IllegalStateException(SCRIPT + " is not beside this class");
      }
      return new String(source.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
