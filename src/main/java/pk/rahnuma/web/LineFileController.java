package pk.rahnuma.web;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import pk.rahnuma.desk.LineTableService;
import pk.rahnuma.http.LineFilterForm;
import pk.rahnuma.http.LocalisedResponse;
import pk.rahnuma.http.caller.ChatAuthenticator;
import pk.rahnuma.http.file.LineDownloadService;
import pk.rahnuma.http.file.TableFormat;
import pk.rahnuma.http.file.TableWriter;
import pk.rahnuma.http.limit.ApiRateLimiter;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.registration.overview.PersonLineService;

/// Tables of lines as files: an empty one to fill in, and those of one's own lines.
@Controller("/{language:en|ur|ur-Latn}")
@Secured(SecurityRule.IS_ANONYMOUS)
@Hidden
@Produces({TableFormat.CSV_TYPE, TableFormat.XLSX_TYPE})
@ExecuteOn(TaskExecutors.BLOCKING)
final class LineFileController {

    private static final String FORMAT = ".{format:csv|xlsx}";
    private static final String FILE = "/lines" + FORMAT;

    private final LineTableService tables;
    private final PersonLineService lines;
    private final LineDownloadService downloads;
    private final ChatAuthenticator authenticator;
    private final ApiRateLimiter limiter;

    LineFileController(
            LineTableService tables,
            PersonLineService lines,
            LineDownloadService downloads,
            ChatAuthenticator authenticator,
            ApiRateLimiter limiter) {
        this.tables = tables;
        this.lines = lines;
        this.downloads = downloads;
        this.authenticator = authenticator;
        this.limiter = limiter;
    }

    /// Gives a table with a heading and no rows.
    @Get(FILE)
    HttpResponse<byte[]> giveTemplate(
            HttpRequest<?> request, @PathVariable String language, @PathVariable TableFormat format)
            throws IOException {
        limiter.checkPublicRead(request);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (TableWriter table = format.openWriter(file)) {
            table.writeRow(tables.templateHeading(language));
        }
        return HttpResponse.ok(file.toByteArray())
                .contentType(MediaType.of(format.mediaType()))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + format.fileName("lines") + "\"")
                .header(HttpHeaders.CACHE_CONTROL, LocalisedResponse.CACHED);
    }

    /// Gives all lines of one's own applications; leads to the form for the status without a chat.
    @Get("/my-lines" + FORMAT)
    HttpResponse<StreamedFile> giveLines(
            HttpRequest<?> request, @PathVariable String language, @PathVariable TableFormat format) {
        limiter.checkPublicRead(request);
        return authenticator
                .findChat(request)
                .map(chat -> send(request, chat, null, format, language))
                .orElseGet(() -> leadToStatus(language));
    }

    /// Gives the lines of one of one's own applications, those that the filter of its page shows; leads to the form for
    /// the status when it is none of them.
    @Get("/" + StatusPageController.PATH + "/{reference}" + FILE)
    HttpResponse<StreamedFile> giveLinesOfApplication(
            HttpRequest<?> request,
            @PathVariable String language,
            @PathVariable String reference,
            @PathVariable TableFormat format) {
        limiter.checkPublicRead(request);
        return authenticator
                .findChat(request)
                .flatMap(chat -> lines.findApplication(chat.conversation(), reference)
                        .map(application -> send(request, chat, application.id(), format, language)))
                .orElseGet(() -> leadToStatus(language));
    }

    private HttpResponse<StreamedFile> send(
            HttpRequest<?> request, Chat chat, @Nullable Long application, TableFormat format, String language) {
        LineFilterForm filter = LineFilterForm.fromRequest(request);
        return downloads.sendTable(chat, filter.toFilter(application, tables::readProvider), format, language);
    }

    private static HttpResponse<StreamedFile> leadToStatus(String language) {
        return HttpResponse.seeOther(URI.create("/" + language + "/" + StatusPageController.PATH));
    }
}
