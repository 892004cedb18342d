package org.bertrim.engine.run;

/** Main class of a worker process that runs {@link ChainBody}. */
final class ChainMain {

    private ChainMain() {}

    public static void main(String[] arguments) {
        System.exit(WorkerMain.run(arguments, new ChainBody()));
    }
}
