package dev.muster.server.web;

import dev.muster.api.Problem;
import dev.muster.server.heart.AgentIdentity;
import dev.muster.server.heart.AgentTokens;
import dev.muster.server.live.Attendance;
import dev.muster.server.signin.BrowserRequest;
import dev.muster.server.signin.Sessions;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets nobody in without a token: agents to their endpoint with the one of their node, people and
 * scripts to everything else with theirs. A browser has a session instead, and must prove that our
 * page is behind the request. Only the platform's health questions and the files of the page, which
 * tell nothing, need neither.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class Gate {
  /** Attribute of an agent's request: the {@link AgentIdentity} that its token proves. */
  static final String AGENT = "muster.agent";

  private static final String BEARER = "Bearer ";
  private static final String AGENT_PATHS = "/agent/";
  private static final String HEALTH_PATHS = "/health/";
  private static final String DESCRIPTION = "/openapi.yaml";
  private static final String SCHEMA_PATHS = "/schemas/";
  private static final String PAGE = "/";
  private static final String PAGE_FILES = "/assets/";
  private static final String SIGN_IN = "/signin";

  private final PeopleToken people;
  private final AgentTokens agents;
  private final Sessions sessions;
  private final Attendance attendance;

  Gate(PeopleToken people, AgentTokens agents, Sessions sessions, Attendance attendance) {
    this.people = people;
    this.agents = agents;
    this.sessions = sessions;
    this.attendance = attendance;
  }

  /** Null lets the request pass. */
  @RequestFilter
  @Nullable HttpResponse<?> admit(HttpRequest<?> request) {
    String path = request.getPath();
    if (isOpen(path) || isUnreadable(request)) {
      return null;
    }
    if (path.startsWith(AGENT_PATHS)) {
      return admitAgent(request, path);
    }
    Optional<String> token = bearer(request);
    return token.isPresent() ? admitPerson(token.get(), path) : admitBrowser(request, path);
  }

  private @Nullable HttpResponse<?> admitPerson(String token, String path) {
    if (!people.is(token)) {
      return agents.check(token).isPresent() ? wrongDoor(path, "people and scripts") : denied(path);
    }
    attendance.touch();
    return null;
  }

  private @Nullable HttpResponse<?> admitBrowser(HttpRequest<?> request, String path) {
    BrowserRequest browser = new BrowserRequest(request);
    if (isPage(path)) {
      return browser.isForThisMachine() ? null : misdirected(path);
    }
    if (browser.session().filter(sessions::isOpen).isEmpty()) {
      return denied(path);
    }
    if (!browser.isForThisMachine()) {
      return misdirected(path);
    }
    if (!browser.isOurOwn()) {
      return foreign(path);
    }
    attendance.touch();
    return null;
  }

  /** What tells nothing of jobs. */
  private static boolean isOpen(String path) {
    return path.startsWith(HEALTH_PATHS)
        || path.equals(DESCRIPTION)
        || path.startsWith(SCHEMA_PATHS);
  }

  private static boolean isPage(String path) {
    return path.equals(PAGE) || path.startsWith(PAGE_FILES) || path.equals(SIGN_IN);
  }

  private @Nullable HttpResponse<?> admitAgent(HttpRequest<?> request, String path) {
    Optional<String> token = bearer(request);
    Optional<AgentIdentity> agent = token.flatMap(agents::check);
    if (agent.isPresent()) {
      request.setAttribute(AGENT, agent.get());
      return null;
    }
    return token.filter(people::is).isPresent() ? wrongDoor(path, "agents") : denied(path);
  }

  /** Stands for a request whose head made no sense: the framework says what was wrong with it. */
  private static boolean isUnreadable(HttpRequest<?> request) {
    return request.getHeaders().names().isEmpty();
  }

  private static Optional<String> bearer(HttpRequest<?> request) {
    return request
        .getHeaders()
        .getFirst(HttpHeaders.AUTHORIZATION)
        .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(value -> value.substring(BEARER.length()).strip());
  }

  private static HttpResponse<?> denied(String path) {
    Problem problem =
        Problem.of(
            "auth.denied",
            "Unauthorized",
            401,
            "the bearer token is missing or wrong"
                + " (expected: Authorization: Bearer TOKEN, with the token of the data directory)");
    return RefusedAnswer.of(problem.at(path)).header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
  }

  private static HttpResponse<?> wrongDoor(String path, String whose) {
    String detail = "the bearer token is not one for this (expected: one of %s)".formatted(whose);
    return RefusedAnswer.of(Problem.of("auth.denied", "Forbidden", 403, detail).at(path));
  }

  private static HttpResponse<?> misdirected(String path) {
    String detail =
        "Host: not a name of this machine (expected: 127.0.0.1, localhost or [::1];"
            + " from elsewhere through a tunnel to it)";
    return RefusedAnswer.of(
        Problem.of("request.misdirected", "Misdirected request", 421, detail).at(path));
  }

  private static HttpResponse<?> foreign(String path) {
    String detail = "a foreign page has sent this (expected: the page of this server)";
    return RefusedAnswer.of(Problem.of("auth.denied", "Forbidden", 403, detail).at(path));
  }
}
