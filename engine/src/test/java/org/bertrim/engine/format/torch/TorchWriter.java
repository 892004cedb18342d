package org.bertrim.engine.format.torch;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.bertrim.engine.format.StoredTensor;

/** Writes float32 tensors as PyTorch does, each on a storage of its own. */
public final class TorchWriter {

    private TorchWriter() {}

    /** A zip, as PyTorch writes since version 1.6. */
    public static void zip(Path file, Map<String, StoredTensor> tensors) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            entry(out, "archive/data.pkl", ByteBuffer.wrap(dictionary(tensors, "")));
            int key = 0;
            for (StoredTensor tensor : tensors.values()) {
                entry(out, "archive/data/" + key++, tensor.data());
            }
        }
    }

    private static void entry(ZipOutputStream out, String name, ByteBuffer bytes) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(bytes.duplicate());
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.remaining());
        entry.setCrc(checksum.getValue());
        out.putNextEntry(entry);
        Channels.newChannel(out).write(bytes);
    }

    /** Pickles and storages after each other, as PyTorch wrote before that. */
    public static void legacy(Path file, Map<String, StoredTensor> tensors) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write(new byte[] {
                (byte) 0x80, 2, (byte) 0x8a, 10, 0x6c, (byte) 0xfc, (byte) 0x9c, 0x46, (byte) 0xf9, 0x20, 0x6a, (byte) 0xa8, 0x50, 0x19, '.'
            });
            out.write(ascii("\u0080\u0002M\u00e9\u0003.\u0080\u0002}X\r\u0000\u0000\u0000little_endian\u0088s."));
            out.write(dictionary(tensors, "N"));
            out.write(ascii("\u0080\u0002]("));
            for (int key = 0; key < tensors.size(); key++) {
                out.write(text(String.valueOf(key)));
            }
            out.write(ascii("e."));
            for (StoredTensor tensor : tensors.values()) {
                out.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(tensor.sizeBytes() / 4).array());
                Channels.newChannel(out).write(tensor.data());
            }
        }
    }

    /** The pickle of an ordered dictionary; older files say a little more about each storage. */
    private static byte[] dictionary(Map<String, StoredTensor> tensors, String more) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(ascii("\u0080\u0002ccollections\nOrderedDict\n)R("));
        int key = 0;
        for (Map.Entry<String, StoredTensor> each : tensors.entrySet()) {
            long[] shape = each.getValue().shape();
            StringBuilder sizes = new StringBuilder();
            StringBuilder strides = new StringBuilder();
            long stride = 1;
            for (int axis = shape.length - 1; axis >= 0; axis--) {
                sizes.insert(0, "I" + shape[axis] + "\n");
                strides.insert(0, "I" + stride + "\n");
                stride *= shape[axis];
            }
            out.writeBytes(text(each.getKey()));
            out.writeBytes(ascii("ctorch._utils\n_rebuild_tensor_v2\n(("));
            out.writeBytes(text("storage"));
            out.writeBytes(ascii("ctorch\nFloatStorage\n"));
            out.writeBytes(text(String.valueOf(key++)));
            out.writeBytes(text("cpu"));
            out.writeBytes(ascii("I" + stride + "\n" + more + "tQK\u0000(" + sizes + "t(" + strides + "t\u0089ccollections\nOrderedDict\n)RtR"));
        }
        out.writeBytes(ascii("u."));
        return out.toByteArray();
    }

    private static byte[] text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(5 + bytes.length).order(ByteOrder.LITTLE_ENDIAN).put((byte) 'X').putInt(bytes.length).put(bytes).array();
    }

    private static byte[] ascii(String codes) {
        return codes.getBytes(StandardCharsets.ISO_8859_1);
    }
}
