package dev.muster.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of every error: {@code application/problem+json} (RFC 9457).
 *
 * @param type a stable dotted word, for example {@code request.invalid}
 * @param title the kind of problem in a few words
 * @param status the HTTP status
 * @param detail one sentence: the value, what was expected, what to do
 * @param instance path of the request; null when not told
 * @param errors what is wrong in a manifest, every error with its place
 * @param explanation why a job cannot run; null when it is not about that
 * @param job id of the job in the way; null without one
 * @param differences what a live job of the same name has otherwise
 */
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    @Nullable String instance,
    List<FieldError> errors,
    @Nullable ExplanationView explanation,
    @Nullable String job,
    List<Difference> differences) {
  /** The media type. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** A problem that needs no more than a sentence. */
  public static Problem of(String type, String title, int status, String detail) {
    return new Problem(type, title, status, detail, null, List.of(), null, null, List.of());
  }

  /** This problem of the request with this path. */
  public Problem at(String path) {
    return new Problem(type, title, status, detail, path, errors, explanation, job, differences);
  }
}
