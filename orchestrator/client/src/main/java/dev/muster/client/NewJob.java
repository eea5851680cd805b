package dev.muster.client;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job to be submitted.
 *
 * @param manifest the manifest, YAML or JSON, in UTF-8
 * @param workdirDigest SHA-256 of the packed working directory, uploaded before; null for none
 * @param python path of the Python of the person who submits; null when not told
 * @param secrets values of secrets by the name of the job and that of the variable; empty for none
 * @param idempotencyKey the same for every try of one submission, never used for another
 */
@SuppressWarnings("ArrayRecordComponent") // handed through, never compared
public record NewJob(
    byte[] manifest,
    @Nullable String workdirDigest,
    @Nullable String python,
    Map<String, Map<String, String>> secrets,
    String idempotencyKey) {
  public NewJob {
    secrets = Map.copyOf(secrets);
  }

  /** A job without secrets. */
  public NewJob(
      byte[] manifest,
      @Nullable String workdirDigest,
      @Nullable String python,
      String idempotencyKey) {
    this(manifest, workdirDigest, python, Map.of(), idempotencyKey);
  }

  /** Without values. */
  @Override
  public String toString() {
    return "NewJob[%d bytes, workdir=%s, key=%s]"
        .formatted(manifest.length, workdirDigest, idempotencyKey);
  }
}
