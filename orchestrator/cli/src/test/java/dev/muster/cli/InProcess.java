package dev.muster.cli;

import dev.muster.cli.follow.Interruptions;
import dev.muster.cli.terminal.Paper;
import dev.muster.cli.text.Samples;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Runs commands in this process, with surroundings of their own. */
class InProcess {
  static final String MANIFEST =
      """
      apiVersion: muster.dev/v1
      kind: TrainingJob
      metadata:
        name: gpt-nano
      spec:
        command: [sh, -c, "true"]
        resources:
          nodes: 2
          accelerators: cpu:2
      """;

  @TempDir Path folder;
  final ByteArrayOutputStream out = new ByteArrayOutputStream();
  final ByteArrayOutputStream err = new ByteArrayOutputStream();
  final Map<String, String> environment = new HashMap<>();
  final Interruptions interruptions = new Interruptions();
  final Map<String, String> properties = new HashMap<>();
  byte[] input = new byte[0];
  Path manifest;

  @BeforeEach
  void writeManifest() throws IOException {
    manifest = folder.resolve("job.yaml");
    Files.writeString(manifest, MANIFEST);
    environment.put("HOME", folder.toString());
  }

  int muster(PlayedServer server, String... arguments) {
    environment.put("MUSTER_SERVER", server.url());
    environment.put("MUSTER_TOKEN", PlayedServer.TOKEN);
    return muster(arguments);
  }

  int muster(String... arguments) {
    return Muster.execute(surroundings(), arguments);
  }

  Surroundings surroundings() {
    return new Surroundings(
        environment,
        properties,
        Clock.fixed(Samples.at(60), ZoneOffset.UTC),
        new ByteArrayInputStream(input),
        out,
        Paper.on(out),
        Paper.on(err),
        Surroundings.writer(out),
        () -> interruptions);
  }

  static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }
}
