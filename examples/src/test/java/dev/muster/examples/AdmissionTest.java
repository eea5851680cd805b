package dev.muster.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.api.ExplanationView;
import dev.muster.api.JobView;
import dev.muster.client.JobRef;
import dev.muster.client.MusterClient;
import dev.muster.testkit.real.Command;
import dev.muster.testkit.real.Ended;
import dev.muster.testkit.real.MusterExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which jobs are taken, which wait and why, and which are refused with what. */
class AdmissionTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  @RegisterExtension
  private static final MusterExtension OWN = new MusterExtension(Map.of("MUSTER_LOCAL_CORES", "4"));

  @Test
  void whatDoesNotFitNowWaitsSaysWhyAndRunsLater() throws Exception {
    Path end = OWN.folder().resolve("holder.end");
    submitted("holder", untilThereIs(end, 3));
    Command later =
        OWN.muster().start("run", file("later", "command: echo mine\nresources: {cpus: 2}"));

    JobView waiting = await("later", job -> job.state().equals("queued"));
    ExplanationView reason = Objects.requireNonNull(waiting.reason());
    assertThat(reason.verdict()).isEqualTo("waits");
    assertThat(reason.summary()).contains("2", "1", "4", "core");
    Files.createFile(end);

    Ended ended = later.await(SOON);
    assertThat(ended.exit()).as(ended.text()).isZero();
    assertThat(ended.out()).contains("queued", reason.summary(), "later succeeded");
    assertThat(job("later").startedAt()).isAfterOrEqualTo(job("holder").finishedAt());
  }

  @Test
  void whatCanNeverFitIsRefusedWithTheNumbers() throws Exception {
    Ended refused =
        OWN.muster().run("submit", file("giant", "command: echo\nresources: {cpus: 5}"));

    assertThat(refused.exit()).as(refused.text()).isEqualTo(2);
    assertThat(refused.err()).contains("never", "5", "4", "core");
    try (MusterClient client = OWN.muster().client()) {
      assertThat(client.find(new JobRef("default", "giant"))).isEmpty();
    }
  }

  @Test
  void aLiveNameTakesOnlyItsOwnManifest() throws Exception {
    Path end = OWN.folder().resolve("taken.end");
    JobView first = submitted("taken", untilThereIs(end, 1));
    JobView again = submitted("taken", untilThereIs(end, 1));
    Ended other = OWN.muster().run("submit", file("taken", untilThereIs(end, 2)));
    Files.createFile(end);

    assertThat(again.id()).isEqualTo(first.id());
    assertThat(other.exit()).as(other.text()).isNotZero();
    assertThat(other.err()).contains("taken", "cpus", "1", "2");
    assertThat(await("taken", JobView::finished).id()).isEqualTo(first.id());
    assertThat(submitted("taken", untilThereIs(end, 1)).id())
        .as("a new life")
        .isNotEqualTo(first.id());
    await("taken", JobView::finished);
  }

  @Test
  void everythingWrongInAManifestIsToldAtOnceWithItsPlace() throws Exception {
    String bad = file("bad", "command: echo\nresources: {nodez: 2, cpus: many}");

    Ended run = OWN.muster().run("run", bad);

    assertThat(run.exit()).as(run.text()).isEqualTo(2);
    assertThat(run.err()).contains(bad + ":7:15", bad + ":7:31", "nodes", "many");
  }

  private static String untilThereIs(Path file, int cpus) {
    return "command: until [ -e %s ]; do sleep 0.1; done\nresources: {cpus: %d}"
        .formatted(file, cpus);
  }

  private static String file(String name, String spec) throws IOException {
    return JobFile.write(OWN.folder(), name, spec);
  }

  private static JobView submitted(String name, String spec) throws Exception {
    Ended submit = OWN.muster().run("submit", file(name, spec));
    assertThat(submit.exit()).as(submit.text()).isZero();
    return job(name);
  }

  private static JobView job(String name) throws IOException {
    return await(name, job -> true);
  }

  private static JobView await(String name, Predicate<JobView> wanted) throws IOException {
    return OWN.muster().await(new JobRef("default", name), wanted);
  }
}
