package pk.rahnuma.api.file;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.NoSuchElementException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pk.rahnuma.api.limit.ConcurrencyLimiter;
import pk.rahnuma.api.problem.ApiException;
import pk.rahnuma.api.problem.ProblemDetail;
import pk.rahnuma.api.problem.SenderProblems;
import pk.rahnuma.api.token.ChatAuthentication;
import pk.rahnuma.api.token.ChatAuthenticator;
import pk.rahnuma.messaging.chat.Chat;
import pk.rahnuma.person.export.DataExportService;

/// Exports all data stored about the person who asks, as a file.
@Controller(MyDataController.PATH)
@Tag(name = "My data")
@SecurityRequirement(name = "token")
@SecurityRequirement(name = "cookie")
@Secured(ChatAuthentication.ROLE)
@ExecuteOn(TaskExecutors.BLOCKING)
public final class MyDataController {

    public static final String PATH = "/api/v1/me/export";

    static final int MAX_CONCURRENT_EXPORTS = 8;
    static final int MAX_CONCURRENT_EXPORTS_PER_CHAT = 1;
    /// The writer waits while so much is not read yet.
    static final int MAX_BUFFERED_BYTES = 128 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(MyDataController.class);
    private static final Duration RETRY_DELAY = Duration.ofSeconds(3);

    private final ConcurrencyLimiter copies =
            new ConcurrencyLimiter(MAX_CONCURRENT_EXPORTS, MAX_CONCURRENT_EXPORTS_PER_CHAT);
    private final ChatAuthenticator callers;
    private final DataExportService copy;
    private final Clock clock;

    MyDataController(ChatAuthenticator callers, DataExportService copy, Clock clock) {
        this.callers = callers;
        this.copy = copy;
        this.clock = clock;
    }

    /// Returns all stored data about the person, as a file.
    ///
    /// @param as `json` or `text`
    @Get
    @ApiResponse(
            responseCode = "200",
            description = "The file",
            content = {
                @Content(mediaType = "application/json", schema = @Schema(ref = "#/components/schemas/ExportedData")),
                @Content(mediaType = "text/plain", schema = @Schema(type = "string"))
            })
    @SenderProblems
    @Produces({"application/json", "text/plain"})
    HttpResponse<StreamedFile> exportData(
            HttpRequest<?> request, @QueryValue(defaultValue = "json") @Schema(example = "json") String as) {
        DataExportService.ExportFormat form = switch (as) {
            case "json" -> DataExportService.ExportFormat.JSON;
            case "text" -> DataExportService.ExportFormat.TEXT;
            default -> throw ApiException.ofKind(ProblemDetail.Kind.BAD_REQUEST, "`as` is `json` or `text`.");
        };
        Chat chat = callers.requireReader(request);
        String key = Long.toString(chat.conversation());
        if (!copies.tryAcquire(key)) {
            throw ApiException.retryLater(
                    ProblemDetail.Kind.UNAVAILABLE, "Ask again when others have theirs.", RETRY_DELAY);
        }
        StreamedFile content;
        try {
            DataExportService.PreparedExport prepared = copy.prepareExport(chat.conversation(), form, clock.instant());
            content =
                    new StreamedFile(startWriting(prepared, () -> copies.release(key)), MediaType.of(form.mediaType()));
        } catch (NoSuchElementException erased) {
            copies.release(key);
            throw ChatAuthenticator.unknownToken();
        } catch (RuntimeException e) {
            copies.release(key);
            throw e;
        }
        return HttpResponse.ok(content)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + form.fileName() + "\"");
    }

    /// Starts to write the content of the stream.
    ///
    /// @param then runs after the last write
    private static InputStream startWriting(DataExportService.PreparedExport prepared, Runnable then) {
        PipedOutputStream out = new PipedOutputStream();
        PipedInputStream content = connect(out);
        Thread.ofVirtual().name("my-data").start(() -> {
            try {
                prepared.writeTo(out);
                // Only a whole export ends: reading fails when the writer has gone without it.
                out.close();
            } catch (IOException | RuntimeException e) {
                LOG.warn("api: an export ended early: {}", e.getClass().getSimpleName());
            } finally {
                then.run();
            }
        });
        return content;
    }

    private static PipedInputStream connect(PipedOutputStream out) {
        try {
            return new PipedInputStream(out, MAX_BUFFERED_BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
