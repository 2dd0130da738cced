package pk.rahnuma.http.file;

import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.Supplier;
import pk.rahnuma.document.DocumentType;
import pk.rahnuma.http.ApiException;
import pk.rahnuma.http.ProblemDetail;
import pk.rahnuma.http.ServerConfiguration;
import pk.rahnuma.http.limit.ConcurrencyLimiter;
import pk.rahnuma.http.limit.NetworkFileQueue;
import pk.rahnuma.messaging.FileRejectionReason;
import pk.rahnuma.shared.NetworkBudget;
import pk.rahnuma.shared.NetworkPrefix;

/// Receives file bodies: a limited number at once, each of limited size, and all within a memory budget. No single chat
/// or address can use the whole budget. [pk.rahnuma.http.guard.RequestGuardHandler] closes stalled uploads, which frees
/// their place.
@Singleton
public final class UploadReader {

    public static final int MAX_UPLOADS = 200;
    public static final int MAX_UPLOADS_PER_CHAT = 2;
    static final Duration MAX_TURN_WAIT = Duration.ofSeconds(10);

    /// Minimum budget: two files fit, whatever the size of the heap.
    private static final long MIN_BUDGET_BYTES = 4L * DocumentType.MAX_FILE_BYTES;

    private static final int BUFFER_BYTES = 16 * 1024;
    private static final Duration RETRY_DELAY = Duration.ofSeconds(3);

    private final NetworkBudget places = NetworkBudget.ofMaxPlaces(MAX_UPLOADS);
    private final ConcurrencyLimiter byChat = new ConcurrencyLimiter(MAX_UPLOADS, MAX_UPLOADS_PER_CHAT);
    private final NetworkBudget budget;
    private final NetworkFileQueue turns = new NetworkFileQueue();

    public UploadReader(ServerConfiguration settings) {
        this.budget = NetworkBudget.ofMaxBytes(settings.fileBytes(), MIN_BUDGET_BYTES);
    }

    /// Tells whether less than half of the budget is left.
    public boolean isShort() {
        return places.isShort() || budget.isShort();
    }

    /// Body of a request.
    ///
    /// @param stream which the caller closes
    /// @param length from the request head; -1 when unknown
    /// @param formType type of a form that has the file as a part; null when the body is the file itself
    record UploadBody(InputStream stream, long length, String formType) {}

    /// A file in memory.
    ///
    /// @param name that a form gives it, or null
    record ReceivedFile(String name, byte[] content) {}

    /// Reads the whole body, then runs a task on it.
    ///
    /// @param address that the request came from
    /// @throws ApiException when the body is too large or incomplete, or too many uploads run
    <T> T receiveFile(UploadBody body, String chat, String address, Function<ReceivedFile, T> work) {
        String network = NetworkPrefix.prefixOf(address);
        return holdPlace(chat, network, () -> reserved(body, network, work));
    }

    private <T> T holdPlace(String chat, String network, Supplier<T> work) {
        if (!places.reserve(network, 1)) {
            throw busy();
        }
        try {
            if (!byChat.tryAcquire(chat)) {
                throw ApiException.retryLater(
                        ProblemDetail.Kind.TOO_MANY, "Send one file after the other.", RETRY_DELAY);
            }
            try {
                return work.get();
            } finally {
                byChat.release(chat);
            }
        } finally {
            places.release(network, 1);
        }
    }

    private <T> T reserved(UploadBody body, String network, Function<ReceivedFile, T> work) {
        // Without a length, and from a form, the bytes are copied as they grow.
        long bytes =
                body.length() >= 0 ? Math.min(body.length(), DocumentType.MAX_FILE_BYTES) : DocumentType.MAX_FILE_BYTES;
        boolean copied = body.length() < 0 || body.formType() != null;
        return reserveBytes(network, copied ? 2 * bytes : bytes, () -> {
            ReceivedFile file = read(body);
            return judged(network, () -> work.apply(file));
        });
    }

    private <T> T reserveBytes(String network, long bytes, Supplier<T> work) {
        if (!budget.reserve(network, bytes)) {
            throw busy();
        }
        try {
            return work.get();
        } finally {
            budget.release(network, bytes);
        }
    }

    private <T> T judged(String network, Supplier<T> work) {
        if (!turns.enter(network, MAX_TURN_WAIT)) {
            throw busy();
        }
        try {
            return work.get();
        } finally {
            turns.leave(network);
        }
    }

    private static ReceivedFile read(UploadBody body) {
        try {
            if (body.formType() != null) {
                return MultipartFileReader.readFile(body.stream(), body.formType());
            }
            byte[] content = body.length() >= 0
                    ? readKnown(body.stream(), (int) Math.min(body.length(), DocumentType.MAX_FILE_BYTES))
                    : readUnknown(body.stream());
            return new ReceivedFile(null, content);
        } catch (IOException e) {
            // The body was cut off, or the client disconnected.
            throw ApiException.ofKind(ProblemDetail.Kind.BAD_REQUEST, "The file did not come whole.");
        }
    }

    private static byte[] readKnown(InputStream in, int length) throws IOException {
        byte[] all = new byte[length];
        int count = in.readNBytes(all, 0, length);
        if (in.read() >= 0) {
            throw toException(FileRejectionReason.TOO_BIG);
        }
        return count == length ? all : Arrays.copyOf(all, count);
    }

    private static byte[] readUnknown(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            all.write(buffer, 0, count);
            if (all.size() > DocumentType.MAX_FILE_BYTES) {
                throw toException(FileRejectionReason.TOO_BIG);
            }
        }
        return all.toByteArray();
    }

    private static ApiException busy() {
        return ApiException.retryLater(ProblemDetail.Kind.UNAVAILABLE, "Send the file again.", RETRY_DELAY);
    }

    public static ApiException toException(FileRejectionReason fault) {
        return switch (fault) {
            case EMPTY -> ApiException.ofKind(ProblemDetail.Kind.FILE_EMPTY, "Send the file as the body.");
            case TOO_BIG ->
                ApiException.ofKind(ProblemDetail.Kind.TOO_LARGE, "At most " + DocumentType.MAX_FILE_BYTES + " bytes.");
            case TYPE ->
                ApiException.ofKind(
                        ProblemDetail.Kind.FILE_TYPE, "Send a JPEG, PNG or PDF, or addresses as CSV or XLSX.");
            case TABLE_TOO_LARGE ->
                ApiException.ofKind(ProblemDetail.Kind.FILE_TABLE_TOO_LARGE, "At most 5,000 rows and 1 MB.");
            case UNREADABLE ->
                ApiException.ofKind(ProblemDetail.Kind.FILE_UNREADABLE, "It is cut off or damaged: make it again.");
            case LOCKED ->
                ApiException.ofKind(ProblemDetail.Kind.FILE_LOCKED, "Send one without a password or other protection.");
            case TOO_MANY_PIXELS ->
                ApiException.ofKind(ProblemDetail.Kind.FILE_TOO_MANY_PIXELS, "Send a smaller picture.");
        };
    }
}
