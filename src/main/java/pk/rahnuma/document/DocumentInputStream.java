package pk.rahnuma.document;

import java.io.InputStream;
import java.util.function.IntFunction;

/// Input stream over a document's content, with one chunk in memory.
final class DocumentInputStream extends InputStream {

    private final Document document;
    private final IntFunction<byte[]> chunks;
    private byte[] chunk = {};
    private int next;
    private int place;

    DocumentInputStream(Document document, IntFunction<byte[]> chunks) {
        this.document = document;
        this.chunks = chunks;
    }

    @Override
    public int read() {
        return isAtEnd() ? -1 : chunk[place++] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (isAtEnd()) {
            return -1;
        }
        int count = Math.min(length, chunk.length - place);
        System.arraycopy(chunk, place, into, offset, count);
        place += count;
        return count;
    }

    private boolean isAtEnd() {
        while (place == chunk.length) {
            if (next == document.chunks()) {
                return true;
            }
            chunk = chunks.apply(next++);
            place = 0;
        }
        return false;
    }
}
