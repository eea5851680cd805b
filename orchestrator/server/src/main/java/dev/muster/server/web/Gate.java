package dev.muster.server.web;

import dev.muster.api.Problem;
import dev.muster.server.heart.AgentIdentity;
import dev.muster.server.heart.AgentTokens;
import dev.muster.server.live.Attendance;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets nobody in without a token: agents to their endpoint with the one of their node, people and
 * scripts to everything else with theirs. Only the platform's health questions need none.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class Gate {
  /** Attribute of an agent's request: the {@link AgentIdentity} that its token proves. */
  static final String AGENT = "muster.agent";

  private static final String BEARER = "Bearer ";
  private static final String AGENT_PATHS = "/agent/";
  private static final String HEALTH_PATHS = "/health/";

  private final PeopleToken people;
  private final AgentTokens agents;
  private final Attendance attendance;

  Gate(PeopleToken people, AgentTokens agents, Attendance attendance) {
    this.people = people;
    this.agents = agents;
    this.attendance = attendance;
  }

  /** Null lets the request pass. */
  @RequestFilter
  @Nullable HttpResponse<?> admit(HttpRequest<?> request) {
    String path = request.getPath();
    if (path.startsWith(HEALTH_PATHS)) {
      return null;
    }
    boolean known = path.startsWith(AGENT_PATHS) ? knowsAgent(request) : knowsPerson(request);
    return known ? null : denied(path);
  }

  private boolean knowsAgent(HttpRequest<?> request) {
    Optional<AgentIdentity> agent = bearer(request).flatMap(agents::check);
    agent.ifPresent(identity -> request.setAttribute(AGENT, identity));
    return agent.isPresent();
  }

  private boolean knowsPerson(HttpRequest<?> request) {
    boolean known = bearer(request).filter(people::is).isPresent();
    if (known) {
      attendance.touch();
    }
    return known;
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
}
