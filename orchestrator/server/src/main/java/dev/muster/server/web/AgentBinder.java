package dev.muster.server.web;

import dev.muster.server.heart.AgentIdentity;
import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import jakarta.inject.Singleton;

/** Hands an endpoint the agent that the gate has let in. */
@Singleton
final class AgentBinder implements TypedRequestArgumentBinder<AgentIdentity> {
  @Override
  public Argument<AgentIdentity> argumentType() {
    return Argument.of(AgentIdentity.class);
  }

  @Override
  public BindingResult<AgentIdentity> bind(
      ArgumentConversionContext<AgentIdentity> context, HttpRequest<?> source) {
    return () -> source.getAttribute(Gate.AGENT, AgentIdentity.class);
  }
}
