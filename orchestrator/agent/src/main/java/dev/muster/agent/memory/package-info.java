/** Whether the system has ended a process for want of memory, as far as it tells us. */
@NullMarked
package dev.muster.agent.memory;

import org.jspecify.annotations.NullMarked;
