package dev.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.api.EventList;
import dev.muster.api.JobView;
import dev.muster.api.RankList;
import dev.muster.cli.text.Samples;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a process in a real terminal, with real keys and signals. */
class InTerminalTest {
  private static final String HIDE_CURSOR = "\u001b[?25l";
  private static final String SHOW_CURSOR = "\u001b[?25h";
  private static final String A_COLOUR = "\u001b[3";

  @TempDir private Path folder;

  @Test
  void theViewIsDrawnInPlaceAndGivesTheTerminalBack() throws Exception {
    String seen =
        attach(
            Map.of(), List.of(), Samples.running(1, 9), Samples.running(2, 9), Samples.succeeded());

    assertThat(seen)
        .contains(HIDE_CURSOR, "\u001b[36mrunning\u001b[0m", "stage 1", "1/360  0%", "2/360  0%")
        .containsPattern("\u001b\\[\\d+A\r\u001b\\[1mgpt-nano")
        .contains("  loss         5.5410 → 2.1312")
        .endsWith("exit code 0, terminal as it was: yes\n");
    assertThat(seen.lastIndexOf(SHOW_CURSOR)).isGreaterThan(seen.lastIndexOf(HIDE_CURSOR));
  }

  @Test
  void ctrlCAsksAndDDetaches() throws Exception {
    String seen = attach(Map.of(), List.of("0.2:^C", "0.8:d"), Samples.running(1, 9));

    assertThat(seen)
        .contains("detach or cancel? [d/c]", "muster attach gpt-nano")
        .contains(SHOW_CURSOR)
        .endsWith("exit code 5, terminal as it was: yes\n");
  }

  @Test
  void aSecondCtrlCCancels() throws Exception {
    String seen = attach(Map.of(), List.of("0.2:^C", "0.8:^C"), Samples.running(1, 9));

    assertThat(seen)
        .contains("gpt-nano\u001b[0m \u001b[33mcancelled\u001b[0m after")
        .endsWith("exit code 3, terminal as it was: yes\n");
  }

  @Test
  void ctrlZGivesTheTerminalBackAndFgTakesItAgain() throws Exception {
    String seen = attach(Map.of(), List.of("0.2:^Z", "0.8:^C", "1.4:d"), Samples.running(1, 9));

    assertThat(seen)
        .contains("[stopped, terminal as it was: yes]", "[continued, keys one by one: yes]")
        .contains("detach or cancel? [d/c]")
        .endsWith("exit code 5, terminal as it was: yes\n");
  }

  @Test
  void coloursAreLeftOutWhenTheyAreNotWanted() throws Exception {
    String seen =
        attach(Map.of("NO_COLOR", "1"), List.of(), Samples.running(1, 9), Samples.failed());

    assertThat(seen)
        .contains("gpt-nano  running", "gpt-nano failed after 0:21")
        .doesNotContain(A_COLOUR)
        .endsWith("exit code 1, terminal as it was: yes\n");
  }

  private String attach(Map<String, String> environment, List<String> keys, JobView... states)
      throws IOException, InterruptedException {
    List<JobView> looks = new ArrayList<>(List.of(states));
    looks.addFirst(states[0]);
    try (PlayedServer server = new PlayedServer(looks.toArray(JobView[]::new))) {
      server
          .put(
              "GET /api/v1/jobs/default/gpt-nano/ranks",
              new RankList(Samples.ranks("running", "running", "running", "ready"), null))
          .put("GET /api/v1/jobs/default/gpt-nano/events", new EventList(List.of(), null));
      return inTerminal(server, environment, keys);
    }
  }

  private String inTerminal(PlayedServer server, Map<String, String> environment, List<String> keys)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("python3", script().toString()));
    command.addAll(keys);
    command.addAll(
        List.of(
            "--",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "dev.muster.cli.Muster",
            "attach",
            "gpt-nano"));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().remove("NO_COLOR");
    builder.environment().putAll(environment);
    builder.environment().put("TERM", "xterm");
    builder.environment().put("MUSTER_SERVER", server.url());
    builder.environment().put("MUSTER_TOKEN", PlayedServer.TOKEN);
    Process process = builder.start();
    String seen = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return seen;
  }

  private Path script() throws IOException {
    Path script = folder.resolve("in-terminal.py");
    try (InputStream source = getClass().getResourceAsStream("in-terminal.py")) {
      Files.write(script, source.readAllBytes());
    }
    return script;
  }
}
