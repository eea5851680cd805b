package dev.muster.spi;

import java.math.BigDecimal;

/**
 * A shape of capacity that can be had from a provider.
 *
 * @param name unique at the provider
 * @param machine what one machine has
 * @param machines how many machines there can be at most
 * @param shared true when a machine can be cut into several nodes (this machine, an SSH host),
 *     false when a node is always a whole machine (a cloud instance)
 * @param usdPerHour price of one machine; zero when it costs nothing extra
 */
public record Flavor(
    String name, NodeSize machine, int machines, boolean shared, BigDecimal usdPerHour) {}
