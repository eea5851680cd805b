package dev.muster.examples.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.muster.examples.page.Samples.attempt;
import static dev.muster.examples.page.Samples.blocker;
import static dev.muster.examples.page.Samples.cause;
import static dev.muster.examples.page.Samples.checkpoint;
import static dev.muster.examples.page.Samples.event;
import static dev.muster.examples.page.Samples.items;
import static dev.muster.examples.page.Samples.job;
import static dev.muster.examples.page.Samples.mesh;
import static dev.muster.examples.page.Samples.metrics;
import static dev.muster.examples.page.Samples.ranks;
import static dev.muster.examples.page.Samples.reason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import dev.muster.testkit.real.MusterExtension;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What the page makes of jobs that are hard to come by: none, very many, failed, hostile. The files
 * come from a real server with its headers, the answers are made up. Each scene is kept in {@code
 * target/page-shots}, in light and dark, on a desk and on a phone, where nothing may stick out.
 */
@Tag("ci")
class PageLooksTest {
  @RegisterExtension private static final MusterExtension OWN = new MusterExtension(Map.of());

  private static final String[] STATES = {
    "queued",
    "provisioning",
    "starting",
    "running",
    "draining",
    "suspended",
    "succeeded",
    "failed",
    "cancelled"
  };
  private static final int PHONE = 360;

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
  void noJobYet() throws Exception {
    scene(
        "jobs-0",
        "#/",
        new Answers(),
        page -> assertThat(page.getByText("No job yet.")).isVisible());
  }

  @Test
  void oneJob() throws Exception {
    Answers answers =
        new Answers().with(job("gpt-nano", "abcdef1", "running")).with("metrics", metrics(1, 200));
    scene(
        "jobs-1",
        "#/",
        answers,
        page -> {
          assertThat(page.locator("tr[data-job]")).hasCount(1);
          assertThat(page.locator("tr[data-job] svg[role=img]")).isVisible();
        });
  }

  @Test
  void twoHundredJobsComeAPageAtATime() throws Exception {
    Answers answers = new Answers().with("metrics", metrics(1, 100));
    IntStream.range(0, 200).forEach(each -> answers.with(oneOfMany(each)));
    scene(
        "jobs-200",
        "#/",
        answers,
        page -> {
          assertThat(page.locator("tr[data-job]")).hasCount(100);
          page.getByText("Older").click();
          assertThat(page.locator("tr[data-job=train-150]")).isVisible();
          assertThat(page.locator("tr[data-job]")).hasCount(100);
          page.getByText("Newer").click();
          assertThat(page.locator("tr[data-job=train-3]")).isVisible();
        });
  }

  @Test
  void aLargeMesh() throws Exception {
    Map<String, Object> job = job("large", "abcdef1", "running");
    job.put("mesh", mesh(32, 1, 1, 8));
    job.put("worldSize", 256);
    job.put("nodes", 32);
    Answers answers =
        new Answers()
            .with(job)
            .with("ranks", ranks(32, 8, 77))
            .with("metrics", metrics(1, 400))
            .with(
                "checkpoints",
                items(
                    checkpoint(10_000, "pruned"),
                    checkpoint(11_000, "broken"),
                    checkpoint(12_000, "verified"),
                    checkpoint(12_300, "announced")))
            .logged("step 1\n".repeat(50));
    scene(
        "large",
        "#/jobs/default/large",
        answers,
        page -> {
          page.locator("[data-rank='77']").click();
          assertThat(page.locator("dl[aria-label='Rank 77']")).containsText("with exit code 1");
          assertThat(page.getByText("broken")).isVisible();
        });
  }

  @Test
  void aFailedJobSaysWhyAndWhatToDo() throws Exception {
    Map<String, Object> fault =
        cause(
            "rank.exited",
            "rank 3 ended with code 1",
            List.of(
                "Traceback (most recent call last):",
                "  File \"train.py\", line 12, in <module>",
                "RuntimeError: CUDA error: an illegal memory access was encountered, and this line"
                    + " is long enough to need a scroll bar or a second line"));
    Map<String, Object> job = job("failed-one", "abcdef1", "failed");
    job.put(
        "reason",
        reason(
            "failed",
            "rank 3 on node 1 ended with code 1, three times without a new step",
            fault,
            List.of(),
            List.of("muster logs failed-one --rank 3", "spec.recovery.maxRestarts: 5")));
    job.put("restarts", 2);
    job.put(
        "attempts",
        List.of(
            attempt(1, "failed", fault), attempt(2, "failed", fault), attempt(3, "failed", fault)));
    Answers answers =
        new Answers()
            .with(job)
            .with("ranks", ranks(2, 2, 3))
            .with("metrics", metrics(3, 60))
            .with(
                "events",
                items(
                    event(1, "job.submitted", "submitted"),
                    event(2, "rank.exited", "rank 3 ended with code 1"),
                    event(3, "job.failed", "failed")))
            .logged("one\ntwo\n");
    scene(
        "failed",
        "#/jobs/default/failed-one",
        answers,
        page -> {
          assertThat(page.getByText("muster logs failed-one --rank 3")).isVisible();
          assertThat(page.locator("[aria-current=step]")).containsText("failed");
        });
  }

