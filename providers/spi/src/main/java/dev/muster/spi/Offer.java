package dev.muster.spi;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * What a provider says could be had for a query.
 *
 * @param provider who offers
 * @param flavor the flavor's name in the provider's catalog
 * @param nodes how many nodes of the asked size could be had now, as far as the provider knows
 * @param leadTime expected time from claim to grant
 * @param usdPerHour price of one such node
 */
public record Offer(
    ProviderId provider, String flavor, int nodes, Duration leadTime, BigDecimal usdPerHour) {}
