package dev.muster.model.spec;

/**
 * A variable of every rank and of the setup whose value is nowhere shown. The manifest has the
 * place of the value, never the value.
 *
 * @param name the variable
 * @param from where the value is
 */
public record Secret(String name, Source from) {
  /** Where the value of a secret is, on the machine of the person who submits. */
  public sealed interface Source {}

  /**
   * A variable of the person who submits.
   *
   * @param variable its name
   */
  public record Env(String variable) implements Source {}

  /**
   * A file whose content, without a line break at its end, is the value.
   *
   * @param path absolute, or seen from the manifest
   */
  public record File(String path) implements Source {}
}
