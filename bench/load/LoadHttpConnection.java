package load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// HTTP/1.1 connection, as client or server. Used by one thread.
final class LoadHttpConnection {

    private static final int LINE = 2;

    final SocketChannel channel;
    private final SelectionKey key;
    private byte[] in = new byte[16 * 1024];
    private int from;
    private int to;
    private ByteBuffer out = ByteBuffer.allocate(0);

    /// Head of the message that [#nextMessage] found.
    private String head;

    private String body;

    /// Present use of the connection, set by its owner.
    Object use;

    LoadHttpConnection(SocketChannel channel, SelectionKey key) {
        this.channel = channel;
        this.key = key;
    }

    /// Reads available bytes.
    ///
    /// @return false at the end of the stream
    boolean read() throws IOException {
        if (to == in.length) {
            if (from > 0) {
                System.arraycopy(in, from, in, 0, to - from);
                to -= from;
                from = 0;
            } else {
                in = Arrays.copyOf(in, in.length * 2);
            }
        }
        int count = channel.read(ByteBuffer.wrap(in, to, in.length - to));
        to += Math.max(count, 0);
        return count >= 0;
    }

    /// Takes one complete message from the received bytes, if there is one.
    boolean nextMessage() {
        int end = find(from);
        if (end < 0) {
            return false;
        }
        String found = new String(in, from, end - from, StandardCharsets.ISO_8859_1);
        int start = end + 2 * LINE;
        if ("chunked".equalsIgnoreCase(field(found, "transfer-encoding"))) {
            return chunks(found, start);
        }
        String length = field(found, "content-length");
        int stop = start + (length == null ? 0 : Integer.parseInt(length));
        if (stop > to) {
            return false;
        }
        return take(found, new String(in, start, stop - start, StandardCharsets.UTF_8), stop);
    }

    private boolean chunks(String found, int start) {
        byte[] whole = new byte[0];
        int at = start;
        while (true) {
            int line = at;
            while (line < to && in[line] != '\n') {
                line++;
            }
            if (line >= to) {
                return false;
            }
            int size = Integer.parseInt(new String(in, at, line - 1 - at, StandardCharsets.ISO_8859_1).strip(), 16);
            int next = line + 1 + size + LINE;
            if (next > to) {
                return false;
            }
            if (size == 0) {
                return take(found, new String(whole, StandardCharsets.UTF_8), next);
            }
            int before = whole.length;
            whole = Arrays.copyOf(whole, before + size);
            System.arraycopy(in, line + 1, whole, before, size);
            at = next;
        }
    }

    private boolean take(String head, String body, int next) {
        this.head = head;
        this.body = body;
        from = next;
        if (from == to) {
            from = 0;
            to = 0;
        }
        return true;
    }

    private int find(int at) {
        for (int i = at; i + 3 < to; i++) {
            if (in[i] == '\r' && in[i + 1] == '\n' && in[i + 2] == '\r' && in[i + 3] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /// First line and fields of the message.
    String head() {
        return head;
    }

    String body() {
        return body;
    }

    /// Value of a field.
    ///
    /// @param name in lower case
    /// @return null when there is none
    static String field(String head, String name) {
        for (int line = head.indexOf('\n'); line >= 0; line = head.indexOf('\n', line + 1)) {
            int start = line + 1;
            if (head.regionMatches(true, start, name, 0, name.length())
                    && start + name.length() < head.length()
                    && head.charAt(start + name.length()) == ':') {
                int end = head.indexOf('\r', start);
                return head.substring(start + name.length() + 1, end < 0 ? head.length() : end)
                        .strip();
            }
        }
        return null;
    }

    void write(byte[]... parts) throws IOException {
        int length = out.remaining();
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteBuffer all = ByteBuffer.allocate(length).put(out);
        for (byte[] part : parts) {
            all.put(part);
        }
        out = all.flip();
        flush();
    }

    void flush() throws IOException {
        channel.write(out);
        int interest = out.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
        if (key.interestOps() != interest) {
            key.interestOps(interest);
        }
    }

    void close() {
        key.cancel();
        try {
            channel.close();
        } catch (IOException e) {
            // It is closed either way.
        }
    }
}
