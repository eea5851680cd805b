package dev.muster.examples.page;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Route;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers of the interface, made up for one job or for many, given to a browser in place of the
 * server's: so that the page can be seen before jobs that would take days to get.
 */
final class Answers {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int PAGE = 100;

  private final List<Map<String, Object>> jobs = new ArrayList<>();
  private final Map<String, Object> parts = new LinkedHashMap<>();
  private String log = "";
  private boolean away;

  /** Adds a job to the list. */
  Answers with(Map<String, Object> job) {
    jobs.add(job);
    return this;
  }

  /**
   * What is answered for a part of every job: {@code ranks}, {@code checkpoints}, {@code events},
   * {@code metrics}.
   */
  Answers with(String part, Object answer) {
    parts.put(part, answer);
    return this;
  }

  /** What every rank has written. */
  Answers logged(String text) {
    log = text;
    return this;
  }

  /** From now on there is no answer at all, or there is again. */
  void beAway(boolean now) {
    away = now;
  }

  /** Stands between a browser and the server. */
  void standIn(BrowserContext browser) {
    browser.route("**/api/v1/**", this::answer);
  }

  private void answer(Route route) {
    if (away) {
      route.abort();
      return;
    }
    String path = URI.create(route.request().url()).getPath().replaceFirst("^/api/v1/", "");
    String[] names = path.split("/", -1);
    switch (names.length == 4 ? names[3] : names[0]) {
      case "server" -> json(route, server());
      case "jobs" -> json(route, names.length == 1 ? list(route.request().url()) : named(names[2]));
      case "logs" -> log(route);
      case "events" -> events(route, names.length == 4);
      case "metrics" -> json(route, metrics(route.request().url()));
      case String part -> json(route, parts.getOrDefault(part, Map.of("items", List.of())));
    }
  }

  private Map<String, Object> metrics(String url) {
    List<?> all = (List<?>) parts.getOrDefault("metrics", List.of());
    return Map.of(
        "series",
        all.stream()
            .filter(each -> url.contains((String) ((Map<?, ?>) each).get("name")))
            .toList());
  }

  private void events(Route route, boolean ofJob) {
    if (ofJob) {
      json(route, parts.getOrDefault("events", Map.of("items", List.of())));
      return;
    }
    route.fulfill(
        new Route.FulfillOptions().setContentType("text/event-stream").setBody(": muster\n\n"));
  }

  private void log(Route route) {
    String url = route.request().url();
    int start =
        url.contains("tail=")
            ? Math.max(0, log.length() - number(url, "tail"))
            : Math.min(number(url, "since"), log.length());
    route.fulfill(
        new Route.FulfillOptions()
            .setContentType("text/plain;charset=utf-8")
            .setHeaders(Map.of("Muster-Log-Offset", Integer.toString(start)))
            .setBody(log.substring(start)));
  }

  /** A number of a query; 0 where it has none. */
  private static int number(String url, String name) {
    Matcher found = Pattern.compile("[?&]" + name + "=(\\d+)").matcher(url);
    return found.find() ? Integer.parseInt(found.group(1)) : 0;
  }

  private Map<String, Object> named(String name) {
    return jobs.stream()
        .filter(job -> name.equals(job.get("id")) || name.equals(job.get("name")))
        .findFirst()
        .orElseThrow();
  }

  private Map<String, Object> list(String url) {
    int first = number(url, "cursor");
    int end = Math.min(first + PAGE, jobs.size());
    Map<String, Object> list = new LinkedHashMap<>();
    list.put("items", jobs.subList(first, end));
    list.put("next", end < jobs.size() ? Integer.toString(end) : null);
    return list;
  }

  private static Map<String, Object> server() {
    return Map.of(
        "server",
        Map.of(
            "url",
            "http://127.0.0.1:7180",
            "pid",
            1,
            "started",
            "2026-01-01T00:00:00Z",
            "version",
            "0.1.0"),
        "dataDirectory",
        "/home/somebody/.local/share/muster",
        "embedded",
        false,
        "unfinishedJobs",
        1);
  }

  private static void json(Route route, Object body) {
    route.fulfill(
        new Route.FulfillOptions()
            .setContentType("application/json")
            .setBody(JSON.writeValueAsString(body)));
  }
}
