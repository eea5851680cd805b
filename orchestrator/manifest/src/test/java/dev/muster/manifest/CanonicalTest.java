package dev.muster.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.spec.JobSpec;
import org.junit.jupiter.api.Test;

class CanonicalTest {

  @Test
  void order_spelling_and_comments_do_not_matter() {
    JobSpec first =
        Given.valid(Given.MINIMAL + "  env: {A: 1, B: 2}\n  resources: {accelerators: none}\n");
    JobSpec second =
        Given.valid(Given.MINIMAL + "  # the same\n  env: {B: '2', A: '1'}\n  parallelism: auto\n");
    assertThat(Canonical.difference(first, second)).isEmpty();
    assertThat(Canonical.digest(first)).isEqualTo(Canonical.digest(second));
    assertThat(first).isEqualTo(second);
  }

  @Test
  void a_difference_shows_both_values() {
    JobSpec first = Given.valid(Given.MINIMAL + "  env: {A: 1}\n");
    JobSpec second = Given.valid(Given.MINIMAL + "  env: {B: 1}\n  resources: {nodes: 2}\n");
    assertThat(Canonical.difference(first, second))
        .containsExactly(
            new Canonical.Difference("/spec/env/A", "1", null),
            new Canonical.Difference("/spec/env/B", null, "1"),
            new Canonical.Difference("/spec/resources/nodes", "1", "2"));
    assertThat(Canonical.digest(first)).isNotEqualTo(Canonical.digest(second));
  }

  @Test
  void rules_are_told_as_they_are_understood() {
    String rules =
        """
          recovery:
            hangAfter: 10m
            rules:
              - {on: {exitCode: 137}, action: restart}
              - {on: {log: "ECC: .*"}, action: replace-node}
              - {on: {metric: loss>1e1}, action: stop}
        """;
    assertThat(Canonical.text(Given.valid(Given.MINIMAL + rules)))
        .contains(
            """
            /spec/recovery/hangAfter 600s
            /spec/recovery/maxRestarts 5
            /spec/recovery/rules/0/action restart
            /spec/recovery/rules/0/on/exitCode 137
            /spec/recovery/rules/1/action replace-node
            /spec/recovery/rules/1/on/log ECC: .*
            /spec/recovery/rules/2/action stop
            /spec/recovery/rules/2/on/metric loss > 10.0
            """);
  }

  @Test
  void the_text_is_one_line_for_each_value() {
    JobSpec job = Given.valid(Given.MINIMAL + "  setup: \"a\\nb\"\n");
    assertThat(Canonical.text(job))
        .isEqualTo(
            """
            /apiVersion muster.dev/v1
            /kind TrainingJob
            /metadata/name small
            /metadata/project default
            /spec/checkpoint/grace 30s
            /spec/checkpoint/keep 3
            /spec/checkpoint/path checkpoints
            /spec/checkpoint/signal SIGUSR1
            /spec/command/0 sh
            /spec/command/1 -c
            /spec/command/2 python train.py
            /spec/framework none
            /spec/launcher rank
            /spec/parallelism auto
            /spec/priority 500
            /spec/recovery/maxRestarts 5
            /spec/resources/accelerators cpu:1
            /spec/resources/cpus 1
            /spec/resources/nodes 1
            /spec/setup a\\nb
            """);
  }
}
