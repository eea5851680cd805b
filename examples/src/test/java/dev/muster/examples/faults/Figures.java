package dev.muster.examples.faults;

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

/**
 * What was measured, as JSON with the machine and the commit. It goes to {@code target/benchmarks};
 * with {@code -Dmuster.figures=keep} also to the documentation.
 */
final class Figures {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private Figures() {}

  static void write(String name, Map<String, Object> measured) throws Exception {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("measured", LocalDate.now(ZoneOffset.UTC).toString());
    all.put("commit", said("git", "rev-parse", "--short", "HEAD"));
    all.put("machine", machine());
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

  private static Map<String, Object> machine() throws Exception {
    Map<String, Object> machine = new LinkedHashMap<>();
    machine.put("cpu", first(Path.of("/proc/cpuinfo"), "model name"));
    machine.put("cores", Runtime.getRuntime().availableProcessors());
    machine.put("memory", first(Path.of("/proc/meminfo"), "MemTotal"));
    machine.put("load", Files.readString(Path.of("/proc/loadavg")).split(" ", -1)[2]);
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
