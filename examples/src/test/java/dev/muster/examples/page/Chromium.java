package dev.muster.examples.page;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import dev.muster.testkit.real.Checkout;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The installed Chromium, and what its console and its requests betray of a page. */
final class Chromium implements AutoCloseable {
  /** How long anything that is awaited on a page may take. */
  static final int PATIENCE_MILLIS = 60_000;

  private static final String PATH = "MUSTER_TEST_CHROMIUM";
  private static final Path SHOTS = Checkout.root().resolve("examples/target/page-shots");

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** Skips the test where there is none. */
  static Chromium open() {
    Path program = Path.of(Optional.ofNullable(System.getenv(PATH)).orElse("/usr/bin/chromium"));
    assumeTrue(
        Files.isExecutable(program),
        "%s is missing (install chromium, or name one in %s)".formatted(program, PATH));
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    BrowserType.LaunchOptions options =
        new BrowserType.LaunchOptions()
            .setExecutablePath(program)
            .setArgs(
                List.of(
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync"));
    return new Chromium(playwright, playwright.chromium().launch(options));
  }

  /** A browser of its own, as somebody else would have it. */
  BrowserContext person() {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(1280, 900)
                .setColorScheme(ColorScheme.LIGHT)
                .setLocale("en-GB"));
    context.setDefaultTimeout(PATIENCE_MILLIS);
    return context;
  }

  /** Whatever a page is refused by the browser, and whatever it asks of others, from now on. */
  static List<String> complaints(Page page, URI own) {
    List<String> complaints = new ArrayList<>();
    page.onPageError(complaints::add);
    page.onConsoleMessage(message -> {
      if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
        complaints.add(message.text());
      }
    });
    page.onRequest(request -> {
      if (!request.url().startsWith(own.toString())) {
        complaints.add("foreign request: " + request.url());
      }
    });
    return complaints;
  }

  /** Keeps what the page looks like. */
  static void shot(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(SHOTS.resolve(name + ".png")).setFullPage(true));
  }

  @Override
  public void close() {
    playwright.close();
  }
}