  @Test
  void aQueuedJobSaysWhatItWaitsFor() throws Exception {
    Map<String, Object> job = job("patient", "abcdef1", "queued");
    job.put(
        "reason",
        reason(
            "waits",
            "needs 64 GB of memory, 12 GB are free",
            null,
            List.of(
                blocker("capacity.memory", "needs 64 GB, 12 GB of 24 GB are free"),
                blocker("needs.waiting", "needs prepare-corpus, which is running")),
            List.of("muster cancel prepare-corpus", "spec.resources.nodes: 1")));
    job.put("labels", Map.of("team", "speech", "stage", "pretraining"));
    job.put("priority", 750);
    job.put("needs", List.of("prepare-corpus", "train-tokenizer"));
    job.put("deadlines", Map.of("startSeconds", 86_400, "finishBy", "2038-01-01T00:00:00Z"));
    job.put("secrets", List.of(Map.of("name", "HF_TOKEN", "from", "env:HF_TOKEN")));
    scene(
        "queued",
        "#/jobs/default/patient",
        new Answers().with(job),
        page -> {
          assertThat(page.getByText("needs prepare-corpus, which is running")).isVisible();
          assertThat(page.locator("dl[aria-label='From the manifest']"))
              .containsText(Pattern.compile("team=speech.*high.*prepare-corpus.*HF_TOKEN"));
          assertThat(page.getByText("None yet: an attempt starts once capacity is granted."))
              .isVisible();
        });
  }

  @Test
  void aSuspendedJob() throws Exception {
    Map<String, Object> job = job("paused", "abcdef1", "suspended");
    job.put(
        "reason",
        reason(
            "waits",
            "suspended by a person; it holds no capacity",
            null,
            List.of(),
            List.of("muster resume paused")));
    job.put("attempts", List.of(attempt(1, "stopped", null)));
    Answers answers =
        new Answers().with(job).with("checkpoints", items(checkpoint(12_000, "verified")));
    scene(
        "suspended",
        "#/jobs/default/paused",
        answers,
        page -> assertThat(page.getByText("muster resume paused")).isVisible());
  }

  @Test
  void aJobThatRecoveredFortyTimes() throws Exception {
    Map<String, Object> job = job("tough", "abcdef1", "starting");
    job.put("activity", "node 1 prepares its environment");
    job.put("restarts", 39);
    Map<String, Object> fault = cause("rank.signalled", "rank 3 was ended by SIGKILL", List.of());
    job.put(
        "attempts",
        IntStream.rangeClosed(1, 40)
            .mapToObj(number ->
                attempt(number, number == 40 ? "starting" : "failed", number == 40 ? null : fault))
            .toList());
    Answers answers =
        new Answers().with(job).with("ranks", ranks(2, 2, -1)).with("metrics", metrics(39, 20));
    scene(
        "recovering",
        "#/jobs/default/tough",
        answers,
        page -> assertThat(page.getByText("attempt 40").first()).isVisible());
  }

  @Test
  void whatOthersWroteIsOnlyEverText() throws Exception {
    String hostile = Samples.HOSTILE;
    Map<String, Object> job = job("a".repeat(63), "abcdef1", "failed");
    job.put("project", "p".repeat(63));
    job.put("labels", Map.of("team", hostile));
    job.put("activity", hostile);
    job.put(
        "reason",
        reason(
            "failed",
            hostile,
            cause("rank.exited", hostile, List.of(hostile)),
            List.of(blocker("x.y", hostile)),
            List.of(hostile)));
    job.put(
        "attempts", List.of(attempt(1, "failed", cause("rank.exited", hostile, List.of(hostile)))));
    Answers answers =
        new Answers()
            .with(job)
            .with("ranks", ranks(2, 2, 1))
            .with("events", items(event(1, "job.failed", hostile)))
            .with("checkpoints", items(checkpoint(5, "broken")))
            .logged((hostile + "\n").repeat(20) + "x".repeat(9_000) + "\n");
    scene(
        "hostile-list",
        "#/",
        answers,
        page -> assertThat(page.locator("tr[data-job]")).hasCount(1));
    scene(
        "hostile",
        "#/jobs/" + job.get("project") + "/" + job.get("name"),
        answers,
        page -> {
          assertThat(page.locator("#log pre")).containsText("<script>");
          isOnlyText(page);
        });
  }

