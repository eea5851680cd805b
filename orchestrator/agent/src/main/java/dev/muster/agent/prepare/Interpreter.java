package dev.muster.agent.prepare;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/**
 * What a Python interpreter says of itself and of a requirements file.
 *
 * @param executable where it really is
 * @param version its release
 * @param prefix its installation or virtual environment
 * @param basePrefix the installation below a virtual environment; else the prefix
 * @param packages folders with its installed packages
 * @param digest digest of the requirements file and those that it includes; empty without one
 * @param verdict whether what is installed satisfies the requirements
 * @param missing requirements that are not satisfied
 */
record Interpreter(
    String executable,
    String version,
    String prefix,
    String basePrefix,
    List<String> packages,
    String digest,
    Verdict verdict,
    List<String> missing) {
  /** How installed packages compare with requirements. */
  enum Verdict {
    SATISFIED,
    MISSING,
    /** There is a line that only an installer can judge. */
    UNKNOWN
  }

  boolean inVirtualEnvironment() {
    return !prefix.equals(basePrefix);
  }

  Path folder() {
    return Objects.requireNonNull(Path.of(executable).getParent(), executable);
  }

  /** Names the environment that these requirements need on this interpreter. */
  String environmentName() {
    String content = String.join("\n", executable, version, prefix, digest);
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
