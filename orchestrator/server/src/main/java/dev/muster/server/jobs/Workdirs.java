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
import java.util.Map;
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
   * packed now; null for an empty one, and for one that is added to the errors.
   *
   * @param packed digests of folders that were packed for the same request
   */
  @Nullable String settle(
      Manifest manifest, @Nullable String uploaded, Map<String, String> packed, Errors errors) {
    String folder = manifest.spec().workdir();
    if (uploaded != null) {
      return known(uploaded);
    }
    if (folder == null || packed.containsKey(folder)) {
      return packed.get(folder);
    }
    String problem = missing(Path.of(folder));
    if (problem != null) {
      errors.add(manifest.error(POINTER, problem));
      return null;
    }
    String digest = packed(manifest, Path.of(folder), errors);
    if (digest != null) {
      packed.put(folder, digest);
    }
    return digest;
  }

  /** Keeps a packed working directory that came with its manifest. */
  String keep(InputStream content) {
    try {
      return artifacts.keep(content);
    } catch (ArtifactShelf.TooLargeException e) {
      throw RefusedException.tooLarge("workdir", ArtifactShelf.BYTES_MAX);
    } catch (IOException e) {
      throw RefusedException.unavailable(
          "artifact.failed", "workdir: it could not be kept: " + e.getMessage());
    }
  }

  private static @Nullable String missing(Path folder) {
    if (!folder.isAbsolute()) {
      return ("`%s` is relative, and the server does not know to what (expected: an absolute path"
              + " of the server's machine, or an upload by PUT /api/v1/artifacts/SHA256 that"
              + " the header Muster-Workdir names, as `muster submit` does it)")
          .formatted(folder);
    }
    return Files.isDirectory(folder)
        ? null
        : "`%s` is not there (expected: a folder of this machine)".formatted(folder);
  }

  private @Nullable String packed(Manifest manifest, Path folder, Errors errors) {
    try (Packed packed = new Packer().pack(folder);
        InputStream content = Files.newInputStream(packed.file())) {
      return artifacts.keep(content, packed.digest());
    } catch (UnpackableException e) {
      errors.add(manifest.error(POINTER, "%s; %s".formatted(e.getMessage(), e.next())));
    } catch (IOException e) {
      errors.add(manifest.error(POINTER, "`%s` cannot be packed: %s".formatted(folder, e)));
    }
    return null;
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
