package dev.muster.examples.obeyed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.testkit.real.Ended;
import java.util.function.Function;

/**
 * What shows that a field is obeyed.
 *
 * @param field its path
 * @param check fails when it is not
 */
record Proof(String field, Check check) {
  /** Looks at the evidence. */
  interface Check {
    void accept(Evidence evidence) throws Exception;
  }

  /** A rank finds something else with the field than without it. */
  static Proof differs(String field, Function<Rank, String> found, String without, String with) {
    return new Proof(
        field,
        evidence -> {
          assertThat(found.apply(evidence.minimal())).as("without " + field).isEqualTo(without);
          assertThat(found.apply(evidence.full(3))).as("with " + field).isEqualTo(with);
        });
  }

  /** A rank has another variable with the field than without it. */
  static Proof variable(String field, String name, String without, String with) {
    return differs(field, rank -> rank.variable(name), without, with);
  }

  /** The plan that a rank reads is another one. */
  static Proof plan(String field, String pointer, String without, String with) {
    return differs(field, rank -> rank.plan(pointer), without, with);
  }

  /** A manifest is not let in, for a reason that names its values. */
  static Proof refused(String field, String text, String replacement, String... reasons) {
    return new Proof(
        field,
        evidence -> {
          Ended submit = evidence.submitted(text, replacement);
          assertThat(submit.exit()).as(submit.text()).isEqualTo(2);
          assertThat(submit.err()).contains(reasons);
        });
  }

  /** Both. */
  Proof and(Proof other) {
    return new Proof(
        field,
        evidence -> {
          check.accept(evidence);
          other.check.accept(evidence);
        });
  }

  @Override
  public String toString() {
    return field;
  }
}
