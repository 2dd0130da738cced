package pk.rahnuma.register.certificate;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The part of CBOR (RFC 8949) that statements need, in its deterministic form: whole numbers as [Long], byte strings,
/// texts, lists and maps, whose keys the caller has in order.
final class CborFormat {

    private static final int UNSIGNED = 0;
    private static final int NEGATIVE = 1;
    private static final int BYTES = 2;
    private static final int TEXT = 3;
    private static final int LIST = 4;
    private static final int MAP = 5;
    /// The largest argument within the first byte; one of 1, 2, 4, 8 bytes has the next four values.
    private static final int MAX_SHORT_ARGUMENT = 23;

    private static final int MAX_DEPTH = 4;

    private CborFormat() {}

    static byte[] encodeValue(Object value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writeValue(value, out);
        return out.toByteArray();
    }

    private static void writeValue(Object value, ByteArrayOutputStream out) {
        switch (value) {
            case Long number -> writeHead(number < 0 ? NEGATIVE : UNSIGNED, number < 0 ? ~number : number, out);
            case byte[] bytes -> {
                writeHead(BYTES, bytes.length, out);
                out.writeBytes(bytes);
            }
            case String text -> {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                writeHead(TEXT, bytes.length, out);
                out.writeBytes(bytes);
            }
            case List<?> list -> {
                writeHead(LIST, list.size(), out);
                list.forEach(each -> writeValue(each, out));
            }
            case Map<?, ?> map -> {
                writeHead(MAP, map.size(), out);
                map.forEach((key, each) -> {
                    writeValue(key, out);
                    writeValue(each, out);
                });
            }
            default -> throw new IllegalArgumentException("no CBOR for " + value.getClass());
        }
    }

    private static void writeHead(int type, long argument, ByteArrayOutputStream out) {
        if (argument <= MAX_SHORT_ARGUMENT) {
            out.write(type << 5 | (int) argument);
            return;
        }
        int power = argument < 1 << 8 ? 0 : argument < 1 << 16 ? 1 : argument < 1L << 32 ? 2 : 3;
        out.write(type << 5 | MAX_SHORT_ARGUMENT + 1 + power);
        for (int shift = (8 << power) - 8; shift >= 0; shift -= 8) {
            out.write((int) (argument >>> shift));
        }
    }

    /// Reads a value that fills `bytes`. It may be in another form than the deterministic one.
    ///
    /// @throws IllegalArgumentException when it is not one that [#encodeValue] writes
    static Object decodeValue(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            Object value = readValue(in, MAX_DEPTH);
            if (in.hasRemaining()) {
                throw new IllegalArgumentException("more than one value");
            }
            return value;
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("incomplete");
        }
    }

    private static Object readValue(ByteBuffer in, int depth) {
        int head = in.get() & 0xff;
        long argument = readArgument(head & 0x1f, in);
        // A list or a map of n elements has at least n bytes.
        int type = head >> 5;
        if (depth == 0 || argument < 0 || type >= BYTES && argument > in.remaining()) {
            throw new IllegalArgumentException("too deep or too long");
        }
        return switch (type) {
            case UNSIGNED -> argument;
            case NEGATIVE -> ~argument;
            case BYTES -> readBytes(in, (int) argument);
            case TEXT -> new String(readBytes(in, (int) argument), StandardCharsets.UTF_8);
            case LIST -> {
                List<Object> list = new ArrayList<>();
                for (int i = 0; i < argument; i++) {
                    list.add(readValue(in, depth - 1));
                }
                yield list;
            }
            case MAP -> {
                Map<Object, Object> map = new LinkedHashMap<>();
                for (int i = 0; i < argument; i++) {
                    map.put(readValue(in, depth - 1), readValue(in, depth - 1));
                }
                yield map;
            }
            default -> throw new IllegalArgumentException("not a type of statements");
        };
    }

    private static long readArgument(int code, ByteBuffer in) {
        return switch (code) {
            case MAX_SHORT_ARGUMENT + 1 -> in.get() & 0xffL;
            case MAX_SHORT_ARGUMENT + 2 -> in.getShort() & 0xffffL;
            case MAX_SHORT_ARGUMENT + 3 -> in.getInt() & 0xffff_ffffL;
            case MAX_SHORT_ARGUMENT + 4 -> in.getLong();
            default -> code <= MAX_SHORT_ARGUMENT ? code : -1;
        };
    }

    private static byte[] readBytes(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }
}
