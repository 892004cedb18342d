package org.bertrim.engine.run;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.nio.charset.Charset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What Java cannot ask of the operating system itself. */
final class NativeProcess {

    private static final Logger LOG = LoggerFactory.getLogger(NativeProcess.class);

    private NativeProcess() {}

    /** The C library of Linux and macOS. */
    interface CLibrary extends Library {
        /** Makes the caller leader of a new session and process group; -1 if it already leads a group. */
        int setsid();

        /** Fills in the machine's name, ended by a zero byte; 0 on success. */
        int gethostname(byte[] name, long length);
    }

    /**
     * Leaves the process group and terminal of whoever started this process, so that a signal to them does not end it. On Windows
     * there is no such tie.
     */
    static void detach() {
        if (Platform.isWindows()) {
            return;
        }
        try {
            if (Native.load("c", CLibrary.class).setsid() < 0) {
                LOG.info("The worker leads a process group already");
            }
        } catch (LinkageError e) {
            LOG.warn("The worker could not leave its parent's process group and may end with it: {}", e.toString());
        }
    }

    /** The machine's name, without asking the network. */
    static String hostName() {
        if (Platform.isWindows()) {
            return System.getenv().getOrDefault("COMPUTERNAME", "unknown");
        }
        try {
            byte[] name = new byte[256];
            if (Native.load("c", CLibrary.class).gethostname(name, name.length - 1L) == 0) {
                return Native.toString(name, Charset.defaultCharset().name());
            }
        } catch (LinkageError e) {
            LOG.warn("The machine's name is unknown: {}", e.toString());
        }
        return "unknown";
    }
}
