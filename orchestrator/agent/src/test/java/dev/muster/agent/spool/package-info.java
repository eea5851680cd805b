@NullMarked
package dev.muster.agent.spool;

import org.jspecify.annotations.NullMarked;
