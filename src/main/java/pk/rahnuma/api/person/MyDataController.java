package pk.rahnuma.api.person;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
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
import java.util.NoSuchElementException;
import pk.rahnuma.http.ApiException;
import pk.rahnuma.http.ProblemDetail;
import pk.rahnuma.http.SenderProblems;
import pk.rahnuma.http.caller.ChatAuthentication;
import pk.rahnuma.http.caller.ChatAuthenticator;
import pk.rahnuma.http.file.DownloadService;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.person.DataExportService;

/// Exports all data stored about the person who asks, as a file.
@Controller(MyDataController.PATH)
@Tag(name = "My data")
@SecurityRequirement(name = "token")
@SecurityRequirement(name = "cookie")
@Secured(ChatAuthentication.ROLE)
@ExecuteOn(TaskExecutors.BLOCKING)
public final class MyDataController {

    public static final String PATH = "/api/v1/me/export";

    private final DownloadService downloads;
    private final ChatAuthenticator authenticator;
    private final DataExportService copy;
    private final Clock clock;

    MyDataController(DownloadService downloads, ChatAuthenticator authenticator, DataExportService copy, Clock clock) {
        this.downloads = downloads;
        this.authenticator = authenticator;
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
            HttpRequest<?> request,
            @QueryValue(defaultValue = "json")
                    @Schema(
                            allowableValues = {"json", "text"},
                            example = "json")
                    String as) {
        DataExportService.ExportFormat form = switch (as) {
            case "json" -> DataExportService.ExportFormat.JSON;
            case "text" -> DataExportService.ExportFormat.TEXT;
            default -> throw ApiException.ofKind(ProblemDetail.Kind.BAD_REQUEST, "`as` is `json` or `text`.");
        };
        Chat chat = authenticator.requireReader(request);
        try {
            return downloads.sendFile(
                    chat.conversation(),
                    form.mediaType(),
                    form.fileName(),
                    () -> copy.prepareExport(chat.conversation(), form, clock.instant())::writeTo);
        } catch (NoSuchElementException erased) {
            throw ChatAuthenticator.unknownToken();
        }
    }
}
