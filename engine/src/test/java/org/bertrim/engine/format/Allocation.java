package org.bertrim.engine.format;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Counts the memory that the calling thread takes, given back or not, which no other work on the machine changes. */
public final class Allocation {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final long start = now();

    /** Bytes since this was made. */
    public long bytes() {
        return now() - start;
    }

    private static long now() {
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    }
}
