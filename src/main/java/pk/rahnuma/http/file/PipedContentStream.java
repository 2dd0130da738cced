package pk.rahnuma.http.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// Stream that one thread writes and another reads, with a few blocks in memory at a time. When writing fails, reading
/// fails too, so that a part is never taken for the whole. The writer is not interrupted, since that would close the
/// file of the embedded database; its next write fails when the reader has closed the stream.
final class PipedContentStream extends InputStream {

    static final int MAX_BUFFERED_CHUNKS = 4;
    static final int CHUNK_BYTES = 32 * 1024;

    private static final long POLL_INTERVAL_MILLIS = 200;
    private static final byte[] END_MARKER = {};

    private final BlockingQueue<byte[]> pieces = new ArrayBlockingQueue<>(MAX_BUFFERED_CHUNKS);
    private byte[] piece = {};
    private int place;
    private volatile boolean closed;
    private volatile boolean failed;

    /// Writes the content of the stream.
    @FunctionalInterface
    public interface ContentWriter {
        void writeTo(OutputStream out) throws IOException;
    }

    /// Starts to write.
    ///
    /// @param then runs after the last write, and before the reader finds the end: whoever has read it may ask again
    static PipedContentStream startWriting(ContentWriter writing, Runnable then) {
        PipedContentStream stream = new PipedContentStream();
        Thread.ofVirtual().name("download").start(() -> stream.write(writing, then));
        return stream;
    }

    private void write(ContentWriter writing, Runnable then) {
        ChunkOutputStream out = new ChunkOutputStream();
        try {
            try {
                writing.writeTo(out);
                out.send();
            } finally {
                then.run();
            }
            put(END_MARKER);
        } catch (IOException | RuntimeException | Error e) {
            failed = true;
        }
    }

    private void put(byte[] bytes) throws IOException {
        try {
            while (!pieces.offer(bytes, POLL_INTERVAL_MILLIS, TimeUnit.MILLISECONDS)) {
                if (closed) {
                    throw new IOException("the reader has closed the stream");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int count) throws IOException {
        if (place == piece.length && !next()) {
            return -1;
        }
        int given = Math.min(count, piece.length - place);
        System.arraycopy(piece, place, bytes, from, given);
        place += given;
        return given;
    }

    private boolean next() throws IOException {
        if (piece == END_MARKER) {
            return false;
        }
        try {
            byte[] fresh = pieces.poll(POLL_INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
            while (fresh == null) {
                if (failed && pieces.isEmpty()) {
                    throw new IOException("what is read could not be written");
                }
                fresh = pieces.poll(POLL_INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
            }
            piece = fresh;
            place = 0;
            return piece != END_MARKER;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    @Override
    public void close() {
        closed = true;
        pieces.clear();
    }

    private final class ChunkOutputStream extends OutputStream {
        private final byte[] buffer = new byte[CHUNK_BYTES];
        private int filled;

        @Override
        public void write(int b) throws IOException {
            buffer[filled++] = (byte) b;
            if (filled == buffer.length) {
                send();
            }
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            for (int done = 0; done < count; ) {
                int part = Math.min(count - done, buffer.length - filled);
                System.arraycopy(bytes, from + done, buffer, filled, part);
                filled += part;
                done += part;
                if (filled == buffer.length) {
                    send();
                }
            }
        }

        private void send() throws IOException {
            if (filled > 0) {
                put(Arrays.copyOf(buffer, filled));
                filled = 0;
            }
        }
    }
}
