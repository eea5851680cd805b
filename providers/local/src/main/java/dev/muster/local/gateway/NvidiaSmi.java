package dev.muster.local.gateway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Accelerators as NVIDIA's own tool lists them. Without the tool, or when it fails or hangs, there
 * are none. {@code CUDA_VISIBLE_DEVICES} of the server narrows the list to the indices it names.
 */
public final class NvidiaSmi implements Gpus {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Pattern COMMA = Pattern.compile(" *, *");
  private static final List<String> QUERY =
      List.of("--query-gpu=index,name,memory.total", "--format=csv,noheader,nounits");

  private final String program;
  private final Map<String, String> environment;

  /**
   * @param program the tool's name or path
   * @param environment the server's own
   */
  public NvidiaSmi(String program, Map<String, String> environment) {
    this.program = program;
    this.environment = Map.copyOf(environment);
  }

  @Override
  public List<Gpu> list() {
    return ask().lines().flatMap(line -> parse(line).stream()).filter(this::visible).toList();
  }

  private String ask() {
    try {
      Process process =
          new ProcessBuilder(program, QUERY.getFirst(), QUERY.getLast())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return "";
      }
      byte[] output = process.getInputStream().readAllBytes();
      return process.exitValue() == 0 ? new String(output, StandardCharsets.UTF_8) : "";
    } catch (IOException absent) {
      return "";
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  private static Optional<Gpu> parse(String line) {
    String[] fields = COMMA.split(line.strip(), -1);
    if (fields.length < 3 || !fields[0].matches("\\d+")) {
      return Optional.empty();
    }
    long memory = fields[2].matches("\\d+") ? Long.parseLong(fields[2]) : 0;
    return Optional.of(new Gpu(Integer.parseInt(fields[0]), fields[1], memory));
  }

  private boolean visible(Gpu gpu) {
    String visible = environment.get("CUDA_VISIBLE_DEVICES");
    return visible == null
        || List.of(COMMA.split(visible.strip(), -1)).contains(Integer.toString(gpu.index()));
  }
}
