package dev.muster.server.jobs;

import dev.muster.api.ArtifactView;
import dev.muster.api.Problem;
import dev.muster.server.live.ArtifactShelf;
import dev.muster.server.web.RefusedException;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Head;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.io.InputStream;

/** Packed working directories, by SHA-256: handed over once, kept for every job that names them. */
@Controller("/api/v1/artifacts/{digest}")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ArtifactResource {
  private final ArtifactShelf artifacts;

  ArtifactResource(ArtifactShelf artifacts) {
    this.artifacts = artifacts;
  }

  /** Whether a packed working directory is here. */
  @Head
  HttpResponse<?> hasArtifact(String digest) {
    return artifacts.has(digest) ? HttpResponse.ok() : HttpResponse.notFound();
  }

  /** Keeps a packed working directory : a gzipped tar. */
  @Put
  @Consumes(MediaType.ALL)
  ArtifactView putArtifact(String digest, @Body InputStream content) throws IOException {
    if (!ArtifactShelf.isDigest(digest)) {
      throw RefusedException.badRequest(
          "artifact: \"%s\" (expected: a SHA-256, 64 hex digits in lower case)".formatted(digest));
    }
    String found = kept(digest, content);
    if (!found.equals(digest)) {
      throw new RefusedException(
          Problem.of(
              "artifact.mismatch",
              "Not what it is called",
              422,
              "artifact: its SHA-256 is %s (expected: %s)".formatted(found, digest)));
    }
    return new ArtifactView(digest, artifacts.size(digest));
  }

  private String kept(String digest, InputStream content) throws IOException {
    try (content) {
      return artifacts.keep(content, digest);
    } catch (ArtifactShelf.TooLargeException e) {
      throw RefusedException.tooLarge("artifact", ArtifactShelf.BYTES_MAX);
    }
  }
}
