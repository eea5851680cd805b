package dev.muster.cli.submit;

import dev.muster.cli.exit.ExitCode;
import dev.muster.cli.exit.FailureException;
import dev.muster.cli.manifest.ManifestFile;
import dev.muster.client.MusterClient;
import dev.muster.client.NewJob;
import dev.muster.client.pack.Packed;
import dev.muster.client.pack.Packer;
import dev.muster.client.pack.UnpackableException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes a manifest and its working directory ready to be submitted: one submission, however often
 * it has to be tried.
 */
public final class Submitter {
  private final Map<String, String> environment;
  private final String key = UUID.randomUUID().toString();

  public Submitter(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Packs, and uploads what the server does not have: what is left to do is to submit. */
  public NewJob prepared(MusterClient client, ManifestFile.Valid manifest) {
    Map<String, Map<String, String>> secrets = new SecretFinder(environment).find(manifest);
    Path workdir = manifest.workdir();
    return new NewJob(
        manifest.text().getBytes(StandardCharsets.UTF_8),
        workdir == null ? null : uploaded(client, workdir),
        python(),
        secrets,
        key);
  }

  private static String uploaded(MusterClient client, Path workdir) {
    try (Packed packed = new Packer().pack(workdir)) {
      client.upload(packed.digest(), packed.file());
      return packed.digest();
    } catch (UnpackableException e) {
      throw new FailureException(ExitCode.USAGE, String.valueOf(e.getMessage()), e.next(), e);
    } catch (FileNotFoundException e) {
      throw new IllegalStateException("the packed working directory is gone", e);
    } catch (IOException e) {
      throw new FailureException(
          ExitCode.USAGE, "workdir %s: cannot be packed: %s".formatted(workdir, e), null, e);
    }
  }

  private @Nullable String python() {
    return new PythonFinder(environment).find().map(Path::toString).orElse(null);
  }
}
