package dev.muster.examples.obeyed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.api.JobView;
import dev.muster.client.JobRef;
import dev.muster.client.MusterClient;
import dev.muster.manifest.field.Field;
import dev.muster.manifest.field.Items;
import dev.muster.manifest.field.Obeyed;
import dev.muster.manifest.field.Refused;
import dev.muster.manifest.field.Section;
import dev.muster.manifest.job.TrainingJob;
import dev.muster.testkit.real.Ended;
import dev.muster.testkit.real.MusterExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every field that is obeyed changes something that can be seen: in a rank, on disk, or in what is
 * let in. Some jobs are run once for all of them.
 */
class ObeyedFieldsTest {
  private static final List<String> MANIFESTS =
      List.of(
          "full/job",
          "minimal",
          "automatic",
          "old-python",
          "hasty",
          "patient",
          "launched",
          "secretive",
          "recovery/asked",
          "recovery/kept",
          "recovery/heir",
          "recovery/twice",
          "recovery/hung",
          "recovery/exit-rule",
          "recovery/log-rule",
          "recovery/metric-rule",
          "recovery/actions",
          "timing/endless",
          "timing/together");
  private static final JobRef HEIR = inDefault("heir");
  private static final List<JobRef> STUBBORN =
      List.of(inDefault("hasty"), inDefault("patient"), inDefault("asked"));
  private static final List<JobRef> OTHERS =
      List.of(
          inDefault("minimal"),
          inDefault("automatic"),
          new JobRef("lab", "full"),
          inDefault("old-python"),
          inDefault("launched"),
          inDefault("secretive"),
          inDefault("endless"),
          inDefault("first"),
          inDefault("unstarted"),
          inDefault("last"),
          inDefault("follower"),
          inDefault("kept"),
          inDefault("twice"),
          inDefault("hung"),
          inDefault("exit-rule"),
          inDefault("log-rule"),
          inDefault("metric-rule"),
          inDefault("actions"));

  /** Sixteen cores and eight gibibytes, and no way to a package index. */
  @RegisterExtension
  private static final MusterExtension OWN =
      new MusterExtension(
          Map.of(
              "MUSTER_LOCAL_CORES", "16",
              "MUSTER_LOCAL_MEMORY", "8GiB",
              "OBEYED_TOKEN", Evidence.TOKEN,
              "PIP_NO_INDEX", "1",
              "UV_OFFLINE", "1"));

  private static List<Proof> proofs() {
    return Proofs.ALL;
  }

  @BeforeAll
  static void runTheJobs() throws Exception {
    Path folder = OWN.folder("obeyed");
    Fixtures.make(folder);
    for (String file : MANIFESTS) {
      submit(folder, file);
    }
    OWN.muster().await(HEIR, JobView::finished);
    submit(folder, "recovery/heir");
    for (JobRef job : STUBBORN) {
      OWN.muster().await(job, ObeyedFieldsTest::hasWritten);
    }
    try (MusterClient client = OWN.muster().client()) {
      STUBBORN.forEach(client::cancel);
    }
    for (JobRef job : STUBBORN) {
      OWN.muster().await(job, JobView::finished);
    }
    for (JobRef job : OTHERS) {
      OWN.muster().await(job, JobView::finished);
    }
    OWN.muster().await(HEIR, JobView::finished);
  }

  private static JobRef inDefault(String name) {
    return new JobRef("default", name);
  }

  private static void submit(Path folder, String file) throws Exception {
    Ended submit = OWN.muster().run("submit", folder.resolve(file + ".yaml").toString());
    assertThat(submit.exit()).as(submit.text()).isZero();
  }

  @Test
  void everyObeyedFieldHasAProof() {
    List<String> obeyed =
        TrainingJob.FIELDS.rows().stream()
            .filter(ObeyedFieldsTest::saysSomething)
            .map(Field::path)
            .toList();

    assertThat(Proofs.ALL).extracting(Proof::field).containsExactlyElementsOf(obeyed);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("proofs")
  void isObeyed(Proof proof) throws Exception {
    proof.check().accept(new Evidence(OWN.muster(), OWN.folder("obeyed")));
  }

  private static boolean hasWritten(JobView job) {
    Path log = Path.of(job.files().logs(), "1", "0");
    try {
      return Files.exists(log) && Files.size(log) > 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A section says nothing by itself, unless a word may stand in its place. */
  private static boolean saysSomething(Field field) {
    return switch (field) {
      case Obeyed<?> obeyed -> true;
      case Section section -> section.word() != null;
      case Items items -> false;
      case Refused<?> refused -> false;
    };
  }
}
