package dev.muster.engine.step;

import dev.muster.model.JobId;
import dev.muster.model.run.Explanation;
import org.jspecify.annotations.Nullable;

/**
 * Why an input is refused.
 *
 * @param code stable dotted word
 * @param detail one sentence: the value, what was expected
 * @param about the submitted job that is refused; null where it is no submission, or all of it
 * @param existing the job that stands in the way, if one does
 * @param explanation the structured reason, where there is more to say
 */
public record Rejection(
    String code,
    String detail,
    @Nullable JobId about,
    @Nullable JobId existing,
    @Nullable Explanation explanation) {

  /** A refusal that says all in one sentence. */
  static Rejection of(String code, String detail) {
    return new Rejection(code, detail, null, null, null);
  }
}
