package org.bertrim.engine.experiment;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.method.Method;

/** The methods of this program, found through {@code META-INF/services/org.bertrim.engine.method.Method}. */
public final class Methods {

    private static final List<Method<?>> ALL = load(Methods.class.getClassLoader());

    private Methods() {}

    /** Every method, in the order of the list. */
    public static List<Method<?>> all() {
        return ALL;
    }

    /**
     * The method of one type.
     *
     * @throws EngineException if there is none
     */
    public static Method<?> named(String type) {
        return ALL.stream()
                .filter(method -> method.type().equals(type))
                .findFirst()
                .orElseThrow(() -> new EngineException(
                        "There is no method " + type, "the methods are " + types(ALL), "Choose one of them."));
    }

    static List<String> types(List<Method<?>> methods) {
        List<String> types = new ArrayList<>();
        methods.forEach(method -> types.add(method.type()));
        return types;
    }

    static List<Method<?>> load(ClassLoader loader) {
        List<Method<?>> methods = new ArrayList<>();
        Set<String> types = new HashSet<>();
        for (Method<?> method : ServiceLoader.load(Method.class, loader)) {
            if (!types.add(method.type())) {
                throw new IllegalStateException("two methods have the type " + method.type());
            }
            methods.add(method);
        }
        return List.copyOf(methods);
    }
}
