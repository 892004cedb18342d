package org.bertrim.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.format.Checkpoint;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.format.StoredTensor;

/**
 * Stands for a training: each step depends on all steps before it, each event on its step, and a checkpoint on
 * everything, so that any step lost, repeated or mixed up shows in the result.
 */
final class ChainBody implements RunBody {

    static final List<String> STAGES = List.of("width", "depth");

    /**
     * An experiment for this body.
     *
     * @param steps per stage
     * @param every steps between two checkpoints
     * @param floats size of the tensor in a checkpoint
     * @param stepMillis time that a step takes at least
     * @param misbehave {@code none}, or what to do in the second step
     */
    static ObjectNode experiment(int steps, int every, int floats, int stepMillis, String misbehave) {
        return Json.mapper()
                .createObjectNode()
                .put("name", "chain")
                .put("steps", steps)
                .put("every", every)
                .put("floats", floats)
                .put("stepMillis", stepMillis)
                .put("misbehave", misbehave);
    }

    @Override
    public void run(WorkerSession session) {
        JsonNode experiment = Json.read(session.folder().experimentFile());
        int steps = experiment.get("steps").intValue();
        int floats = experiment.get("floats").intValue();
        long chain = 1;
        int stage = 0;
        int step = 0;
        if (session.resume().isPresent()) {
            Checkpoint from = session.resume().get().checkpoint();
            chain = from.memo().get("chain").longValue();
            step = (int) from.step();
            stage = STAGES.indexOf(from.stage());
            if (!from.equals(checkpoint(stage, step, from.stageFinished(), chain, floats))) {
                throw new IllegalStateException("the checkpoint holds something else than was saved");
            }
            if (from.stageFinished()) {
                stage++;
                step = 0;
            }
        } else {
            session.events().emit(new Event.RunStarted("id", "chain", "t", "t", 1, STAGES));
        }
        for (; stage < STAGES.size(); stage++, step = 0) {
            String name = STAGES.get(stage);
            if (step == 0) {
                session.events().emit(new Event.StageStarted(name, steps, steps));
            }
            while (step < steps) {
                chain = new Random(chain * 31 + step++).nextLong();
                session.events().emit(new Event.Scalars(name, step, 0, Map.of("chain", (double) chain)));
                misbehave(experiment.get("misbehave").textValue(), step);
                Patience.await(() -> false, Duration.ofMillis(experiment.get("stepMillis").longValue()), Patience.LOOK);
                if (step % 3 == 0) {
                    session.checkpoints().saveBest(
                            checkpoint(stage, step, false, chain, floats).weights(), Map.of("stage", name));
                }
                if (step % experiment.get("every").intValue() == 0) {
                    session.checkpoints().save(checkpoint(stage, step, false, chain, floats));
                }
                int s = stage;
                int done = step;
                long now = chain;
                session.obey(name, step, () -> checkpoint(s, done, false, now, floats));
            }
            session.events().emit(new Event.StageFinished(name, steps, Map.of()));
            session.checkpoints().save(checkpoint(stage, steps, true, chain, floats));
        }
        session.finish(Json.mapper().createObjectNode().put("chain", chain), Map.of());
    }

    private static Checkpoint checkpoint(int stage, int step, boolean finished, long chain, int floats) {
        float[] values = new float[floats];
        Random random = new Random(chain);
        for (int i = 0; i < floats; i++) {
            values[i] = random.nextFloat();
        }
        return new Checkpoint(
                STAGES.get(stage),
                step,
                finished,
                Json.mapper().createObjectNode().put("chain", chain),
                Map.of("w", StoredTensor.floats(new long[] {floats}, values)),
                Map.of("m", StoredTensor.floats(new long[] {1}, chain)));
    }

    private static void misbehave(String how, int step) {
        if (step != 2) {
            return;
        }
        switch (how) {
            case "exception" -> throw new IllegalStateException("the loss is odd\nand more");
            case "memory" -> {
                long[][] all = new long[1 << 20][];
                for (int i = 0; i < all.length; i++) {
                    all[i] = new long[1 << 24];
                }
            }
            case "thread" -> {
                Thread thread = new Thread(() -> {
                    throw new AssertionError("the prefetch died");
                });
                thread.start();
                Patience.await(() -> false, Duration.ofMinutes(1), Patience.LOOK);
            }
            case "crash" -> Runtime.getRuntime().halt(134);
            default -> {}
        }
    }
}
