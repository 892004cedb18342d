package org.bertrim.engine.teacher;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.Map;
import java.util.Set;
import org.bertrim.engine.format.FileTree;
import org.bertrim.engine.format.UnusableFile;

/** Files that packages on the class path hold, under the names that they would have in a folder. */
final class ResourceTree implements FileTree {

    private final String title;
    private final Map<String, URL> resources;

    /**
     * Names resources.
     *
     * @param title what to call the whole
     * @param resources by name
     */
    ResourceTree(String title, Map<String, URL> resources) {
        this.title = title;
        this.resources = Map.copyOf(resources);
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public Set<String> names() {
        return resources.keySet();
    }

    @Override
    public long size(String name) {
        try {
            URLConnection connection = resource(name).openConnection();
            long size = connection.getContentLengthLong();
            connection.getInputStream().close();
            return size;
        } catch (IOException e) {
            throw new UnusableFile("its package is damaged").refusal("The file " + name + " of " + title + " could not be read");
        }
    }

    @Override
    public InputStream open(String name) throws IOException {
        return resource(name).openStream();
    }

    private URL resource(String name) {
        URL resource = resources.get(name);
        if (resource == null) {
            throw new IllegalArgumentException("there is no " + name + " in " + title);
        }
        return resource;
    }

    @Override
    public void close() {
        // holds nothing open
    }
}
