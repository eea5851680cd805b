package dev.muster.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.api.JobView;
import dev.muster.client.JobRef;
import dev.muster.testkit.real.Ended;
import dev.muster.testkit.real.MusterExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What Muster says to do next can be done: a command as it stands, or a field with a value that the
 * same manifest takes. Each is tried as a person would.
 */
class NextStepsTest {
  private static final Pattern NEXT = Pattern.compile("(?m)^ *next:? +(\\S.*)$");
  private static final Pattern FIELD = Pattern.compile("(spec\\.[A-Za-z0-9_.\\[\\]]+): (.+)");
  private static final int USAGE = 2;

  @RegisterExtension
  private static final MusterExtension OWN = new MusterExtension(Map.of("MUSTER_LOCAL_CORES", "4"));

  @Test
  void afterAFailure() throws Exception {
    Ended failed = run("run", file("failing", "command: exit 3\nrecovery: {maxRestarts: 0}"));

    assertThat(failed.exit()).as(failed.text()).isEqualTo(1);
    tried(failed, null);
    tried(run("explain", "failing"), null);
    tried(run("describe", "failing"), null);
    assertThat(run("delete", "failing", "--dry-run").exit()).isZero();
  }

  @Test
  void whileAJobWaitsAndWhenOneNeverFits() throws Exception {
    String holder = file("holder", "command: sleep 600\nresources: {cpus: 3}");
    String later = file("later", "command: echo\nresources: {cpus: 2}");
    assertThat(run("submit", holder).exit()).isZero();
    assertThat(run("submit", later).exit()).isZero();
    OWN.muster().await(new JobRef("default", "later"), job -> job.reason() != null);

    String giant = file("giant", "command: echo\nresources: {cpus: 5}");
    Ended refused = run("submit", giant);
    assertThat(refused.exit()).as(refused.text()).isEqualTo(USAGE);
    tried(refused, giant);
    tried(run("explain", "later"), later);
    run("cancel", "holder");
    run("cancel", "later");
  }

  @Test
  void whenAnOrderDoesNotFitTheState() throws Exception {
    String calm = file("calm", "command: sleep 600");
    assertThat(run("submit", calm).exit()).isZero();
    OWN.muster().await(new JobRef("default", "calm"), job -> job.state().equals("running"));

    tried(run("delete", "calm", "--yes"), calm);
    run("cancel", "calm");
    OWN.muster().await(new JobRef("default", "calm"), JobView::finished);

    Ended refused = run("restart", "calm");
    assertThat(refused.exit()).as(refused.text()).isEqualTo(USAGE);
    tried(refused, calm);
  }

  @Test
  void whenTheCommandItselfRefuses() throws Exception {
    tried(run("describe", "nobody"), null);
    tried(run("ps", "--nonsense"), null);
    tried(run("run", OWN.folder("empty").resolve("nowhere.yaml").toString()), null);
    tried(run("submit", file("bad", "command: echo\nresources: {nodez: 2}")), null);
    tried(run("delete", "nobody"), null);
    tried(run("context", "use", "nowhere"), null);
  }

  /** Does everything that an answer says to do next. */
  private static void tried(Ended answer, @Nullable String manifest) throws Exception {
    List<String> steps = steps(answer.text());
    assertThat(steps).as("what to do next in: " + answer.text()).isNotEmpty();
    for (String step : steps) {
      Matcher field = FIELD.matcher(step);
      if (step.startsWith("muster ")) {
        done(step);
      } else if (field.matches()) {
        String file = Objects.requireNonNull(manifest, "without a manifest: " + step);
        Ended checked = run("validate", file, "--set", field.group(1) + "=" + field.group(2));
        assertThat(checked.exit()).as(step + "\n" + checked.text()).isZero();
      } else {
        throw new AssertionError("neither a command nor a field: " + step);
      }
    }
  }

  private static void done(String step) throws Exception {
    List<String> words = new ArrayList<>(List.of(step.split(" ")));
    words.removeFirst();
    Path home = OWN.folder("next");
    Ended ended = OWN.muster().with("HOME", home.toString()).run(words.toArray(String[]::new));
    assertThat(ended.text()).as(step).doesNotContain("Unknown option", "Unmatched argument");
    if (!words.getFirst().equals("validate")) {
      assertThat(ended.exit()).as(step + "\n" + ended.text()).isNotEqualTo(USAGE);
    }
  }

  private static List<String> steps(String text) {
    return NEXT.matcher(text).results().map(found -> found.group(1).strip()).toList();
  }

  private static Ended run(String... arguments) throws IOException, InterruptedException {
    return OWN.muster().run(arguments);
  }

  private static String file(String name, String spec) throws IOException {
    return JobFile.write(Files.createDirectories(OWN.folder().resolve("jobs")), name, spec);
  }
}
