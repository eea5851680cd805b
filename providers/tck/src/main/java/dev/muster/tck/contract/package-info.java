/**
 * The contract suite. A provider's author extends {@link
 * dev.muster.tck.contract.CapacityProviderContract} with a {@link
 * dev.muster.tck.contract.ProviderFixture}, and implements the suite of every capability that the
 * provider declares: {@link dev.muster.tck.contract.WireContract} when nodes are not on this
 * machine, {@link dev.muster.tck.contract.ListLagContract} when listings lag.
 */
@NullMarked
package dev.muster.tck.contract;

import org.jspecify.annotations.NullMarked;