  @Test
  void ofALongLogTheEndIsShownAndHowToGetTheRest() throws Exception {
    StringBuilder log = new StringBuilder();
    IntStream.range(0, 200_000).forEach(line -> log.append("line ").append(line).append('\n'));
    Map<String, Object> job = job("talkative", "abcdef1", "running");
    Answers answers = new Answers().with(job).logged(log.toString());
    scene(
        "long-log",
        "#/jobs/default/talkative",
        answers,
        page -> {
          assertThat(page.locator("#log pre")).containsText("line 199999");
          assertThat(page.locator("#log")).containsText("before are not shown");
          assertThat(page.locator("#log")).containsText("muster logs talkative --rank 0");
          assertThat(
                  (String)
                      page.evaluate("document.querySelector('#log pre').textContent.slice(0, 5)"))
              .isEqualTo("line ");
        });
  }

  @Test
  void aServerThatIsAwayIsSaidAndComesBack() throws Exception {
    Answers answers = new Answers().with(job("steady", "abcdef1", "running"));
    try (BrowserContext person = chromium.person()) {
      Page page = open(person, "#/jobs/default/steady", answers);
      assertThat(page.getByText("steady").first()).isVisible();

      answers.beAway(true);
      assertThat(page.getByText("Connection lost, retrying").first()).isVisible();
      Chromium.shot(page, "away");

      answers.beAway(false);
      assertThat(page.getByText("Connection lost, retrying")).hasCount(0);
    }
  }

  private static Map<String, Object> oneOfMany(int number) {
    String name =
        number == 7
            ? "a-name-as-long-as-names-may-be-so-that-it-is-cut-or-wrapped-well"
            : "train-" + number;
    Map<String, Object> job =
        job(name, "job%04d".formatted(number), STATES[number % STATES.length]);
    if (number % STATES.length == 0) {
      job.put(
          "reason",
          reason(
              "waits",
              "needs 4 cores, 0 of 4 are free: train-3 holds 4",
              null,
              List.of(),
              List.of()));
    }
    if (number % STATES.length == 7) {
      job.put(
          "reason",
          reason(
              "failed",
              "rank 3 on node 1 ended with code 1, three times without a new step",
              null,
              List.of(),
              List.of()));
    }
    return job;
  }

  private interface Looks {
    void check(Page page);
  }

  private static void scene(String name, String place, Answers answers, Looks looks)
      throws Exception {
    try (BrowserContext person = chromium.person()) {
      Page page = person.newPage();
      List<String> complaints = Chromium.complaints(page, OWN.muster().url());
      go(page, person, place, answers);
      looks.check(page);
      assertThat(page.locator("[role=alert]")).hasCount(0);
      Chromium.shot(page, name + "-light");
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
      Chromium.shot(page, name + "-dark");
      page.setViewportSize(PHONE, 740);
      assertThat(page.evaluate("document.documentElement.scrollWidth"))
          .as(name + " on a phone")
          .isEqualTo(PHONE);
      Chromium.shot(page, name + "-phone");
      assertThat(complaints).isEmpty();
    }
  }

  private static Page open(BrowserContext person, String place, Answers answers) throws Exception {
    Page page = person.newPage();
    go(page, person, place, answers);
    return page;
  }

  private static void go(Page page, BrowserContext person, String place, Answers answers)
      throws Exception {
    answers.standIn(person);
    page.navigate(OWN.muster().url() + "/" + place);
    assumeTrue(
        page.locator("#page").count() == 1,
        "the page was not built (install Node.js 20.19 or newer with npm)");
  }

  private static void isOnlyText(Page page) {
    assertThat(page.evaluate("window.owned ?? null")).isNull();
    assertThat(page.locator("img, iframe, body script").count())
        .isEqualTo(page.locator("body > script").count());
    assertThat((String) page.evaluate("document.body.innerText"))
        .doesNotContainPattern(
            "[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u202a-\\u202e\\u2066-\\u2069]");
    assertThat(
            (Integer)
                page.evaluate(
                    "[...document.querySelectorAll('[title]')].filter(e =>"
                        + " /[\\u001b\\u202e]/.test(e.title)).length"))
        .isZero();
  }
}
