package dev.muster.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small manifest, written as a person would. */
public final class JobFile {
  private JobFile() {}

  /**
   * Writes {@code NAME.yaml}.
   *
   * @param spec what stands below {@code spec}
   * @return its path, for a command line
   */
  public static String write(Path folder, String name, String spec) throws IOException {
    String head =
        """
        apiVersion: muster.dev/v1
        kind: TrainingJob
        metadata:
          name: %s
        spec:
        """
            .formatted(name);
    Path file = folder.resolve(name + ".yaml");
    Files.writeString(file, head + spec.indent(2));
    return file.toString();
  }
}
