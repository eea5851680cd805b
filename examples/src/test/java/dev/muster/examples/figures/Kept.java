package dev.muster.examples.figures;

import dev.muster.testkit.real.Checkout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Measurements as JSON, with the machine as it was before them and the commit. */
public final class Kept {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final String name;
  private final Map<String, Object> all;

  private Kept(String name, Map<String, Object> all) {
    this.name = name;
    this.all = all;
  }

  /** When, of what and where is measured; the load of the machine is as it is now. */
  public static Map<String, Object> head() throws IOException, InterruptedException {
    Map<String, Object> head = new LinkedHashMap<>();
    head.put("measured", LocalDate.now(ZoneOffset.UTC).toString());
    head.put("commit", commit());
    head.put("machine", machine());
    return head;
  }

  /** To be called before the measurement. */
  static Kept before(Figure figure) throws IOException, InterruptedException {
    Kept kept = new Kept(figure.name(), head());
    kept.all.put("definition", figure.definition());
    kept.all.put("wanted", figure.wanted());
    return kept;
  }

  /** Prints the results and writes them to the folder of benchmarks. */
  void write(Map<String, Object> results) throws IOException {
    all.putAll(results);
    String text = JSON.writeValueAsString(all) + "\n";
    System.out.print(text);
    Path folder = Checkout.root().resolve("orchestrator/docs/benchmarks");
    Files.writeString(folder.resolve(name + ".json"), text);
  }

  private static String commit() throws IOException, InterruptedException {
    String commit = said("git", "rev-parse", "--short", "HEAD");
    String changes =
        said("git", "status", "--porcelain", "--", "orchestrator/*/src", "providers/*/src");
    return changes.isEmpty() ? commit : commit + ", changed";
  }

  private static Map<String, Object> machine() throws IOException, InterruptedException {
    Map<String, Object> machine = new LinkedHashMap<>();
    machine.put("cpu", first(Path.of("/proc/cpuinfo"), "model name"));
    machine.put("cores", Runtime.getRuntime().availableProcessors());
    machine.put("memory", first(Path.of("/proc/meminfo"), "MemTotal"));
    machine.put("loadBefore", Files.readString(Path.of("/proc/loadavg")).split(" ", -1)[0]);
    machine.put("kernel", said("uname", "-sr"));
    machine.put("java", System.getProperty("java.runtime.version"));
    return machine;
  }

  private static String first(Path file, String name) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("unknown");
  }

  private static String said(String... line) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(line).directory(Checkout.root().toFile()).start();
    String text =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return process.waitFor() == 0 ? text : "unknown";
  }
}
