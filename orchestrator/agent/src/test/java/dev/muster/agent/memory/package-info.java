@NullMarked
package dev.muster.agent.memory;

import org.jspecify.annotations.NullMarked;
