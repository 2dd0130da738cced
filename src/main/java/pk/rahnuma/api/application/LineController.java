package pk.rahnuma.api.application;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Nullable;
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
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import pk.rahnuma.http.ApiException;
import pk.rahnuma.http.LocalisedResponse;
import pk.rahnuma.http.PageCursor;
import pk.rahnuma.http.ProblemDetail;
import pk.rahnuma.http.ReaderProblems;
import pk.rahnuma.http.SenderProblems;
import pk.rahnuma.http.UncachedResponse;
import pk.rahnuma.http.caller.ChatAuthentication;
import pk.rahnuma.http.caller.ChatAuthenticator;
import pk.rahnuma.http.caller.RequiredScope;
import pk.rahnuma.http.file.LineDownloadService;
import pk.rahnuma.http.file.TableFormat;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.organisation.KeyScope;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.Line;
import pk.rahnuma.registration.LineStatus;
import pk.rahnuma.registration.overview.PersonLineService;
import pk.rahnuma.registration.record.LineFilter;
import pk.rahnuma.registration.record.LineQueryService.LinePosition;

/// Lists the lines of the person's applications and of those of their organisations.
@Controller("/api/v1/lines")
@Tag(name = "Applications")
@SecurityRequirement(name = "token")
@SecurityRequirement(name = "key")
@SecurityRequirement(name = "cookie")
@Secured(ChatAuthentication.ROLE)
@ExecuteOn(TaskExecutors.BLOCKING)
final class LineController {

    private static final int MAX_TEXT_LENGTH = 100;
    private static final String JSON = "json";

    private final ChatAuthenticator authenticator;
    private final PersonLineService lines;
    private final LineDownloadService downloads;
    private final Clock clock;

    LineController(
            ChatAuthenticator authenticator, PersonLineService lines, LineDownloadService downloads, Clock clock) {
        this.authenticator = authenticator;
        this.lines = lines;
        this.downloads = downloads;
        this.clock = clock;
    }

