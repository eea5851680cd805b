@NullMarked
package dev.muster.agent.time;

import org.jspecify.annotations.NullMarked;
