package dev.muster.agent;

import tools.jackson.databind.json.JsonMapper;

/** The agent of one node. */
public final class Agent {
  private Agent() {}

  public static void main(String[] args) {
    Package self = Agent.class.getPackage();
    System.out.println(
        JsonMapper.shared()
            .writeValueAsString(
                new Version(
                    String.valueOf(self.getImplementationVersion()),
                    Runtime.version().toString())));
  }

  /** Which agent this is. */
  record Version(String agent, String java) {}
}
