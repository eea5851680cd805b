package dev.muster.cli;

import dev.muster.cli.follow.Interruptions;
import dev.muster.cli.terminal.Paper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs what people typically ask in one process: what the AOT cache of the command is trained with.
 * Its arguments are a folder to work in and a manifest to check.
 */
final class Rehearsal {
  private static final String MANIFEST =
      """
      apiVersion: muster.dev/v1
      kind: TrainingJob
      metadata: {name: rehearsal}
      spec: {command: "true"}
      """;

  private static final String NAME = "rehearsal";

  private Rehearsal() {}

  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    Path job = Files.writeString(folder.resolve("job.yaml"), MANIFEST);
    Map<String, String> environment = new HashMap<>(System.getenv());
    List.of("MUSTER_SERVER", "MUSTER_TOKEN").forEach(environment::remove);
    environment.put("MUSTER_DATA", folder.resolve("data").toString());
    environment.put("XDG_CONFIG_HOME", folder.toString());
    for (List<String> line : lines(job.toString(), args[1])) {
      Muster.execute(surroundings(environment), line.toArray(String[]::new));
    }
    System.exit(0);
  }

  private static List<List<String>> lines(String job, String manifest) {
    return List.of(
        List.of("version"),
        List.of("--help"),
        List.of("validate", manifest),
        List.of("run", job),
        List.of("ps"),
        List.of("ps", "-o", "json"),
        List.of("describe", NAME),
        List.of("explain", NAME),
        List.of("logs", NAME),
        List.of("events", NAME),
        List.of("top", NAME, "--once"),
        List.of("completion", "jobs"),
        List.of("ps", "--nonsense"),
        List.of("server", "stop"));
  }

  private static Surroundings surroundings(Map<String, String> environment) {
    OutputStream nowhere = OutputStream.nullOutputStream();
    return new Surroundings(
        environment,
        System.getProperties(),
        Clock.system(ZoneId.systemDefault()),
        InputStream.nullInputStream(),
        nowhere,
        Paper.on(nowhere),
        Paper.on(nowhere),
        Surroundings.writer(nowhere),
        Interruptions::new);
  }
}
