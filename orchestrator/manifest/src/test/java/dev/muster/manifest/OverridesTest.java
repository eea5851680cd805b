package dev.muster.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.spec.JobSpec;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverridesTest {
  @Test
  void a_value_is_put_in_the_place_of_the_written_one() {
    JobSpec job = job(Given.everything(), "spec.training.tokens=1B", "spec.resources.nodes=1");
    assertThat(Canonical.text(job)).contains("/spec/training/tokens 1000000000\n");
    assertThat(job.resources().nodes()).isEqualTo(1);
  }

  @Test
  void what_a_field_stands_in_is_made() {
    JobSpec job =
        job(
            Given.MINIMAL,
            "metadata.labels.\"example.com/team\"=nlp",
            "spec.needs[0]=a",
            "spec.needs[1]=b",
            "spec.recovery.rules[0].on.exitCode=3",
            "spec.recovery.rules[0].action=stop",
            "spec.checkpoint={every: {steps: 7}, keep: 1}");
    assertThat(job.labels()).containsEntry("example.com/team", "nlp");
    assertThat(job.timing().needs()).containsExactly("a", "b");
    assertThat(job.recovery().rules()).hasSize(1);
    assertThat(job.checkpoint().everySteps()).isEqualTo(7);
  }

  @Test
  void a_variable_is_text_whatever_it_looks_like() {
    Overrides overrides = Overrides.of(List.of(), List.of("LR=1e-3", "EMPTY=", "EQUATION=a=b"));
    Reading reading = read(Given.MINIMAL, overrides);
    assertThat(((Reading.Valid) reading).spec().env())
        .containsEntry("LR", "1e-3")
        .containsEntry("EMPTY", "")
        .containsEntry("EQUATION", "a=b");
  }

  @Test
  void a_job_that_was_changed_is_written_anew_and_reads_as_the_same() {
    Overrides overrides =
        Overrides.of(List.of("spec.command=[sh, -c, 'true', \"a\\nb\"]"), List.of("A=yes: no"));
    Reading.Valid valid = (Reading.Valid) read(Given.everything(), overrides);
    assertThat(Given.valid(valid.text())).isEqualTo(valid.spec());
    assertThat(((Reading.Valid) read(Given.MINIMAL, Overrides.NONE)).text())
        .isEqualTo(Given.MINIMAL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "spec.resources.nodes=0 | spec.resources.nodes: 0 (expected: a whole number, 1 to 4096)",
        "spec.resources.nodez=2 | spec.resources.nodez: unknown field; did you mean `nodes`?",
        "spec.trainign.tokens=1B | spec.trainign: unknown field; did you mean `training`?",
        "spec.training.tokens=1B | spec.training.globalBatch: missing (expected: a whole number, 1"
            + " to 16777216)",
        "spec.command.x=1 | spec.command: \"python train.py\" has no fields (expected: a mapping,"
            + " or a value for all of it)",
        "spec.command[0]=1 | spec.command: \"python train.py\" has no items (expected: a list, or a"
            + " value for all of it)",
        "spec.needs[1]=a | spec.needs: [] has no item 1 (expected: 0 to 0)",
        "spec.setup= | spec.setup: null (expected: a shell command)",
        "spec.env=[1 | not YAML, while parsing a flow sequence: expected ',' or ']', but got"
            + " <stream end>",
        "spec.env={a: *b} | spec.env.a: \"*b\" (expected: the value itself instead of an alias)",
        "spec | no PATH=VALUE (expected: for example --set spec.resources.nodes=2)",
        ".spec=1 | no PATH=VALUE (expected: for example --set spec.resources.nodes=2)",
        "[0]=1 | no PATH=VALUE (expected: for example --set spec.resources.nodes=2)",
        "spec..x=1 | no PATH=VALUE (expected: for example --set spec.resources.nodes=2)",
        "spec.priority=low --- high | spec.priority: \"low --- high\" (expected: low, normal or"
            + " high, or a whole number, 0 to 1000)",
      })
  void an_error_says_that_it_is_from_the_command_line(String argument, String sentence) {
    Reading reading = read(Given.MINIMAL, Overrides.of(List.of(argument), List.of()));
    String report = ErrorReport.text(((Reading.Invalid) reading).errors(), Given.MINIMAL);
    assertThat(report.lines())
        .contains("from the command line: --set %s: error: %s".formatted(argument, sentence));
  }

  @Test
  void a_refusal_that_comes_later_has_the_same_place() {
    Overrides overrides = Overrides.of(List.of("spec.parallelism.pipeline=3"), List.of());
    Reading.Valid valid = (Reading.Valid) read(Given.MINIMAL, overrides);
    assertThat(
            ErrorReport.headline(
                valid.positions().error("/spec/parallelism/pipeline", "too many", null)))
        .isEqualTo(
            "from the command line: --set spec.parallelism.pipeline=3: error:"
                + " spec.parallelism.pipeline: too many");
  }

  @Test
  void errors_of_the_file_come_first() {
    Reading reading =
        read(
            Given.MINIMAL + "  nodez: 1\n",
            Overrides.of(List.of("spec.resources.cpus=0"), List.of()));
    assertThat(((Reading.Invalid) reading).errors())
        .extracting(ManifestError::line)
        .containsExactly(7, 0);
  }

  @Test
  void there_is_a_bound_on_how_many_there_are() {
    Overrides overrides =
        Overrides.of(Collections.nCopies(Overrides.MAX_OVERRIDES + 1, "a=b"), List.of());
    assertThat(((Reading.Invalid) read(Given.MINIMAL, overrides)).errors())
        .singleElement()
        .extracting(ManifestError::message)
        .isEqualTo("more than 256 overrides (expected: a manifest that has them)");
  }

  @Test
  void a_variable_without_a_name_is_refused() {
    Reading reading = read(Given.MINIMAL, Overrides.of(List.of(), List.of("=x", "1A=x")));
    assertThat(((Reading.Invalid) reading).errors())
        .extracting(ErrorReport::headline)
        .containsExactly(
            "from the command line: -e =x: error: no KEY=VALUE (expected: for example -e SEED=7)");
  }

  private static JobSpec job(String manifest, String... set) {
    Reading reading = read(manifest, Overrides.of(List.of(set), List.of()));
    assertThat(reading).isInstanceOf(Reading.Valid.class);
    return ((Reading.Valid) reading).spec();
  }

  private static Reading read(String manifest, Overrides overrides) {
    List<Reading> readings = Manifests.readAll(manifest, "job.yaml", overrides);
    assertThat(readings).hasSize(1);
    return readings.getFirst();
  }
}
