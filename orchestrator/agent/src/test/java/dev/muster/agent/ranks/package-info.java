@NullMarked
package dev.muster.agent.ranks;

import org.jspecify.annotations.NullMarked;
