@NullMarked
package dev.muster.agent.guard;

import org.jspecify.annotations.NullMarked;
