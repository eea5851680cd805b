package dev.muster.testkit.real;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Gives a class of tests a {@link RealMuster}: built before, ended and removed after, ended also
 * when the tests are interrupted. Classes may share one, which then lives until all tests have run.
 * When a test fails, the last lines of the server and its agents are printed.
 */
public final class MusterExtension
    implements BeforeAllCallback,
        AfterAllCallback,
        TestExecutionExceptionHandler,
        LifecycleMethodExecutionExceptionHandler {
  private static final Namespace NAMESPACE = Namespace.create(MusterExtension.class);

  private final Map<String, String> environment;
  private final boolean shared;
  private @Nullable Place place;

  /**
   * @param environment variables of all its commands, and so of its server and agents
   */
  public MusterExtension(Map<String, String> environment) {
    this(environment, false);
  }

  private MusterExtension(Map<String, String> environment, boolean shared) {
    this.environment = Map.copyOf(environment);
    this.shared = shared;
  }

  /** The one that all classes share who ask for the same environment. */
  public static MusterExtension shared(Map<String, String> environment) {
    return new MusterExtension(environment, true);
  }

  /** The Muster of this class. */
  public RealMuster muster() {
    return place().muster();
  }

  /** The folder around its data directory, where tests may write; removed in the end. */
  public Path folder() {
    return place().folder();
  }

  /** A folder in there. */
  public Path folder(String name) throws IOException {
    return Files.createDirectories(folder().resolve(name));
  }

  private Place place() {
    return Objects.requireNonNull(place, "there is one only while tests run");
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    if (shared) {
      place =
          context
              .getRoot()
              .getStore(NAMESPACE)
              .computeIfAbsent(environment, Place::opened, Place.class);
    } else {
      place = Place.opened(environment);
    }
    Ended version = muster().run("version");
    if (version.exit() != 0) {
      throw new AssertionError("the launcher does not work:\n" + version.text());
    }
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    if (!shared) {
      place().close();
    }
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    tell(context);
    throw failure;
  }

  @Override
  public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    tell(context);
    throw failure;
  }

  private void tell(ExtensionContext context) throws IOException {
    System.out.printf("%s failed.%n%s", context.getDisplayName(), muster().lastLines());
  }
}