    /// A page of lines, by application and number.
    ///
    /// @param next cursor of the next page; missing on the last
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "LineListResponse", example = """
            {
              "lines": [
                {
                  "application": "K7MP-4RTX-9X",
                  "number": 2,
                  "organisation": "Alif Software (Private) Limited",
                  "status": "with_provider",
                  "since": "2026-11-26T09:00:00Z",
                  "reasons": [],
                  "asked": [],
                  "due": "2026-12-01T12:00:00Z",
                  "parts": {
                    "site": "Multan",
                    "provider": "nayatel",
                    "subscriberId": "NTL-12345",
                    "addresses": ["103.255.4.20"]
                  },
                  "actions": ["withdraw"]
                }
              ],
              "next": "MTc2NDMxNC4w"
            }
            """)
    record LineListResponse(
            List<LineResponse> lines,
            @Schema(example = "MTc2NDMxNC4w") @Nullable String next) {}

    /// Lists lines with all their parts. Each filter that is given must fit.
    /// The key of an organisation needs the scope `applications:read`.
    ///
    /// @param application reference of an application
    /// @param status of the lines
    /// @param provider code of the form, or a name
    /// @param site place, as it was written; small and capital letters are the same
    /// @param address one address
    /// @param changedSince time after which the lines changed last
    /// @param limit 1 to 50
    /// @param cursor `next` of the page before
    @Get
    @ApiResponse(responseCode = "200", description = "The lines")
    @ApiResponse(responseCode = "304", ref = "#/components/responses/NotModified")
    @ReaderProblems
    @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
    @RequiredScope(KeyScope.APPLICATIONS_READ)
    HttpResponse<LineListResponse> listLines(
            HttpRequest<?> request,
            @Nullable @QueryValue @Schema(example = "K7MP-4RTX-9X") String application,
            @Nullable @QueryValue @Schema(example = "with_provider") String status,
            @Nullable @QueryValue @Schema(example = "nayatel") String provider,
            @Nullable @QueryValue @Schema(example = "Multan") String site,
            @Nullable @QueryValue @Schema(example = "103.255.4.20") String address,
            @Nullable @QueryValue @Schema(example = "2026-11-26T09:00:00Z") String changedSince,
            @QueryValue(defaultValue = "" + PageCursor.MAX_PAGE_SIZE)
                    @Schema(minimum = "1", maximum = "" + PageCursor.MAX_PAGE_SIZE, example = "20")
                    int limit,
            @Nullable @QueryValue @Schema(example = "MTc2NDMxNC4w") String cursor) {
        Chat chat = authenticator.requireReader(request);
        LineFilter filter = readFilter(chat, application, status, provider, site, address, changedSince);
        int most = PageCursor.readLimit(limit);
        List<PersonLineService.LineView> found =
                lines.listLines(chat.conversation(), filter, parseCursor(cursor), most + 1, clock.instant());
        List<PersonLineService.LineView> page = found.subList(0, Math.min(most, found.size()));
        return UncachedResponse.ofTaggedJson(
                request,
                new LineListResponse(
                        page.stream().map(LineResponse::fromView).toList(),
                        found.size() > most ? toCursor(page.getLast().content().line()) : null));
    }

    /// Returns the same lines as a file, at most 10,000. Headings and statuses of a table are in the language of
    /// `Accept-Language`; the names of its columns are those that the answer `connections` of a form reads.
    /// The key of an organisation needs the scope `applications:read`.
    ///
    /// @param format `json` has the lines as the list does; `csv` and `xlsx` have a row for each
    /// @param application reference of an application
    /// @param status of the lines
    /// @param provider code of the form, or a name
    /// @param site place, as it was written; small and capital letters are the same
    /// @param address one address
    /// @param changedSince time after which the lines changed last
    @Get("/export")
    @ApiResponse(
            responseCode = "200",
            description = "The file",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = LineListResponse.class)),
                @Content(mediaType = TableFormat.CSV_TYPE, schema = @Schema(type = "string")),
                @Content(mediaType = TableFormat.XLSX_TYPE, schema = @Schema(type = "string", format = "binary"))
            })
    @SenderProblems
    @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
    @Produces({MediaType.APPLICATION_JSON, TableFormat.CSV_TYPE, TableFormat.XLSX_TYPE})
    @RequiredScope(KeyScope.APPLICATIONS_READ)
    HttpResponse<StreamedFile> exportLines(
            HttpRequest<?> request,
            @QueryValue(defaultValue = JSON)
                    @Schema(
                            allowableValues = {JSON, "csv", "xlsx"},
                            example = "csv")
                    String format,
            @Nullable @QueryValue @Schema(example = "K7MP-4RTX-9X") String application,
            @Nullable @QueryValue @Schema(example = "with_provider") String status,
            @Nullable @QueryValue @Schema(example = "nayatel") String provider,
            @Nullable @QueryValue @Schema(example = "Multan") String site,
            @Nullable @QueryValue @Schema(example = "103.255.4.20") String address,
            @Nullable @QueryValue @Schema(example = "2026-11-26T09:00:00Z") String changedSince) {
        Chat chat = authenticator.requireReader(request);
        LineFilter filter = readFilter(chat, application, status, provider, site, address, changedSince);
        return format.equals(JSON)
                ? downloads.sendJson(chat, filter, LineResponse.class, LineResponse::fromView)
                : downloads
                        .sendTable(
                                chat,
                                filter,
                                TableFormat.parseWord(format).orElseThrow(() -> invalidFilter("format")),
                                LocalisedResponse.language(request))
                        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
    }

    private LineFilter readFilter(
            Chat chat,
            @Nullable String application,
            @Nullable String status,
            @Nullable String provider,
            @Nullable String site,
            @Nullable String address,
            @Nullable String changedSince) {
        return new LineFilter(
                application == null
                        ? null
                        : requireApplication(chat, application).id(),
                parseFilter("status", status, LineStatus::parseWord),
                checkLength("provider", provider),
                checkLength("site", site),
                parseFilter("address", address, LineFilter::parseAddress),
                parseFilter("changedSince", changedSince, LineController::parseTime));
    }

    private Application requireApplication(Chat chat, String reference) {
        return lines.findApplication(chat.conversation(), reference)
                .orElseThrow(() -> ApiException.ofKind(
                        ProblemDetail.Kind.NOT_FOUND, "You have no application of this reference: list them."));
    }

    private static LinePosition parseCursor(@Nullable String cursor) {
        if (cursor == null) {
            return LinePosition.START;
        }
        PageCursor position = PageCursor.parseText(cursor);
        return new LinePosition(position.id(), position.number());
    }

    private static String toCursor(Line last) {
        return new PageCursor(last.number(), last.application()).toText();
    }

    private static String checkLength(String name, @Nullable String text) {
        if (text != null && (text.isBlank() || text.length() > MAX_TEXT_LENGTH)) {
            throw invalidFilter(name);
        }
        return text;
    }

    private static <T> T parseFilter(String name, @Nullable String text, Function<String, Optional<T>> parser) {
        return text == null
                ? null
                : Optional.of(text)
                        .filter(given -> given.length() <= MAX_TEXT_LENGTH)
                        .flatMap(parser)
                        .orElseThrow(() -> invalidFilter(name));
    }

    private static ApiException invalidFilter(String name) {
        return ApiException.ofKind(
                ProblemDetail.Kind.BAD_REQUEST, "Give `" + name + "` as the description of the API has it.");
    }

    private static Optional<Instant> parseTime(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }
}
