/**
 * The ground floor: what capacity is and what a provider owes us. Depends on nothing but the JDK.
 *
 * <p>A provider implements {@link dev.muster.spi.CapacityProvider} and is found by {@link
 * java.util.ServiceLoader} through {@link dev.muster.spi.CapacityProviderFactory}.
 */
@NullMarked
package dev.muster.spi;

import org.jspecify.annotations.NullMarked;
