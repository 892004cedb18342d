package org.bertrim.engine.teacher;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.InvalidInput;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.teacher.TeacherEntry.State;
import org.bertrim.engine.teacher.hub.HubCache;
import org.bertrim.engine.teacher.hub.HubModel;
import org.bertrim.engine.teacher.hub.HubName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Teachers that were downloaded from a hub, and some that are worth it. */
final class HubSource implements TeacherSource {

    private static final Logger LOG = LoggerFactory.getLogger(HubSource.class);

    private final HubCache cache;

    HubSource(HubCache cache) {
        this.cache = cache;
    }

    @Override
    public String scheme() {
        return HubName.SCHEME;
    }

    @Override
    public List<TeacherEntry> entries() {
        List<HubModel> there = cache.list();
        Set<HubName> names = there.stream().map(HubModel::name).collect(Collectors.toSet());
        return Stream.concat(
                        there.stream().flatMap(model -> entry(model).stream()),
                        SuggestedModel.all().stream()
                                .filter(model -> !names.contains(model.name()))
                                .map(SuggestedModel::entry))
                .toList();
    }

    /** Nothing where the model is of a kind that is no teacher. */
    private static Optional<TeacherEntry> entry(HubModel model) {
        String source = model.name().source();
        try {
            BertConfig config = FolderSource.at(source, model.folder()).config();
            return Optional.of(new TeacherEntry(
                    source,
                    model.name().toString(),
                    config,
                    TeacherFacts.count(config, false),
                    Licence.of(model.folder()),
                    model.endpoint(),
                    State.DOWNLOADED,
                    "",
                    model.bytes()));
        } catch (EngineException e) {
            LOG.warn("The downloaded model {} cannot be a teacher: {}", source, e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public StoredTeacher find(String source, String name) {
        HubName model = HubName.parse(name)
                .orElseThrow(() -> new InvalidInput(
                        "The teacher " + source + " could not be opened",
                        "a hub's model is written as OWNER/NAME, of letters, digits, '.', '_' and '-'",
                        "Check the name."));
        HubModel found = cache.find(model).orElseThrow(() -> new TeacherNotHere(model));
        return FolderSource.at(source, found.folder());
    }
}
