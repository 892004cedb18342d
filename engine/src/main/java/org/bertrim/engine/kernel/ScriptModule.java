package org.bertrim.engine.kernel;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtModel;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A loaded TorchScript module whose methods can be called with tensors, lists and numbers, gradients included.
 *
 * <p>DJL's public call runs every method in inference mode, where nothing can be differentiated; the native method below it takes a
 * switch for that, which this class reaches by reflection. DJL's version is pinned, and a test of gradients guards the access.
 */
final class ScriptModule {

    private static final MethodHandle RUN_METHOD;
    private static final MethodHandle NEW_IVALUE;

    static {
        try {
            Class<?> library = Class.forName("ai.djl.pytorch.jni.PyTorchLibrary");
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(library, MethodHandles.lookup());
            Object instance = lookup.findStaticGetter(library, "LIB", library).invoke();
            RUN_METHOD = lookup.findVirtual(
                            library,
                            "moduleRunMethod",
                            MethodType.methodType(
                                    long.class, long.class, String.class, long[].class, boolean.class, boolean.class))
                    .bindTo(instance);
            NEW_IVALUE = MethodHandles.privateLookupIn(IValue.class, MethodHandles.lookup())
                    .findConstructor(IValue.class, MethodType.methodType(void.class, long.class));
        } catch (Throwable e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /**
     * Both are PyTorch's per-thread switches. Scripts are interpreted as they stand: the engine's optimizing executor cannot differentiate
     * mixed precision, and compiles anew for many shapes. DJL reads its property for that only when the engine starts, which may be
     * before this class is loaded.
     */
    private static final ThreadLocal<Boolean> PREPARED = ThreadLocal.withInitial(() -> {
        JniUtils.setGraphExecutorOptimize(false);
        JniUtils.setGradMode(true);
        return true;
    });

    /** Held because its finalizer releases the native module. */
    private final Model model;

    private final PtSymbolBlock block;
    private final AtomicLong nativeNanos = new AtomicLong();

    private ScriptModule(Model model) {
        this.model = model;
        this.block = (PtSymbolBlock) model.getBlock();
    }

    @Override
    public String toString() {
        return model.getName();
    }

    /** Loads {@code class className(Module)} from its source. */
    static ScriptModule load(String className, String source) {
        Model model = Model.newInstance("kernels", "PyTorch");
        try {
            ((PtModel) model).load(new ByteArrayInputStream(ScriptArchive.pack(className, source)));
        } catch (IOException | ai.djl.MalformedModelException e) {
            throw new UncheckedIOException(new IOException("the TorchScript kernels do not load", e));
        }
        return new ScriptModule(model);
    }

    /**
     * Calls a method.
     *
     * @param arguments {@link Value}, {@link NDArray}, {@code int[]}, Integer, Long, Double or Boolean
     */
    Value call(String method, Object... arguments) {
        PREPARED.get();
        IValue[] made = new IValue[arguments.length];
        long[] handles = new long[arguments.length];
        try {
            for (int i = 0; i < arguments.length; i++) {
                if (arguments[i] instanceof Value value) {
                    handles[i] = value.handle().getHandle();
                } else {
                    made[i] = value(arguments[i]);
                    handles[i] = made[i].getHandle();
                }
            }
            long started = System.nanoTime();
            long result = (long) RUN_METHOD.invokeExact(block.getHandle().longValue(), method, handles, true, false);
            nativeNanos.addAndGet(System.nanoTime() - started);
            return new Value((IValue) NEW_IVALUE.invokeExact(result));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        } finally {
            for (IValue value : made) {
                if (value != null) {
                    value.close();
                }
            }
        }
    }

    /** Nanoseconds spent in calls so far. */
    long nativeNanos() {
        return nativeNanos.get();
    }

    private static IValue value(Object argument) {
        if (argument instanceof PtNDArray array) {
            return IValue.from(array);
        }
        if (argument instanceof int[] numbers) {
            return IValue.listFrom(Arrays.stream(numbers).asLongStream().toArray());
        }
        if (argument instanceof Integer number) {
            return IValue.from(number.longValue());
        }
        if (argument instanceof Long number) {
            return IValue.from(number.longValue());
        }
        if (argument instanceof Double number) {
            return IValue.from(number.doubleValue());
        }
        if (argument instanceof Boolean flag) {
            return IValue.from(flag.booleanValue());
        }
        throw new IllegalArgumentException("no TorchScript value for " + argument.getClass());
    }
}
