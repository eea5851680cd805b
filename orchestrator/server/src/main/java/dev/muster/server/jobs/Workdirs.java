package dev.muster.server.jobs;

import dev.muster.client.pack.Packed;
import dev.muster.client.pack.Packer;
import dev.muster.client.pack.UnpackableException;
import dev.muster.server.live.ArtifactShelf;
import dev.muster.server.web.RefusedException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
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
    return packed(manifest, Path.of(folder));
  }

  private String packed(Manifest manifest, Path folder) {
    if (!folder.isAbsolute()) {
      throw manifest.refused(
          POINTER,
          ("`%s` is relative, and the server does not know to what (expected: an absolute path of"
                  + " the server's machine, or an upload by PUT /api/v1/artifacts/SHA256 that the"
                  + " header Muster-Workdir names, as `muster submit` does it)")
              .formatted(folder));
    }
    if (!Files.isDirectory(folder)) {
      throw manifest.refused(
          POINTER, "`%s` is not there (expected: a folder of this machine)".formatted(folder));
    }
    try (Packed packed = new Packer().pack(folder);
        InputStream content = Files.newInputStream(packed.file())) {
      return artifacts.keep(content, packed.digest());
    } catch (UnpackableException e) {
      throw manifest.refused(POINTER, "%s; %s".formatted(e.getMessage(), e.next()));
    } catch (IOException e) {
      throw manifest.refused(POINTER, "`%s` cannot be packed: %s".formatted(folder, e));
    }
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
