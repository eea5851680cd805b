package dev.muster.examples.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.muster.examples.JobFile;
import dev.muster.testkit.real.Checkout;
import dev.muster.testkit.real.Ended;
import dev.muster.testkit.real.MusterExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page in a real browser, before a real job whose rank is killed. */
@Tag("ci")
class PageTest {
  @RegisterExtension
  private static final MusterExtension OWN = new MusterExtension(Map.of("MUSTER_LOCAL_CORES", "4"));

  private static final Path SCRIPTS = Checkout.root().resolve("examples/src/test/resources/page");

  private static Chromium chromium;

  @BeforeAll
  static void openABrowser() throws Exception {
    chromium = Chromium.open();
    OWN.muster().startServer();
    PlaywrightAssertions.setDefaultAssertionTimeout(Chromium.PATIENCE_MILLIS);
  }

  @AfterAll
  static void closeIt() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @Test
  void aPersonSignsInWatchesAJobSeesItRecoverAndCancelsIt() throws Exception {
    try (BrowserContext person = chromium.person()) {
      Page page = person.newPage();
      List<String> complaints = Chromium.complaints(page, OWN.muster().url());
      String link = signIn(page);
      watch(page);
      long pid = choose(page, 1);

      assertThat(ProcessHandle.of(pid).map(ProcessHandle::destroyForcibly)).contains(true);

      recovers(page);
      survivesTheServer(page);
      readsLikeText(page);
      look(page);
      order(page, "Suspend", "suspended");
      order(page, "Resume", "running");
      order(page, "Cancel", "cancelled");
      isListed(page);
      opensNothing(link);
      opensNothing(OWN.muster().url() + "/signin?code=guessed");
      assertThat(complaints).isEmpty();
    }
  }

  private static String signIn(Page page) throws Exception {
    page.navigate(OWN.muster().url().toString());
    assumeTrue(
        page.locator("#page").count() == 1,
        "the page was not built (install Node.js 20.19 or newer with npm)");
    assertThat(page.getByText("muster login").first()).isVisible();
    Ended login = OWN.muster().run("login");
    assertThat(login.exit()).as(login.text()).isZero();
    String link = login.out().lines().findFirst().orElseThrow();
    page.navigate(link);
    assertThat(page.getByText("No job yet.")).isVisible();
    return link;
  }

  private static void opensNothing(String link) {
    try (BrowserContext another = chromium.person()) {
      Page page = another.newPage();
      page.navigate(link);
      assertThat(page.getByText("This link has been used, or is too old")).isVisible();
    }
  }

  private static void watch(Page page) throws Exception {
    page.navigate(OWN.muster().url() + "/#/");
    Ended submitted = OWN.muster().run("submit", manifest());
    assertThat(submitted.exit()).as(submitted.text()).isZero();
    page.locator("tr[data-job=watched] a").click();
    assertThat(page.locator("[data-rank][data-state=running]")).hasCount(4, within());
    assertThat(panel(page, "Checkpoints").getByText("verified").first()).isVisible();
  }

  /** The process of a rank, as the page tells it. */
  private static long choose(Page page, int rank) {
    page.locator("[data-rank='%d']".formatted(rank)).click();
    Locator pid = panel(page, "Mesh").locator("[data-pid]");
    assertThat(pid).hasText(Pattern.compile("\\d+"));
    return Long.parseLong(pid.textContent().strip());
  }

  private static void recovers(Page page) {
    Locator attempts = panel(page, "Attempts");
    assertThat(attempts).containsText("attempt 2");
    assertThat(attempts).containsText(Pattern.compile("from the checkpoint of step \\d+"));
    assertThat(attempts).containsText("rank.signalled");
    assertThat(page.locator("[data-rank][data-state=running]")).hasCount(4, within());
  }

  /** The job goes on meanwhile; the browser stays signed in. */
  private static void survivesTheServer(Page page) throws Exception {
    OWN.muster().server().kill();
    assertThat(page.getByText("Connection lost, retrying")).isVisible();
    OWN.muster().startServer();
    assertThat(page.getByText("Connection lost, retrying")).hasCount(0);
    assertThat(page.locator("[data-rank][data-state=running]")).hasCount(4, within());
  }

  private static void readsLikeText(Page page) {
    Locator log = panel(page, "Log");
    assertThat(log)
        .containsText(Pattern.compile("rank 1 of 4 starts at step [1-9]\\d* <b>not bold</b>"));
    assertThat(log).not().containsText("\u001b");
  }

  private static void look(Page page) {
    Chromium.shot(page, "job-light");
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    Chromium.shot(page, "job-dark");
    page.setViewportSize(390, 844);
    Chromium.shot(page, "job-narrow");
    assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
        .as("nothing sticks out of a narrow screen")
        .isEqualTo(true);
    page.setViewportSize(1280, 900);
  }

  private static void order(Page page, String order, String state) {
    page.getByRole(AriaRole.BUTTON, named(order)).click();
    assertThat(page.locator("dialog")).containsText(order + " watched?");
    page.locator("dialog button.do").click();
    assertThat(page.locator("dialog")).isHidden();
    assertThat(page.locator(".head [data-state]")).hasText(state);
  }

  private static void isListed(Page page) {
    page.locator("a.brand").click();
    Locator row = page.locator("tr[data-job=watched]");
    assertThat(row).containsText("cancelled");
    assertThat(row.locator("svg[role=img]")).isVisible();
    Chromium.shot(page, "job-listed");
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  private static Locator panel(Page page, String name) {
    return page.locator("section[aria-label='%s']".formatted(name));
  }

  private static LocatorAssertions.HasCountOptions within() {
    return new LocatorAssertions.HasCountOptions().setTimeout(Chromium.PATIENCE_MILLIS);
  }

  private static String manifest() throws Exception {
    Files.copy(SCRIPTS.resolve("rank.py"), OWN.folder("page").resolve("rank.py"));
    return JobFile.write(
        OWN.folder("page"),
        "watched",
        """
        workdir: .
        command: [python3, rank.py]
        env: {STEPS: "3000"}
        resources: {nodes: 2, accelerators: cpu:2}
        model:
          shape: {layers: 4, hidden: 128, heads: 4, feedForward: 512, vocabulary: 256}
        training: {globalBatch: 32, sequenceLength: 128, tokens: 12288000}
        parallelism: {data: 2, pipeline: 2}
        checkpoint: {path: checkpoints, every: {steps: 20}}
        """);
  }
}
