/**
 * Where the local provider touches the machine: processes by {@code /proc} and {@code setsid},
 * accelerators by {@code nvidia-smi}.
 */
@NullMarked
package dev.muster.local.gateway;

import org.jspecify.annotations.NullMarked;
