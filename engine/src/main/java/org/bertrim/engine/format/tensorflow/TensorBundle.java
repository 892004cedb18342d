package org.bertrim.engine.format.tensorflow;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.zip.CRC32C;
import org.bertrim.engine.format.FileTree;
import org.bertrim.engine.format.Reading;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.format.TensorFile;
import org.bertrim.engine.format.UnusableFile;

/**
 * A checkpoint of TensorFlow (1 and 2): {@code PREFIX.index}, a {@link SortedTable} from the names of variables to
 * {@link BundleEntry}, and {@code PREFIX.data-00000-of-00001} and so on with the raw tensors. The table's first key is empty and its value
 * a header (BundleHeaderProto). Each tensor's checksum is compared.
 *
 * <p>The files are read once from their beginning, so that they may lie in a zip.
 */
public final class TensorBundle implements TensorFile {

    private static final long MOST_INDEX = 64 << 20;
    private static final int MOST_SHARDS = 100_000;

    private final FileTree tree;
    private final String prefix;
    private final int shards;
    private final Map<Integer, Map<String, BundleEntry>> entries = new TreeMap<>();
    private final Map<String, long[]> shapes = new LinkedHashMap<>();

    /**
     * Reads the index.
     *
     * @param prefix of the files' names, e.g. {@code bert_model.ckpt}
     * @param wanted says which variables are shown; state of optimizers may be large
     * @throws UnusableFile if the index is damaged or contradicts the files of data
     */
    public TensorBundle(FileTree tree, String prefix, Predicate<String> wanted) throws IOException {
        this.tree = tree;
        this.prefix = prefix;
        String index = prefix + ".index";
        List<Map.Entry<String, BundleEntry>> all = new ArrayList<>();
        try {
            Map<String, ByteBuffer> table = SortedTable.read(tree.read(index, MOST_INDEX));
            ByteBuffer header = table.remove("");
            if (header == null) {
                throw new UnusableFile(index + " has no header: it is damaged");
            }
            this.shards = shards(header);
            for (Map.Entry<String, ByteBuffer> each : table.entrySet()) {
                if (wanted.test(each.getKey())) {
                    BundleEntry entry = BundleEntry.of(each.getKey(), each.getValue());
                    if (entry.type() != null) {
                        all.add(Map.entry(each.getKey(), entry));
                    }
                }
            }
        } catch (InvalidProtocolBufferException e) {
            throw new UnusableFile(index + " is damaged: " + e.getMessage());
        }
        all.sort(Comparator.<Map.Entry<String, BundleEntry>>comparingLong(each -> each.getValue().offset())
                .thenComparingLong(each -> each.getValue().size()));
        for (Map.Entry<String, BundleEntry> each : all) {
            check(each.getKey(), each.getValue());
            entries.computeIfAbsent(each.getValue().shard(), shard -> new LinkedHashMap<>()).put(each.getKey(), each.getValue());
            shapes.put(each.getKey(), each.getValue().shape());
        }
        for (Map.Entry<Integer, Map<String, BundleEntry>> file : entries.entrySet()) {
            check(data(file.getKey()), file.getValue());
        }
    }

    private int shards(ByteBuffer header) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(header);
        int count = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            int field = WireFormat.getTagFieldNumber(tag);
            if (field == 1) {
                count = in.readInt32();
            } else if (field == 2) {
                if (in.readEnum() != 0) {
                    throw new UnusableFile("its numbers are big endian", "Write the checkpoint again on a usual machine.");
                }
            } else {
                in.skipField(tag);
            }
        }
        if (count < 1 || count > MOST_SHARDS) {
            throw new UnusableFile(prefix + ".index claims " + count + " files of data: it is damaged");
        }
        return count;
    }

    private void check(String name, BundleEntry entry) throws UnusableFile {
        if (entry.shard() < 0 || entry.shard() >= shards) {
            throw new UnusableFile("tensor " + name + " lies in file " + entry.shard() + " of " + shards + ": the index is damaged");
        }
        if (entry.parts()) {
            throw new UnusableFile(
                    "tensor " + name + " is stored in parts, as a partitioned variable",
                    "Load and save the checkpoint with TensorFlow without a partitioner.");
        }
    }

    /** The tensors of one file must lie in it one after the other. */
    private void check(String file, Map<String, BundleEntry> tensors) throws UnusableFile {
        if (!tree.names().contains(file)) {
            throw new UnusableFile(file + " is missing", "Get all files of the checkpoint.");
        }
        long size = tree.size(file);
        long end = 0;
        for (Map.Entry<String, BundleEntry> each : tensors.entrySet()) {
            BundleEntry entry = each.getValue();
            if (entry.offset() < end) {
                throw new UnusableFile("tensor " + each.getKey() + " overlaps another: the index is damaged");
            }
            if (entry.size() < 0 || entry.size() > size - entry.offset()) {
                throw new UnusableFile("tensor " + each.getKey() + " ends beyond the end of " + file + ", which has " + size
                        + " bytes: it is truncated");
            }
            end = entry.offset() + entry.size();
        }
    }

    private String data(int shard) {
        return String.format(Locale.ROOT, "%s.data-%05d-of-%05d", prefix, shard, shards);
    }

    @Override
    public long bytes() {
        return entries.keySet().stream().mapToLong(shard -> tree.size(data(shard))).sum();
    }

    @Override
    public Map<String, long[]> shapes() {
        return shapes;
    }

    @Override
    public void read(Sink sink) throws IOException {
        for (Map.Entry<Integer, Map<String, BundleEntry>> file : entries.entrySet()) {
            try (InputStream in = tree.open(data(file.getKey()))) {
                long at = 0;
                for (Map.Entry<String, BundleEntry> each : file.getValue().entrySet()) {
                    BundleEntry entry = each.getValue();
                    Reading.skip(in, entry.offset() - at);
                    at = entry.offset() + entry.size();
                    sink.accept(each.getKey(), tensor(each.getKey(), entry, Reading.exactly(in, entry.size())));
                }
            }
        }
    }

    private StoredTensor tensor(String name, BundleEntry entry, ByteBuffer bytes) throws UnusableFile {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes.duplicate());
        if (MaskedChecksum.of(checksum) != entry.checksum()) {
            throw new UnusableFile(
                    "the checksum of tensor " + name + " does not fit: " + data(entry.shard()) + " is damaged");
        }
        return new StoredTensor(Objects.requireNonNull(entry.type()), entry.shape(), bytes);
    }
}
