package dev.muster.server.jobs;

import dev.muster.server.live.ArtifactShelf;
import dev.muster.server.web.RefusedException;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Settles which packed working directory a submission gets. */
@Singleton
final class Workdirs {
  private static final String POINTER = "/spec/workdir";

  private final ArtifactShelf artifacts;

  Workdirs(ArtifactShelf artifacts) {
    this.artifacts = artifacts;
  }

  /**
   * The digest of the working directory: the uploaded one, or an absolute folder of this machine
   * packed now; null for an empty one.
   */
  @Nullable String settle(Manifest manifest, @Nullable String uploaded) {
    if (uploaded != null) {
      return known(uploaded);
    }
    String folder = manifest.spec().workdir();
    if (folder == null) {
      return null;
    }
    throw manifest.refused(
        POINTER,
        "`%s` is not on the server (expected: upload it by PUT /api/v1/artifacts/SHA256 and name it"
            + " in the header Muster-Workdir, as `muster submit` does)".formatted(folder));
  }

  private String known(String digest) {
    if (!artifacts.has(digest)) {
      throw RefusedException.badRequest(
          "Muster-Workdir: \"%s\" is not here (expected: the SHA-256 of an artifact that was"
              .formatted(digest)
              + " uploaded before, by PUT /api/v1/artifacts/SHA256)");
    }
    return digest;
  }
}
