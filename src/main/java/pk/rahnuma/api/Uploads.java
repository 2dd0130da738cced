package pk.rahnuma.api;

import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import pk.rahnuma.documents.Documents;
import pk.rahnuma.documents.Fault;

/// Takes in the bytes of files: a bounded number at once, each of a bounded size, so that they cannot fill the memory.
@Singleton
final class Uploads {

    private static final int AT_ONCE = 12;
    private static final int BUFFER = 16 * 1024;
    private static final Duration SOON = Duration.ofSeconds(3);

    /// How long one may take: a photo of 5 MB at 350 kbit/s.
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Semaphore room = new Semaphore(AT_ONCE);

    /// @throws Refusal when there is too much of it, it takes too long, or too many others are at it
    byte[] read(InputStream body) throws IOException {
        if (!room.tryAcquire()) {
            throw Refusal.later(Problem.Kind.UNAVAILABLE, "Send the file again.", SOON);
        }
        try (InputStream in = body == null ? InputStream.nullInputStream() : body) {
            return readAll(in);
        } finally {
            room.release();
        }
    }

    private static byte[] readAll(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER];
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            all.write(buffer, 0, count);
            if (all.size() > Documents.MOST) {
                throw refusal(Fault.TOO_BIG);
            }
            if (System.nanoTime() > end) {
                throw Refusal.of(Problem.Kind.BAD_REQUEST, "It took too long.");
            }
        }
        return all.toByteArray();
    }

    static Refusal refusal(Fault fault) {
        return switch (fault) {
            case EMPTY -> Refusal.of(Problem.Kind.FILE_EMPTY, "Send the file as the body.");
            case TOO_BIG -> Refusal.of(Problem.Kind.TOO_LARGE, "At most " + Documents.MOST + " bytes.");
            case TYPE -> Refusal.of(Problem.Kind.FILE_TYPE, "Send a JPEG, PNG or PDF, or addresses as CSV or XLSX.");
            case TABLE_TOO_LARGE -> Refusal.of(Problem.Kind.FILE_TABLE_TOO_LARGE, "At most 5,000 rows and 1 MB.");
            case UNREADABLE -> Refusal.of(Problem.Kind.FILE_UNREADABLE, "It is cut off or damaged: make it again.");
            case LOCKED -> Refusal.of(Problem.Kind.FILE_LOCKED, "Send one without a password or other protection.");
            case TOO_MANY_PIXELS -> Refusal.of(Problem.Kind.FILE_TOO_MANY_PIXELS, "Send a smaller picture.");
        };
    }
}
