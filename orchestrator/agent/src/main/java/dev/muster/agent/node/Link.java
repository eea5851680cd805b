package dev.muster.agent.node;

import dev.muster.agent.link.Lease;
import dev.muster.agent.link.Orders;
import dev.muster.agent.link.Reporter;
import dev.muster.agent.link.Server;

/**
 * The way between a node and its server.
 *
 * @param server requests
 * @param orders the newest directive
 * @param lease how long to go on alone
 * @param reporter takes what is now
 */
public record Link(Server server, Orders orders, Lease lease, Reporter reporter) {}
