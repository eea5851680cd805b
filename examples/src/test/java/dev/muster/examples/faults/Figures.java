package dev.muster.examples.faults;

import dev.muster.examples.figures.Kept;
import dev.muster.testkit.real.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was measured, as JSON with the machine and the commit. It goes to {@code target/benchmarks};
 * with {@code -Dmuster.figures=keep} also to the documentation.
 */
final class Figures {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private Figures() {}

  static void write(String name, Map<String, Object> measured) throws Exception {
    Map<String, Object> all = Kept.head();
    all.putAll(measured);
    String text = JSON.writeValueAsString(all) + "\n";
    System.out.print(text);
    write(Checkout.root().resolve("examples/target/benchmarks"), name, text);
    if ("keep".equals(System.getProperty("muster.figures"))) {
      write(Checkout.root().resolve("orchestrator/docs/benchmarks"), name, text);
    }
  }

  private static void write(Path folder, String name, String text) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(name), text);
  }
}
