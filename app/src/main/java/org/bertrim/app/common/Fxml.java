package org.bertrim.app.common;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Map;
import javafx.fxml.FXMLLoader;
import javafx.scene.Parent;

/**
 * A screen that is described in a file beside its class. The file holds what stands still: structure, style classes and texts as
 * {@code %keys} of its feature's bundle. It names no controller; the class looks up the controls it needs by their ids.
 */
public final class Fxml {

    private final Parent root;
    private final Map<String, Object> named;

    private Fxml(Parent root, Map<String, Object> named) {
        this.root = root;
        this.named = named;
    }

    /**
     * Reads {@code name.fxml} beside a class.
     *
     * @param owner the class; the last part of its package names the bundle of the texts
     */
    public static Fxml load(Class<?> owner, String name, Texts texts) {
        URL file = owner.getResource(name + ".fxml");
        if (file == null) {
            throw new IllegalStateException("There is no " + name + ".fxml beside " + owner.getName());
        }
        String feature = owner.getPackageName().substring(owner.getPackageName().lastIndexOf('.') + 1);
        FXMLLoader loader = new FXMLLoader(file, texts.bundle(feature));
        try {
            Parent root = loader.load();
            return new Fxml(root, loader.getNamespace());
        } catch (IOException e) {
            throw new UncheckedIOException("The screen " + file + " cannot be built", e);
        }
    }

    public Parent root() {
        return root;
    }

    /** The control with this {@code fx:id}. */
    public <T> T find(String id, Class<T> type) {
        Object found = named.get(id);
        if (!type.isInstance(found)) {
            throw new IllegalArgumentException("There is no " + type.getSimpleName() + " called " + id);
        }
        return type.cast(found);
    }
}
