package dev.muster.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.manifest.tree.Documents;
import dev.muster.manifest.tree.Place;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeveralDocumentsTest {
  private static final String TWO =
      "# first\n" + Given.MINIMAL + "---\n# second\n" + Given.MINIMAL.replace("small", "large");

  @Test
  void each_document_is_a_job_with_its_own_lines() {
    List<Reading.Valid> jobs = valid(TWO);
    assertThat(jobs).extracting(job -> job.spec().name()).containsExactly("small", "large");
    assertThat(jobs.getFirst().text()).isEqualTo("# first\n" + Given.MINIMAL);
    assertThat(jobs.getLast().text())
        .isEqualTo("---\n# second\n" + Given.MINIMAL.replace("small", "large"));
    assertThat(jobs.getLast().positions().at("/metadata/name")).isEqualTo(new Place(13, 9));
  }

  @Test
  void the_text_of_each_reads_as_the_same_job() {
    String text = "%YAML 1.2\n---\r\n" + TWO.replace("\n", "\r\n") + "...\r\n---\r\n\r\n";
    assertThat(valid(text))
        .hasSize(2)
        .allSatisfy(job -> assertThat(Given.valid(job.text())).isEqualTo(job.spec()));
  }

  @Test
  void an_array_has_a_job_in_each_item() {
    String item =
        """
        {"apiVersion": "muster.dev/v1", "kind": "TrainingJob",
         "metadata": {"name": "%s"}, "spec": {"command": ["a\\tb", 1, true]}}
        """;
    List<Reading.Valid> jobs = valid("[" + item.formatted("a") + ", " + item.formatted("b") + "]");
    assertThat(jobs).extracting(job -> job.spec().name()).containsExactly("a", "b");
    assertThat(jobs.getLast().positions().at("/spec/command/2")).isEqualTo(new Place(4, 61));
    assertThat(Given.valid(jobs.getLast().text())).isEqualTo(jobs.getLast().spec());
  }

  @Test
  void the_same_name_in_two_projects_is_two_jobs() {
    String other = Given.MINIMAL.replace("name: small", "name: small\n  project: lab");
    assertThat(valid(Given.MINIMAL + "---\n" + other)).hasSize(2);
  }

  @Test
  void a_text_may_have_a_thousand_documents_and_no_more() {
    assertThat(valid(many(Documents.MAX_DOCUMENTS))).hasSize(Documents.MAX_DOCUMENTS);
    Reading last = read(many(Documents.MAX_DOCUMENTS + 1)).getLast();
    assertThat(((Reading.Invalid) last).errors())
        .singleElement()
        .extracting(ErrorReport::headline)
        .isEqualTo(
            "job.yaml:7002:1: error: one document more than a text may have (expected: at most"
                + " 1000)");
  }

  @Test
  void what_cannot_be_read_ends_the_reading_and_what_was_before_it_stays() {
    List<Reading> readings = read(Given.MINIMAL + "---\na: [\n---\n" + Given.MINIMAL);
    assertThat(readings).hasSize(2);
    assertThat(readings.getFirst()).isInstanceOf(Reading.Valid.class);
    assertThat(((Reading.Invalid) readings.getLast()).errors().getFirst().line()).isEqualTo(9);
  }

  @Test
  void a_long_chain_of_needs_is_no_circle_and_a_circle_is_told_once() {
    String chain = chain(500);
    assertThat(valid(chain)).hasSize(500);
    List<ManifestError> errors =
        read(chain.replace("needs: [x500]", "needs: [x100]")).stream()
            .filter(Reading.Invalid.class::isInstance)
            .flatMap(reading -> ((Reading.Invalid) reading).errors().stream())
            .toList();
    assertThat(errors).hasSize(1);
    assertThat(errors.getFirst().pointer()).isEqualTo("/spec/needs/0");
    assertThat(errors.getFirst().line()).isEqualTo(500);
  }

  private static String chain(int length) {
    return IntStream.range(0, length)
        .mapToObj(i ->
            "--- {apiVersion: muster.dev/v1, kind: TrainingJob, metadata: {name: x%d}, spec: {command: a, needs: [x%d]}}"
                .formatted(i, i + 1))
        .collect(Collectors.joining("\n"));
  }

  private static String many(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "---\n" + Given.MINIMAL.replace("small", "job-" + i))
        .collect(Collectors.joining());
  }

  private static List<Reading.Valid> valid(String text) {
    return read(text).stream().map(Reading.Valid.class::cast).toList();
  }

  private static List<Reading> read(String text) {
    return Manifests.readAll(text, "job.yaml", Overrides.NONE);
  }
}
