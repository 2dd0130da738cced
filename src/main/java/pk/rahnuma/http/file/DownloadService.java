package pk.rahnuma.http.file;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.types.files.StreamedFile;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Supplier;
import pk.rahnuma.http.ApiException;
import pk.rahnuma.http.ProblemDetail;
import pk.rahnuma.http.limit.ConcurrencyLimiter;

/// Sends files that are made while they are sent, a few at a time, and one to each person.
@Singleton
public final class DownloadService {

    static final int MAX_CONCURRENT_DOWNLOADS = 8;
    static final int MAX_CONCURRENT_DOWNLOADS_PER_PERSON = 1;
    private static final Duration RETRY_DELAY = Duration.ofSeconds(3);

    private final ConcurrencyLimiter downloads =
            new ConcurrencyLimiter(MAX_CONCURRENT_DOWNLOADS, MAX_CONCURRENT_DOWNLOADS_PER_PERSON);

    /// Sends a file, which nothing on the way may store.
    ///
    /// @param person conversation of whoever asks
    /// @param preparation reads what must be known before the first byte, and returns what writes the file
    public MutableHttpResponse<StreamedFile> sendFile(
            long person, String mediaType, String fileName, Supplier<PipedContentStream.ContentWriter> preparation) {
        String key = Long.toString(person);
        if (!downloads.tryAcquire(key)) {
            throw ApiException.retryLater(
                    ProblemDetail.Kind.UNAVAILABLE, "Ask again when others have theirs.", RETRY_DELAY);
        }
        PipedContentStream.ContentWriter content;
        try {
            content = preparation.get();
        } catch (RuntimeException e) {
            downloads.release(key);
            throw e;
        }
        return HttpResponse.ok(new StreamedFile(
                        PipedContentStream.startWriting(content, () -> downloads.release(key)),
                        MediaType.of(mediaType)))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + fileName + "\"");
    }
}
